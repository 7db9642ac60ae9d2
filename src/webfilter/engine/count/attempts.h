// What somebody meant to do, among all that a browser asks for. The rules, each with its evidence, stand in docs/weblogs.md.
#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "webfilter/engine/event.h"
#include "webfilter/engine/words.h"

namespace regard::webfilter {

// Requests of one person to one site count as one attempt until there was nothing for so long: a page, what it loads, where it
// redirects, what is tried again and what it asks for by itself. The usual gap between two visits in the study of web logs.
inline constexpr std::chrono::minutes kOneAttempt{30};

// What is known of others, as dated data: weblogs/third_parties.toml.
class ThirdParties {
 public:
  ThirdParties() = default;
  explicit ThirdParties(std::string_view toml);  // throws FormatMistake

  bool has_host(std::string_view host) const;    // nobody goes there: pages do (advertisements, consent, measuring, fonts)
  bool has_widget(std::string_view url) const;   // a part of somebody's site that other pages show (a button, a film)
  bool has_agent(std::string_view agent) const;  // a program that asks by itself

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };
  std::unordered_set<std::string, Hash, std::equal_to<>> hosts_;
  std::vector<Pattern> widgets_, agents_;
};

// Whether a request may begin an attempt. Not: what only a page or a program asks for, which counts as a request and nothing
// more. What a format does not say excludes nothing.
bool may_be_deliberate(const Event& event, const ThirdParties& third_parties = {});
// The same for whoever knows already whether its host is one of them.
bool may_be_deliberate(const Event& event, const ThirdParties& third_parties, bool is_third_party);

// Under which name all hosts of one owner are counted: the domain that can be registered, by the public suffix list.
std::string_view site_of(std::string_view host);

}  // namespace regard::webfilter
