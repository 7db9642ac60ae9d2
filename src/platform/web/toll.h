// What it costs to send something that anybody may send. Calm, a puzzle that a browser's script solves while the page is
// read, or half a second's wait without a script. It rises for a source that sends much, and somewhat for all when much
// is sent: nobody is shut out by what others do. Memory is bounded; no address is kept.
#pragma once

#include <chrono>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "platform/base/clock.h"
#include "platform/base/result.h"
#include "platform/crypto/secret.h"
#include "platform/web/source.h"

namespace regard::web {

// "16.1764500000000.<random>.<mac>": the server keeps nothing of it until it is used.
struct Challenge {
  int bits;
  Instant expires;
  std::string_view random, mac;
};
std::optional<Challenge> challenge_from(std::string_view text);  // whatever it says; not yet believed

class Toll {
 public:
  struct Rule {
    int bits = 16;                              // of a puzzle in calm
    int most_bits = 22;
    int most_for_others = 4;                    // bits more, for everybody, however much is sent
    double calm_of_source = 20, calm = 120;     // so many a minute
    std::chrono::milliseconds wait{500};        // instead of a puzzle in calm; doubles with each bit
    std::chrono::milliseconds longest_wait{20'000};
    std::size_t waiting_at_once = 12;           // of one source, without a puzzle: one more is refused
    std::chrono::minutes challenge_lasts{30};
    std::size_t remembered = 100'000;           // sources, and used puzzles
  };
  // `secret` signs puzzles: the same on every machine of a provider.
  Toll(Rule rule, const crypto::Secret& secret) : rule_{rule}, secret_{secret} {}

  // For a page that posts. `purpose` binds it to this page of this visitor.
  std::string challenge(std::string_view address, std::string_view purpose, Instant now);

  struct Payment {
    std::string_view address, purpose, challenge, solution;
  };
  // How long the answer has to wait: not at all for a puzzle that was solved and not used before. Refused: too many of
  // this source wait already.
  Result<std::chrono::milliseconds> pay(const Payment& payment, Instant now);

 private:
  struct Tally {  // of the last minute or so
    double count = 0;
    Instant at{};
    double now(Instant at_that_time) const;
    void add(Instant at_that_time);
  };
  struct Source {
    Tally tally;
    std::vector<Instant> waits_until;
  };
  int bits_for(const Source* source, Instant now) const;
  std::string mac(std::string_view purpose, std::string_view body) const;
  bool is_paid(const Payment& payment, int bits, Instant now);
  void forget_old(Instant now);

  const Rule rule_;
  const crypto::Secret secret_;
  const SourceMarks marks_;
  std::mutex mutex_;
  Tally all_;
  std::unordered_map<std::string, Source> sources_;  // by mark
  std::unordered_map<std::string, Instant> used_;    // the random part of puzzles that were used, until they expire
};

}  // namespace regard::web
