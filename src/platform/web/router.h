// Which route a path belongs to. Patterns are literal segments and ":names"; a literal wins over a name.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "platform/http/message.h"

namespace regard::web {

class Router {
 public:
  struct Match {
    std::size_t route;  // the number that add() was given
    std::vector<std::pair<std::string_view, std::string>> parameters;
  };

  // Throws when the same method and pattern stand twice. `pattern` must outlive the router.
  void add(http::Method method, std::string_view pattern, std::size_t route);
  std::optional<Match> match(http::Method method, std::string_view path) const;
  bool knows(std::string_view path) const;  // under any method: 405 instead of 404

 private:
  struct Entry {
    http::Method method;
    std::vector<std::string_view> segments;
    std::size_t route;
  };
  std::vector<Entry> entries_;  // literal segments before names
};

}  // namespace regard::web
