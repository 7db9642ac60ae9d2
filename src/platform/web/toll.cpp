#include "platform/web/toll.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "platform/base/ids.h"
#include "platform/base/text.h"
#include "platform/crypto/puzzle.h"

namespace regard::web {
namespace {

constexpr std::size_t kRandomBytes = 16;
constexpr std::size_t kLongestSolution = 20;  // digits
constexpr int kMostBits = 40;
// A page that was loaded in calm stays good when much is sent soon after.
constexpr int kLeeway = 4;

template <class Number>
std::optional<Number> number_from(std::string_view text) {
  Number number{};
  const auto [end, wrong] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (wrong != std::errc{} || end != text.data() + text.size()) return {};
  return number;
}

// What stands before the next dot, which goes with it.
std::string_view take_part(std::string_view& text) {
  const auto dot = text.find('.');
  const auto part = text.substr(0, dot);
  text = dot == std::string_view::npos ? std::string_view{} : text.substr(dot + 1);
  return part;
}

std::string_view body_of(std::string_view challenge) { return challenge.substr(0, challenge.rfind('.')); }

int bits_above(double count, double calm) { return count <= calm ? 0 : static_cast<int>(std::log2(count / calm)) + 1; }

}  // namespace

std::optional<Challenge> challenge_from(std::string_view text) {
  const auto bits = number_from<int>(take_part(text));
  const auto expires = number_from<std::int64_t>(take_part(text));
  const auto random = take_part(text);
  const auto mac = text;  // all the rest
  if (!bits || *bits < 0 || *bits > kMostBits || !expires || random.empty() || mac.empty() || mac.find('.') != std::string_view::npos) return {};
  return Challenge{*bits, Instant{std::chrono::milliseconds{*expires}}, random, mac};
}

double Toll::Tally::now(Instant at_that_time) const {
  const std::chrono::duration<double, std::ratio<60>> minutes = at_that_time - at;
  return count * std::exp(-std::max(0.0, minutes.count()));
}

void Toll::Tally::add(Instant at_that_time) {
  count = now(at_that_time) + 1;
  at = at_that_time;
}

int Toll::bits_for(const Source* source, Instant now) const {
  const int for_all = std::min(rule_.most_for_others, bits_above(all_.now(now), rule_.calm));
  const int for_source = source ? bits_above(source->tally.now(now), rule_.calm_of_source) : 0;
  return std::min(rule_.most_bits, rule_.bits + for_all + for_source);
}

std::string Toll::mac(std::string_view purpose, std::string_view body) const {
  return crypto::keyed_hash(secret_, std::string{body} + "\n" + std::string{purpose});
}

std::string Toll::challenge(std::string_view address, std::string_view purpose, Instant now) {
  const int bits = [&] {
    const std::lock_guard lock{mutex_};
    const auto source = sources_.find(marks_.of(address));
    return bits_for(source == sources_.end() ? nullptr : &source->second, now);
  }();
  const auto expires = (now + rule_.challenge_lasts).time_since_epoch().count();
  const std::string body = std::to_string(bits) + "." + std::to_string(expires) + "." + random_token(kRandomBytes);
  return body + "." + mac(purpose, body);
}

// One hash, after the signature: nothing that was not made here is looked at closer.
bool Toll::is_paid(const Payment& payment, int bits, Instant now) {
  const auto challenge = challenge_from(payment.challenge);
  if (!challenge || challenge->expires <= now || challenge->bits < bits - kLeeway) return false;
  if (payment.solution.empty() || payment.solution.size() > kLongestSolution) return false;
  if (!equal_in_constant_time(challenge->mac, mac(payment.purpose, body_of(payment.challenge)))) return false;
  if (!crypto::is_solved(payment.challenge, payment.solution, challenge->bits)) return false;
  if (used_.size() >= rule_.remembered) return false;  // it could not be remembered, and would be good again
  return used_.emplace(challenge->random, challenge->expires).second;
}

Result<std::chrono::milliseconds> Toll::pay(const Payment& payment, Instant now) {
  const std::lock_guard lock{mutex_};
  forget_old(now);
  Source& source = sources_[marks_.of(payment.address)];
  source.tally.add(now);
  all_.add(now);
  const int bits = bits_for(&source, now);
  if (is_paid(payment, bits, now)) return std::chrono::milliseconds{0};
  std::erase_if(source.waits_until, [&](Instant until) { return until <= now; });
  if (source.waits_until.size() >= rule_.waiting_at_once) return fail(ErrorKind::too_many, "toll.too_many");
  const auto wait = std::min(rule_.longest_wait, rule_.wait * (1 << (bits - rule_.bits)));
  source.waits_until.push_back(now + wait);
  return wait;
}

// Who is calm again need not be remembered. When all sources are busy all are forgotten: memory is bounded, and forgetting
// only ever allows more. A puzzle that was used is remembered until it expires.
void Toll::forget_old(Instant now) {
  if (sources_.size() >= rule_.remembered) {
    std::erase_if(sources_, [&](const auto& source) { return source.second.tally.now(now) < 1; });
    if (sources_.size() >= rule_.remembered) sources_.clear();
  }
  if (used_.size() >= rule_.remembered) std::erase_if(used_, [&](const auto& used) { return used.second <= now; });
}

}  // namespace regard::web
