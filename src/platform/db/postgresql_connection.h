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

  // A transaction among others, or one that begins when all others have ended and keeps the next ones
  // waiting.
  enum class Company { others, nobody };
  void begin_write(Company company);
  void commit();
  void end_write() noexcept;  // undoes what was not committed and lets the others go on
  // The lowest number that no other connection to this database holds, on whatever node.
  int lane() const { return lane_; }

 private:
  std::unique_ptr<Statement> prepare(const std::string& sql) override;
  Fault fault(const soci::soci_error& error, std::string_view sql) const override;
  void command(const char* sql);
  bool attempt(const char* sql) noexcept;
  void refuse_other_encodings();
  int claim_lane();

  soci::postgresql_session_backend* backend_;
  int lane_ = 0;
  bool alone_ = false;
};

}  // namespace regard::db
