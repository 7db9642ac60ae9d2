// The threads on which handlers run: plain blocking code, one request each, a bounded queue before them.
#pragma once

#include <atomic>
#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace regard::http {

class Workers {
 public:
  struct Job {
    virtual ~Job() = default;
    virtual void run() = 0;      // on a worker; must not throw
    virtual void abandon() = 0;  // instead of run(), when the server stops first
  };

  Workers(int threads, std::size_t queue_limit) : wanted_{threads}, queue_limit_{queue_limit} {}
  ~Workers() { stop(); }
  void start();
  // A place for one job, to be followed by submit(). No: the queue is full.
  bool reserve();
  void submit(std::unique_ptr<Job> job);
  void stop();  // running jobs finish, waiting ones are abandoned
  std::size_t waiting() const { return reserved_.load(std::memory_order_relaxed); }

 private:
  void work();

  const int wanted_;
  const std::size_t queue_limit_;
  std::atomic<std::size_t> reserved_ = 0;
  std::mutex mutex_;
  std::condition_variable arrived_;
  std::deque<std::unique_ptr<Job>> queue_;
  bool stopping_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace regard::http
