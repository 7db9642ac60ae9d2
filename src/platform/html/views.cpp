#include "platform/html/views.h"

#include <ctemplate/template_dictionary_interface.h>

#include <algorithm>
#include <cstring>
#include <deque>
#include <memory_resource>
#include <stdexcept>

#include "platform/html/views_cache.h"
#include "platform/html/views_source.h"

namespace regard::html {

// One page's values. All of it lies in the arena and goes at once; only what was rendered in between is elsewhere.
struct ViewTree {
  ViewTree(const Views& views, const i18n::Language& language) : views{views}, language{language} {}

  const Views& views;
  const i18n::Language& language;
  std::pmr::monotonic_buffer_resource arena{8 * 1024};
  std::deque<std::string> rendered;  // included views
  std::string fault;                 // the first; thrown when ctemplate has returned

  std::string_view copy(std::string_view text) {
    auto* bytes = static_cast<char*>(arena.allocate(text.size() + 1, 1));
    std::memcpy(bytes, text.data(), text.size());
    return {bytes, text.size()};
  }
};

// The dictionary of a view, a row or an included view, as ctemplate asks for it. ctemplate's own takes a global lock
// for each name that is set, and shows the surrounding view's value when a row has none.
class ViewNode final : public ctemplate::TemplateDictionaryInterface {
 public:
  ViewNode(ViewTree& tree, const ViewFile& file, const ViewNode* around)
      : tree{tree}, file{file}, around_{around}, values_{&tree.arena}, sections_{&tree.arena}, parts_{&tree.arena} {}

  void set(std::string_view name, std::string_view value) {
    values_.push_back({tree.copy(name), tree.copy(value)});
  }
  void show(std::string_view name) { children(sections_, name); }
  ViewNode& add_row(std::string_view name) { return add(sections_, name, file, this); }
  ViewNode& add_part(std::string_view name, const ViewFile& part) { return add(parts_, name, part, nullptr); }
  void render(std::string& out) const {
    if (!file.parsed->ExpandWithData(&out, this, nullptr))
      throw std::runtime_error("view " + file.name + " does not render");
  }

  ViewTree& tree;
  const ViewFile& file;

 private:
  struct Value { std::string_view name, value; };
  using Nodes = std::pmr::vector<ViewNode*>;
  struct Children { std::string_view name; Nodes nodes; };
  using ChildrenByName = std::pmr::vector<Children>;
  using Text = ctemplate::TemplateString;

  class Walk final : public Iterator {
   public:
    explicit Walk(const Nodes* nodes) : nodes_{nodes} {}
    bool HasNext() const override { return nodes_ && at_ < nodes_->size(); }
    const TemplateDictionaryInterface& Next() override { return *(*nodes_)[at_++]; }

   private:
    const Nodes* nodes_;
    std::size_t at_ = 0;
  };

  static std::string_view view_of(const Text& text) { return {text.data(), text.size()}; }

  static const Nodes* find(const ChildrenByName& all, std::string_view name) {
    const auto found = std::ranges::find(all, name, &Children::name);
    return found == all.end() ? nullptr : &found->nodes;
  }
  Nodes& children(ChildrenByName& all, std::string_view name) {
    const auto found = std::ranges::find(all, name, &Children::name);
    if (found != all.end()) return found->nodes;
    return all.emplace_back(Children{tree.copy(name), Nodes{&tree.arena}}).nodes;
  }
  ViewNode& add(ChildrenByName& all, std::string_view name, const ViewFile& its_file, const ViewNode* around) {
    void* place = tree.arena.allocate(sizeof(ViewNode), alignof(ViewNode));
    return *children(all, name).emplace_back(new (place) ViewNode{tree, its_file, around});
  }
  const Value* find_value(std::string_view name) const {  // the last one set
    const auto found = std::find_if(values_.rbegin(), values_.rend(), [&](const Value& v) { return v.name == name; });
    return found == values_.rend() ? nullptr : &*found;
  }

  Text GetValue(const Text& variable) const override {
    const auto name = view_of(variable);
    if (const auto* found = find_value(name)) return {found->value.data(), found->value.size()};
    if (name.ends_with(kIncluded)) return rendered_parts(name.substr(0, name.size() - kIncluded.size()));
#ifndef NDEBUG
    for (const auto* outer = around_; outer; outer = outer->around_)
      if (outer->find_value(name) && tree.fault.empty())
        tree.fault = file.name + ": {{" + std::string{name} + "}} was set on the view, not on the row it stands in";
#endif
    return {"", 0};
  }
  Text rendered_parts(std::string_view name) const {
    const auto* parts = find(parts_, name);
    if (!parts) return {"", 0};
    std::string& out = tree.rendered.emplace_back();
    out.reserve(1024);
    for (const auto* part : *parts) part->render(out);
    return {out.data(), out.size()};
  }
  bool IsHiddenSection(const Text& name) const override { return !find(sections_, view_of(name)); }
  bool IsUnhiddenSection(const Text& name) const override { return find(sections_, view_of(name)) != nullptr; }
  Iterator* CreateSectionIterator(const Text& name) const override { return new Walk{find(sections_, view_of(name))}; }
  void DumpToString(std::string*, int) const override {}
  // prepare() leaves no ctemplate includes.
  bool IsHiddenTemplate(const Text&) const override { return true; }
  const char* GetIncludeTemplateName(const Text&, int) const override { return nullptr; }
  Iterator* CreateTemplateIterator(const Text&) const override { return new Walk{nullptr}; }

  const ViewNode* around_;  // the view whose section this is a row of
  std::pmr::vector<Value> values_;
  ChildrenByName sections_, parts_;
};

namespace {

void expect_in([[maybe_unused]] const ViewFile& file, [[maybe_unused]] std::string_view name) {
#ifndef NDEBUG
  if (!file.names.contains(name)) throw std::logic_error("view " + file.name + " has no " + std::string{name});
#endif
}

constexpr bool is_html_name(std::string_view name) { return name.ends_with("_HTML"); }

ViewNode* outermost(ViewTree& tree, std::string_view file) {
  void* place = tree.arena.allocate(sizeof(ViewNode), alignof(ViewNode));
  return new (place) ViewNode{tree, tree.views.cache().find(tree.language, file), nullptr};
}

}  // namespace

View::View(const Views& views, const i18n::Language& language, std::string_view file)
    : tree_{std::make_unique<ViewTree>(views, language)}, node_{outermost(*tree_, file)} {}

View::View(ViewNode& node) : node_{&node} {}
View::View(View&&) noexcept = default;
View::~View() = default;

View& View::set(std::string_view name, std::string_view value) {
  if (is_html_name(name)) throw std::logic_error(std::string{name} + " takes Html, not text");
  expect_in(node_->file, name);
  node_->set(name, value);
  return *this;
}

View& View::set(std::string_view name, const Html& html) {
  if (!is_html_name(name)) throw std::logic_error(std::string{name} + " takes text; a name for Html ends in _HTML");
  expect_in(node_->file, name);
  node_->set(name, html.text());
  return *this;
}

View& View::set_if(std::string_view name, std::string_view value) {
  if (value.empty()) return *this;
  const std::string given = std::string{name} + "_GIVEN";
  if (node_->file.names.contains(given)) node_->show(given);
  else expect_in(node_->file, name);
  if (node_->file.names.contains(name)) set(name, value);
  return *this;
}

View& View::show(std::string_view section) {
  expect_in(node_->file, section);
  node_->show(section);
  return *this;
}

View View::section(std::string_view name) {
  expect_in(node_->file, name);
  return View{node_->add_row(name)};
}

View View::include(std::string_view name, std::string_view file) {
  expect_in(node_->file, name);
  return View{node_->add_part(name, node_->tree.views.cache().find(node_->tree.language, file))};
}

Html View::render() const {
  if (!tree_) throw std::logic_error("only the outermost view renders: " + node_->file.name);
  std::string out;
  out.reserve(8 * 1024);
  node_->render(out);
  if (!tree_->fault.empty()) throw std::logic_error(tree_->fault);
  tree_->rendered.clear();
  return Html{std::move(out)};
}

const Views& View::views() const { return node_->tree.views; }
const i18n::Language& View::language() const { return node_->tree.language; }

}  // namespace regard::html
