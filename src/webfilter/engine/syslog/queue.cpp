#include "webfilter/engine/syslog/queue.h"

#include <utility>

namespace regard::webfilter {

bool LineQueue::has_room() const {
  const std::lock_guard lock{mutex_};
  return waiting_.size() + given_.size() < bytes_;
}

void LineQueue::add(std::string_view line) {
  const std::lock_guard lock{mutex_};
  if (waiting_.empty()) came_.notify_all();
  waiting_ += line;
}

void LineQueue::close() {
  const std::lock_guard lock{mutex_};
  is_closed_ = true;
  came_.notify_all();
}

std::string_view LineQueue::next(const std::stop_token& stop, std::chrono::milliseconds most) {
  std::unique_lock lock{mutex_};
  if (!given_.empty()) return given_;
  came_.wait_for(lock, stop, most, [this] { return !waiting_.empty() || is_closed_; });
  std::swap(given_, waiting_);
  return given_;
}

void LineQueue::committed() {
  const std::lock_guard lock{mutex_};
  given_.clear();
}

bool LineQueue::is_finished() const {
  const std::lock_guard lock{mutex_};
  return is_closed_ && waiting_.empty() && given_.empty();
}

}  // namespace regard::webfilter
