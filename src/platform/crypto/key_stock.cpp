#include "platform/crypto/key_stock.h"

#include <algorithm>
#include <utility>

namespace regard::crypto {
namespace {

// At 800 submissions a second the low mark lasts 0.3 s, ten times what a batch takes. The first batch is small: a
// command that seals one record leaves few unused keys.
constexpr std::size_t kLow = 256, kBatch = 512, kFirstBatch = 64;

}  // namespace

KeyStock::KeyStock(Maker maker) : maker_{std::move(maker)}, thread_{[this] { keep_filled(); }} {}

KeyStock::~KeyStock() {
  {
    const std::lock_guard lock{mutex_};
    stopping_ = true;
  }
  asked_.notify_all();
  thread_.join();
}

RecordKey KeyStock::take(Instant now) {
  std::unique_lock lock{mutex_};
  now_ = std::max(now_, now);
  if (keys_.size() <= kLow && !std::exchange(wanted_, true)) asked_.notify_one();
  const std::size_t failures = failures_;
  answered_.wait(lock, [&] { return !keys_.empty() || failures_ != failures; });
  if (keys_.empty()) std::rethrow_exception(failure_);
  RecordKey key = keys_.back();
  keys_.pop_back();
  return key;
}

void KeyStock::keep_filled() {
  std::size_t count = kFirstBatch;
  std::unique_lock lock{mutex_};
  while (true) {
    asked_.wait(lock, [&] { return wanted_ || stopping_; });
    if (stopping_) return;
    const Instant now = now_;
    lock.unlock();
    std::vector<RecordKey> made;
    std::exception_ptr failure;
    try {
      made = maker_(count, now);
      count = kBatch;
    } catch (const std::exception&) {
      failure = std::current_exception();
    }
    lock.lock();
    keys_.insert(keys_.begin(), made.begin(), made.end());  // the oldest are taken first
    wanted_ = false;
    if (failure) {
      failure_ = failure;
      ++failures_;
    }
    answered_.notify_all();
  }
}

}  // namespace regard::crypto
