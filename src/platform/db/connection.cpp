#include "platform/db/connection.h"

#include <soci/error.h>
#include <soci/session.h>

#include "platform/db/statement.h"

namespace regard::db {
namespace {

// Far more than the program has. Reached only by text that is put together at run time, whose variants would
// otherwise pile up for as long as the connection lives.
constexpr std::size_t kMostStatements = 600;

}  // namespace

Connection::Connection(std::unique_ptr<soci::session> session) : session_{std::move(session)} {}
Connection::~Connection() = default;

template <class Use>
auto Connection::translated(std::string_view sql, Use&& use) {
  try {
    return use(statement(sql));
  } catch (const soci::soci_error& error) {
    throw fault(error, sql);
  } catch (const Fault& wrong) {
    throw Fault{wrong.kind(), std::string{wrong.what()} + ": " + first_words(sql)};
  }
}

std::vector<Row> Connection::rows(std::string_view sql, const Binds& binds, std::size_t most) {
  return translated(sql, [&](Statement& statement) { return statement.rows(binds, most); });
}

std::size_t Connection::run(std::string_view sql, const Binds& binds) {
  return translated(sql, [&](Statement& statement) { return statement.changes(binds); });
}

Statement& Connection::statement(std::string_view sql) {
  if (const auto known = statements_.find(sql); known != statements_.end()) return *known->second;
  if (statements_.size() == kMostStatements) statements_.clear();
  std::string text{sql};
  auto prepared = prepare(text);
  return *statements_.emplace(std::move(text), std::move(prepared)).first->second;
}

}  // namespace regard::db
