#include "platform/db/places.h"

#include <algorithm>
#include <chrono>

#include "platform/db/fault.h"

namespace regard::db {

constexpr std::chrono::seconds kLongestWait{10};

Places::Places(int count) {
  for (int place = std::max(count, 1) - 1; place >= 0; --place) free_.push_back(place);
}

int Places::take() {
  std::unique_lock lock{mutex_};
  if (!free_.empty()) {
    const int place = free_.back();
    free_.pop_back();
    return place;
  }
  Waiting self;
  queue_.push_back(&self);
  if (self.turn.wait_for(lock, kLongestWait, [&] { return self.given >= 0; })) return self.given;
  std::erase(queue_, &self);
  throw Fault{Fault::Kind::busy, "the database was in use for too long"};
}

void Places::give_back(int place) noexcept {
  const std::lock_guard lock{mutex_};
  if (!hand_to_next(place)) free_.push_back(place);  // never grows: it had room for every place
}

bool Places::pass_on(int place) noexcept {
  const std::lock_guard lock{mutex_};
  return hand_to_next(place);
}

std::size_t Places::waiting() const {
  const std::lock_guard lock{mutex_};
  return queue_.size();
}

bool Places::hand_to_next(int place) noexcept {
  if (queue_.empty()) return false;
  Waiting* next = queue_.front();
  queue_.pop_front();
  next->given = place;
  next->turn.notify_one();
  return true;
}

}  // namespace regard::db
