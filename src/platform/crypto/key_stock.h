// Keys made ahead by a thread of its own, so that whoever needs one seldom waits for the keys store.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <exception>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "platform/base/clock.h"
#include "platform/crypto/seal.h"

namespace regard::crypto {

class KeyStock {
 public:
  // Makes so many keys and returns when they are durable. Called on the stock's thread, without its lock.
  using Maker = std::function<std::vector<RecordKey>(std::size_t count, Instant now)>;

  explicit KeyStock(Maker maker);
  ~KeyStock();
  KeyStock(const KeyStock&) = delete;
  KeyStock& operator=(const KeyStock&) = delete;

  // Each key once. Throws what stopped the maker when there is none left.
  RecordKey take(Instant now);

 private:
  void keep_filled();

  Maker maker_;
  std::mutex mutex_;
  std::condition_variable asked_, answered_;
  std::vector<RecordKey> keys_;
  Instant now_{};
  bool wanted_ = false, stopping_ = false;
  std::size_t failures_ = 0;
  std::exception_ptr failure_;
  std::thread thread_;
};

}  // namespace regard::crypto
