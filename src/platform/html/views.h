// Views: ctemplate files with auto-escape. They loop and test for presence, never compute. Every file is loaded when
// the program starts, once per language; one that does not parse stops it.
//
// In a file: {{NAME}} a value, escaped by its place; {{#ROW}}…{{/ROW}} a section; {{BODY_HTML}} a value that is Html
// already (names that end in _HTML, and no others); [[Words to translate, with {NAME} in them]].
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "platform/files/files.h"
#include "platform/html/html.h"
#include "platform/i18n/i18n.h"

namespace ctemplate { class TemplateDictionary; }

namespace regard::html {

// What fills a view: finished strings. Rows are filled in place: `View row = view.section("ROW");`.
class View {
 public:
  View(const class Views& views, const i18n::Language& language, std::string_view file);
  View(View&&) noexcept;
  ~View();
  View& set(std::string_view name, std::string_view value);
  View& set(std::string_view name, const Html& html);        // name ends in _HTML
  View& set_if(std::string_view name, std::string_view value);  // and shows section NAME_GIVEN when not empty
  View& show(std::string_view section);                      // once, without values of its own
  View section(std::string_view name);                       // another row
  View include(std::string_view name, std::string_view file);  // {{>NAME}}
  Html render() const;                                       // of the outermost view only
  const Views& views() const;
  const i18n::Language& language() const;

 private:
  struct State;
  explicit View(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

class Views {
 public:
  Views(const Files& files, const std::vector<i18n::Language>& languages);
  ~Views();
  std::string asset(std::string_view name) const;  // "/assets/app.css?v=…": URL of an embedded asset, by its hash
  struct Cache;
  Cache& cache() const { return *cache_; }

 private:
  std::unique_ptr<Cache> cache_;
};

}  // namespace regard::html
