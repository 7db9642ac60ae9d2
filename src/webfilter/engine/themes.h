// What a provider wants to know of: themes, and under which labels of which vendors and on which hosts they are met. Dated data,
// provisions/web_themes.toml; a provider may write its own.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "webfilter/engine/event.h"
#include "webfilter/engine/hosts.h"
#include "webfilter/engine/host_list.h"

namespace regard::webfilter {

struct Theme {
  std::string id, title;
  bool grave = false;  // for a person's attention on the same day
  bool ended = false;  // nothing more is looked for; what was found keeps its words
};

class Themes {
 public:
  static constexpr std::int32_t kNone = -1;

  explicit Themes(std::string_view toml);  // throws FormatMistake
  void add(std::string_view theme, const HostList& list);                         // throws FormatMistake
  void add_hosts(std::string_view theme, const std::vector<std::string>& hosts);  // each with all hosts below it. Throws FormatMistake

  const std::vector<Theme>& all() const { return themes_; }
  std::int32_t of_label(std::string_view label) const;  // in whatever case; kNone: of no theme
  std::int32_t of_host(std::string_view host) const;    // the longest that is listed, as it is or hashed
  std::int32_t of_url(std::string_view url) const;      // the longest that is listed with a path
  // Its labels in their order, its URL, its host: of these the first of a grave theme, or else the first of any.
  std::int32_t of(const Event& event) const;
  // Whether something of this host may be listed: itself, or addresses on it. Of hashes nothing is known before they are made.
  bool may_list(std::string_view host) const { return hosts_.of(host) != kNone || hosts_of_urls_.of(host) != kNone; }
  bool has_hashes() const { return !hashes_.empty(); }

  std::vector<std::string> labels() const;  // all, as the vendors write them
  bool has_hosts() const { return !hosts_.empty() || !urls_.empty() || !hashes_.empty(); }

 private:
  using Listed = std::map<std::string, std::int32_t, std::less<>>;
  struct AnyCase {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const;
    bool operator()(std::string_view one, std::string_view other) const;
  };
  std::int32_t number_of(std::string_view theme) const;
  std::int32_t of_hash(std::string_view text) const;
  std::vector<Theme> themes_;
  std::unordered_map<std::string, std::int32_t, AnyCase, AnyCase> labels_;
  std::vector<std::string> as_written_;
  Hosts hosts_, hosts_of_urls_;
  Listed urls_, hashes_;
};

// What somebody writes now. Throws FormatMistake also for what `Themes` passes over, as versions from before this was looked at have to be
// read for ever: a word that means nothing, an id that is no word, `grave` that is neither true nor false.
Themes newly_written_themes(std::string_view toml);

}  // namespace regard::webfilter
