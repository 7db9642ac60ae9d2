// A format's file, taken to pieces with words for whoever wrote it.
#pragma once

#include <toml++/toml.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace regard::webfilter {

// Remembers which of a table's keys were asked for: a word that means nothing here is a slip of the pen.
class Written {
 public:
  Written(const toml::table& table, std::string where) : table_{table}, where_{std::move(where)} {}

  std::vector<std::string> texts(std::string_view key);  // one text, or a list; none when it is not there
  std::string text(std::string_view key, std::string otherwise = {});
  bool truth(std::string_view key);  // false when it is not there
  std::optional<Written> table(std::string_view key);
  std::vector<Written> tables(std::string_view key);
  std::vector<std::string> keys() const;
  void passed_over(std::string_view key) { known(key); }  // read elsewhere
  void done() const;  // throws FormatMistake when something was written that nobody asked for
  [[noreturn]] void wrong(std::string_view key, const std::string& what) const;  // with the line, where that is known

 private:
  const toml::node* known(std::string_view key);
  const toml::table& table_;
  std::string where_;
  std::vector<std::string> known_;
};

}  // namespace regard::webfilter
