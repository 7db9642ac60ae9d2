#include "platform/http/server_workers.h"

#include <utility>

namespace regard::http {

void Workers::start() {
  for (int i = 0; i < wanted_; ++i) threads_.emplace_back([this] { work(); });
}

bool Workers::reserve() {
  if (reserved_.fetch_add(1) < queue_limit_) return true;
  reserved_.fetch_sub(1);
  return false;
}

void Workers::submit(std::unique_ptr<Job> job) {
  {
    const std::lock_guard lock{mutex_};
    if (!stopping_) queue_.push_back(std::exchange(job, nullptr));
  }
  if (job) {
    reserved_.fetch_sub(1);
    job->abandon();
  } else {
    arrived_.notify_one();
  }
}

void Workers::work() {
  for (;;) {
    std::unique_lock lock{mutex_};
    arrived_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
    if (stopping_) return;
    const std::unique_ptr<Job> job = std::move(queue_.front());
    queue_.pop_front();
    lock.unlock();
    reserved_.fetch_sub(1);
    job->run();
  }
}

void Workers::stop() {
  std::deque<std::unique_ptr<Job>> left;
  {
    const std::lock_guard lock{mutex_};
    stopping_ = true;
    left.swap(queue_);
  }
  arrived_.notify_all();
  for (const auto& job : left) {
    reserved_.fetch_sub(1);
    job->abandon();
  }
  for (std::thread& thread : threads_) thread.join();
  threads_.clear();
}

}  // namespace regard::http
