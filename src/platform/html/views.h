// Views: ctemplate files with auto-escape. They loop and test for presence, never compute. Every file is loaded when
// the program starts, once per language; one that does not parse stops it.
//
// In a file: {{NAME}} a value, escaped by its place; {{#ROW}}…{{/ROW}} a section; {{BODY_HTML}} a value that is Html
// already (names that end in _HTML, and no others); {{>PART}} another view; {{!…}} a remark, left out.
// [[Words to translate, with {NAME} and <b>markup</b> in them]]; names are upper case, modifiers are not allowed.
// docs/views.md has an example of each, and the traps.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "platform/files/files.h"
#include "platform/html/html.h"
#include "platform/i18n/i18n.h"

namespace regard::html {

class Views;
class ViewNode;
struct ViewTree;

// What fills a view: finished strings. Rows are filled in place: `View row = view.section("ROW");`.
// A row or an included view has only the values that were set on it, never those of the view around it; a section
// that was only shown has those of the view it stands in. A value nobody set is empty. In a debug build, a name that
// the file does not have throws, and so does one that a row forgot while the view around it has it.
class View {
 public:
  View(const Views& views, const i18n::Language& language, std::string_view file);
  View(View&&) noexcept;
  ~View();
  View& set(std::string_view name, std::string_view value);
  View& set(std::string_view name, const Html& html);           // name ends in _HTML
  View& set_if(std::string_view name, std::string_view value);  // and shows section NAME_GIVEN when not empty
  View& show(std::string_view section);                         // once, without values of its own
  View section(std::string_view name);                          // another row
  View include(std::string_view name, std::string_view file);   // {{>NAME}}; again for another one after it
  Html render() const;                                          // of the outermost view only
  const Views& views() const;
  const i18n::Language& language() const;

 private:
  explicit View(ViewNode& node);
  std::unique_ptr<ViewTree> tree_;  // of the outermost view; owns all nodes
  ViewNode* node_;
};

class Views {
 public:
  // Throws with every file that does not load, and why. `files` must outlive this.
  Views(const Files& files, const std::vector<i18n::Language>& languages);
  ~Views();
  // "/assets/app.css?v=0123456789ab": the URL of an asset, by its hash. Throws when there is none, but in
  // development gives the bare URL.
  std::string asset(std::string_view name) const;
  struct Cache;
  const Cache& cache() const { return *cache_; }

 private:
  std::unique_ptr<Cache> cache_;
};

}  // namespace regard::html
