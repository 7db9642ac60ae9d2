#include "platform/db/pool.h"

#include <algorithm>
#include <chrono>

namespace regard::db {

constexpr std::chrono::seconds kLongestWait{10};

Pool::Pool(int size, Open open) : open_{std::move(open)}, places_(static_cast<std::size_t>(std::max(size, 1))) {
  for (auto& place : places_) free_.push_back(&place);
}

Pool::Place& Pool::take() {
  std::unique_lock lock{mutex_};
  if (!free_.empty()) {
    Place& place = *free_.back();
    free_.pop_back();
    return place;
  }
  Waiting self;
  queue_.push_back(&self);
  if (!self.turn.wait_for(lock, kLongestWait, [&] { return self.given != nullptr; })) {
    queue_.erase(std::find(queue_.begin(), queue_.end(), &self));
    throw Fault{Fault::Kind::busy, "no connection became free"};
  }
  return *self.given;
}

void Pool::give_back(Place& place) noexcept {
  const std::lock_guard lock{mutex_};
  if (queue_.empty()) {
    free_.push_back(&place);  // never grows: it had room for every place
    return;
  }
  Waiting* next = queue_.front();
  queue_.pop_front();
  next->given = &place;
  next->turn.notify_one();
}

Connection& Pool::connected(Place& place) {
  if (place.connection && place.connection->lost()) place.connection.reset();
  if (!place.connection) place.connection = open_();
  return *place.connection;
}

}  // namespace regard::db
