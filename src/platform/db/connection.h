// One session with the engine, used by one thread at a time.
#pragma once

#include <limits>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "platform/db/db.h"

namespace soci {
class session;
class soci_error;
}  // namespace soci

namespace regard::db {

class Statement;

inline constexpr std::size_t kEveryRow = std::numeric_limits<std::size_t>::max();

class Connection {
 public:
  virtual ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  // Whatever goes wrong in the engine leaves these as Fault.
  std::vector<Row> rows(std::string_view sql, const Binds& binds, std::size_t most);
  std::size_t run(std::string_view sql, const Binds& binds = {});
  virtual void script(const std::string& sql) = 0;  // several statements, none with parameters

  virtual void begin_read() = 0;
  virtual void end_read() = 0;
  virtual bool lost() const = 0;  // cannot be used again: close it

 protected:
  virtual std::unique_ptr<Statement> prepare(const std::string& sql) = 0;
  virtual Fault fault(const soci::soci_error& error, std::string_view sql) const = 0;
  explicit Connection(std::unique_ptr<soci::session> session);
  soci::session& session() { return *session_; }

 private:
  struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };
  Statement& statement(std::string_view sql);
  template <class Use>
  auto translated(std::string_view sql, Use&& use);

  std::unique_ptr<soci::session> session_;  // outlives its statements
  std::unordered_map<std::string, std::unique_ptr<Statement>, TextHash, std::equal_to<>> statements_;
};

}  // namespace regard::db
