// Connections that are handed to whoever has waited longest.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

#include "platform/db/connection.h"

namespace regard::db {

class Pool {
 public:
  using Open = std::function<std::unique_ptr<Connection>()>;

  struct Place {
    std::unique_ptr<Connection> connection;  // opened when first needed, and again after it was lost
  };

  Pool(int size, Open open);

  // Waits; throws Fault::busy after ten seconds, which means that a thread holds connections while it waits for more.
  Place& take();
  void give_back(Place& place) noexcept;
  Connection& connected(Place& place);

 private:
  struct Waiting {
    std::condition_variable turn;
    Place* given = nullptr;
  };

  Open open_;
  std::mutex mutex_;
  std::vector<Place> places_;
  std::vector<Place*> free_;  // the most recently used last: its caches are warm
  std::deque<Waiting*> queue_;
};

}  // namespace regard::db
