// What a provider wants to know of: themes, and under which labels of which vendors and on which hosts they are met. Dated data,
// weblogs/themes.toml; a provider may write its own.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "webfilter/engine/event.h"
#include "webfilter/engine/hosts.h"

namespace regard::webfilter {

struct Theme {
  std::string id, title;
  bool grave = false;  // for a person's attention on the same day
};

class Themes {
 public:
  static constexpr std::int32_t kNone = -1;

  explicit Themes(std::string_view toml);  // throws FormatMistake
  void add_hosts(std::string_view theme, const std::vector<std::string>& hosts);  // each with all hosts below it. Throws FormatMistake
  void add_host_list(std::string_view theme, std::string_view lines);  // one a line; # begins what is none. Throws FormatMistake

  const std::vector<Theme>& all() const { return themes_; }
  std::int32_t of_label(std::string_view label) const;  // in whatever case; kNone: of no theme
  std::int32_t of_host(std::string_view host) const { return hosts_.of(host); }  // the longest that is listed
  std::int32_t of(const Event& event) const;            // its labels in their order, then its host

  std::vector<std::string> labels() const;  // all, as the vendors write them
  bool has_hosts() const { return !hosts_.empty(); }

 private:
  std::int32_t number_of(std::string_view theme) const;  // throws FormatMistake

  std::vector<Theme> themes_;
  std::map<std::string, std::int32_t, std::less<>> labels_;  // in small letters
  std::vector<std::string> as_written_;
  Hosts hosts_;
};

}  // namespace regard::webfilter
