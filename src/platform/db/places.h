// Numbered places, each handed to whoever has waited longest.
#pragma once

#include <condition_variable>
#include <deque>
#include <mutex>
#include <vector>

namespace regard::db {

class Places {
 public:
  explicit Places(int count);

  // Waits; throws Fault::busy after ten seconds, which means that those before do not come to an end.
  int take();
  // To the longest waiting, or free for the next who asks.
  void give_back(int place) noexcept;
  // The same, but false when no one waits: then the place is still the caller's.
  bool pass_on(int place) noexcept;

  std::size_t waiting() const;  // a figure for tests: it may be old when it arrives

 private:
  struct Waiting {
    std::condition_variable turn;
    int given = -1;
  };
  bool hand_to_next(int place) noexcept;

  mutable std::mutex mutex_;
  std::vector<int> free_;  // the most recently used last: its caches are warm
  std::deque<Waiting*> queue_;
};

}  // namespace regard::db
