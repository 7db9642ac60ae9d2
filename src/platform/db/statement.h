// A prepared statement, kept by its connection and run again with other values.
#pragma once

#include <soci/soci-backend.h>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "platform/db/db.h"

namespace regard::db {

// SOCI's statement backend is used directly rather than soci::statement: that one fixes the type of each
// parameter when the statement is prepared (a value here may be NULL, a number or text from one run to the
// next) and puts the bound values into the text of its exceptions.
class Statement {
 public:
  Statement(std::unique_ptr<soci::details::statement_backend> prepared,
            const std::vector<std::string>& parameters);
  virtual ~Statement();
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;

  std::vector<Row> rows(const Binds& binds, std::size_t most);
  std::size_t changes(const Binds& binds);

 protected:
  virtual void collect(std::size_t most, std::vector<Row>& rows) = 0;  // executes
  virtual std::size_t execute_and_count() = 0;
  virtual void reset() noexcept = 0;  // lets go of locks and results

  std::unique_ptr<soci::details::statement_backend> backend_;
  std::shared_ptr<const std::vector<std::string>> columns_;  // known after the first row

 private:
  struct Parameter {
    std::string name;
    std::string text;
    long long number = 0;
    std::unique_ptr<soci::details::standard_use_type_backend> as_text, as_number;
    bool given = false;
  };
  void bind(const Binds& binds);
  void bind(Parameter& parameter, const Value& value);
  Parameter& parameter(std::string_view name);
  void let_go() noexcept;

  std::vector<Parameter> parameters_;  // SOCI keeps their addresses: never grown after construction
};

// "INSERT INTO concern (id, reference" for messages: statements are literals, so their text is no one's data.
std::string first_words(std::string_view sql);

}  // namespace regard::db
