// Connections, lent to one thread at a time for one transaction.
#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "platform/db/connection.h"
#include "platform/db/engine.h"
#include "platform/db/places.h"

namespace regard::db {

class Pool {
 public:
  using Open = std::function<std::unique_ptr<Connection>()>;
  Pool(int size, Open open);
  std::size_t waiting() const { return places_.waiting(); }

 private:
  friend class Borrowed;
  Connection& connected(int place);

  Open open_;
  Places places_;
  std::vector<std::unique_ptr<Connection>> connections_;  // opened when first needed, and again when lost
};

class Borrowed {
 public:
  // `begin` starts what the connection is borrowed for. Where that finds the connection lost, because the
  // server was restarted since it was last used, it is done again on a new one: nothing has been asked of it
  // yet.
  Borrowed(Pool& pool, const std::function<void(Connection&)>& begin);
  ~Borrowed();
  Borrowed(const Borrowed&) = delete;
  Borrowed& operator=(const Borrowed&) = delete;

  Connection& connection() { return *pool_.connections_[static_cast<std::size_t>(place_)]; }
  void close() noexcept { pool_.connections_[static_cast<std::size_t>(place_)].reset(); }

 private:
  Pool& pool_;
  int place_;
};

// For Database::read.
std::unique_ptr<Lease> lease_for_reading(Pool& pool);

}  // namespace regard::db
