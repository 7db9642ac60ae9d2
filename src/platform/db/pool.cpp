#include "platform/db/pool.h"

#include <algorithm>

namespace regard::db {

Pool::Pool(int size, Open open)
    : open_{std::move(open)}, places_{size}, connections_(static_cast<std::size_t>(std::max(size, 1))) {}

Connection& Pool::connected(int place) {
  auto& connection = connections_[static_cast<std::size_t>(place)];
  if (connection && connection->lost()) connection.reset();
  if (!connection) connection = open_();
  return *connection;
}

Borrowed::Borrowed(Pool& pool, const std::function<void(Connection&)>& begin)
    : pool_{pool}, place_{pool.places_.take()} {
  try {
    const bool fresh = pool_.connections_[static_cast<std::size_t>(place_)] == nullptr;
    try {
      begin(pool_.connected(place_));
    } catch (const Fault& fault) {
      if (fresh || fault.kind() != Fault::Kind::connection) throw;
      begin(pool_.connected(place_));
    }
  } catch (...) {
    pool_.places_.give_back(place_);
    throw;
  }
}

Borrowed::~Borrowed() { pool_.places_.give_back(place_); }

namespace {

class ReadLease final : public Lease {
 public:
  explicit ReadLease(std::unique_ptr<Borrowed> borrowed)
      : Lease{borrowed->connection()}, borrowed_{std::move(borrowed)} {}
  ~ReadLease() override {
    try {
      connection.end_read();
    } catch (const Fault&) {
      borrowed_->close();  // opened anew for the next reader
    }
  }

 private:
  std::unique_ptr<Borrowed> borrowed_;
};

}  // namespace

std::unique_ptr<Lease> lease_for_reading(Pool& pool) {
  return std::make_unique<ReadLease>(
      std::make_unique<Borrowed>(pool, [](Connection& with) { with.begin_read(); }));
}

}  // namespace regard::db
