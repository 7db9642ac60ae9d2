// Which looks of this minute are durable already, so that a page shown 3,000 times a second costs no write.
// Private to this folder.
#pragma once

#include <array>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <string_view>
#include <unordered_map>

#include "platform/audit/audit.h"

namespace regard::audit {

class Looks {
 public:
  // A keyed 128-bit hash of who, what and when: unforgeable, so it stands for the look itself.
  struct Mark {
    std::array<unsigned char, 16> bytes{};
    friend bool operator==(const Mark&, const Mark&) = default;
  };

  // Memory: 16 shards of at most `per_shard` looks. What does not fit is written again, never left out.
  explicit Looks(std::size_t per_shard = 4096);

  // The duty to make one look durable. Without `durable()` it passes to whoever waits.
  class Duty {
   public:
    Duty(Looks& looks, const Mark& mark, std::int64_t minute) : looks_{looks}, mark_{mark}, minute_{minute} {}
    ~Duty();
    Duty(const Duty&) = delete;
    Duty& operator=(const Duty&) = delete;
    void durable() { durable_ = true; }

   private:
    Looks& looks_;
    Mark mark_;
    std::int64_t minute_;
    bool durable_ = false;
  };

  Mark mark(const Viewer& by, const Entry& what, std::int64_t minute) const;
  // Nothing: it is durable. When another thread is making it so, waits for that thread.
  std::optional<Duty> begin(const Mark& mark, std::int64_t minute);

  std::size_t size();

 private:
  enum class State { being_written, durable };
  struct MarkHash {
    std::size_t operator()(const Mark& mark) const noexcept;
  };
  struct Shard {
    std::mutex guard;
    std::condition_variable changed;
    std::int64_t minute = 0;
    std::unordered_map<Mark, State, MarkHash> looks;
  };
  Shard& shard(const Mark& mark) { return shards_[mark.bytes[15] % shards_.size()]; }
  void finish(const Mark& mark, std::int64_t minute, bool durable);

  const std::size_t per_shard_;
  std::array<unsigned char, 16> key_{};
  std::array<Shard, 16> shards_;
};

}  // namespace regard::audit
