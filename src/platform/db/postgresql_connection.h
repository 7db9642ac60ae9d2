// A session with a PostgreSQL server.
#pragma once

#include <memory>
#include <string>

#include "platform/db/connection.h"

namespace soci {
struct postgresql_session_backend;
}

namespace regard::db {

class PostgresqlConnection final : public Connection {
 public:
  enum class Purpose { writing, reading };
  // `conninfo`: libpq's keywords or URI.
  PostgresqlConnection(const std::string& conninfo, Purpose purpose);

  void script(const std::string& sql) override;
  void begin_read() override;
  void end_read() override;
  bool lost() const override;

  void begin_write();
  void commit();
  void roll_back() noexcept;
  // The lowest number that no other connection to this database holds, on whatever node.
  int lane() const { return lane_; }

 private:
  std::unique_ptr<Statement> prepare(const std::string& sql) override;
  Fault fault(const soci::soci_error& error, std::string_view sql) const override;
  void command(const char* sql);
  void refuse_other_encodings();
  int claim_lane();

  soci::postgresql_session_backend* backend_;
  int lane_ = 0;
};

}  // namespace regard::db
