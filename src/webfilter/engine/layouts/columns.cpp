#include <algorithm>

#include "webfilter/engine/layout.h"
#include "webfilter/engine/layouts/tabs.h"
#include "webfilter/engine/letters.h"
#include "webfilter/engine/words.h"

namespace regard::webfilter {
namespace {

// Of a log whose format is found out: with fewer, lines of many formats would fit.
constexpr std::size_t kFewestColumns = 4;
constexpr std::size_t kFewestNames = 3;  // that are known, for a line to be one of headings

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '"' || text.front() == '#')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '"')) text.remove_suffix(1);
  return text;
}

// "Generate Time" is asked for as that or as Generate_Time.
Slot slot_of_heading(std::string_view name, const Names& names) {
  if (name.empty() || (name.front() >= '0' && name.front() <= '9')) return Names::kNone;
  if (const Slot slot = names.of_any_case(name); slot != Names::kNone) return slot;
  std::string joined{name};
  std::ranges::replace(joined, ' ', '_');
  return names.of_any_case(joined);
}

class Columns : public Layout {
 public:
  explicit Columns(char separator, std::size_t fewest = kFewestColumns) : separator_{separator}, fewest_{fewest} {}

  bool split(std::string_view line, Values& values) const override { return fill(line, values) >= fewest_; }

  // What has columns and no number tells no time.
  bool is_heading(std::string_view line) const override {
    return !has_number(line) && static_cast<std::size_t>(std::ranges::count(line, separator_)) >= std::max<std::size_t>(2, fewest_) - 1;
  }
  std::shared_ptr<const Layout> headed_by(std::string_view line, const Names& names, Known known) const override;
  std::shared_ptr<const Layout> narrowed_to(std::span<const std::string_view> lines, const Names& names) const override;
  bool may_have(Slot slot, const Names& names) const override { return names.is_column(slot); }
  std::vector<std::string> columns_in(std::string_view line) const override;

 protected:
  virtual Slot slot_of(std::size_t number, const Values& values) const { return values.names().of_column(number); }

 private:
  std::vector<std::string_view> names_in(std::string_view line) const;
  // How many columns there are; 0: a quote never ends.
  std::size_t fill(std::string_view line, Values& values) const {
    if (separator_ == '\t') line = with_tabs(line, values);
    std::size_t number = 0;
    for (bool more = true; more;) {
      ++number;
      const Slot slot = slot_of(number, values);
      std::size_t blanks = 0;
      while (blanks < line.size() && line[blanks] == ' ') ++blanks;
      if (blanks < line.size() && line[blanks] == '"') {
        line.remove_prefix(blanks + 1);
        if (!take_quoted(line, slot, values)) return 0;
        more = !line.empty();
        if (more && line.front() != separator_) return 0;
        if (more) line.remove_prefix(1);
      } else {
        const auto end = find_near(line, 0, separator_);
        values.set(slot, line.substr(0, end));
        more = end != std::string_view::npos;
        if (more) line.remove_prefix(end + 1);
      }
    }
    return number;
  }

  // From after the first quote to after the last, and the blanks that follow it. Two quotes stand for one. False: it never ends.
  static bool take_quoted(std::string_view& line, Slot slot, Values& values) {
    std::size_t end = find_near(line, 0, '"');
    bool doubled = false;
    while (end != std::string_view::npos && end + 1 < line.size() && line[end + 1] == '"') {
      doubled = true;
      end = find_near(line, end + 2, '"');
    }
    if (end == std::string_view::npos) return false;
    const auto raw = line.substr(0, end);
    line.remove_prefix(end + 1);
    while (!line.empty() && line.front() == ' ') line.remove_prefix(1);
    if (slot == Names::kNone) return true;
    if (!doubled) {
      values.set(slot, raw);
      return true;
    }
    std::string& text = values.keep();
    for (std::size_t i = 0; i < raw.size(); ++i) {
      text += raw[i];
      if (raw[i] == '"') ++i;
    }
    values.set(slot, text);
    return true;
  }

  char separator_;
  std::size_t fewest_;  // columns of a line that is whole
};

class Headed final : public Columns {
 public:
  struct Twice {
    Slot by_name, by_number;  // of one column
  };
  Headed(char separator, std::size_t fewest, std::vector<Slot> slots, std::vector<Twice> twice, std::string heading)
      : Columns{separator, fewest}, slots_{std::move(slots)}, twice_{std::move(twice)}, heading_{std::move(heading)} {}
  bool split(std::string_view line, Values& values) const override {
    if (!Columns::split(line, values)) return false;
    for (const auto& column : twice_) values.set(column.by_number, values[column.by_name]);
    return true;
  }
  bool is_heading(std::string_view line) const override { return line == heading_; }
  bool may_have(Slot slot, const Names& names) const override { return names.is_column(slot) || std::ranges::find(slots_, slot) != slots_.end(); }

 protected:
  Slot slot_of(std::size_t number, const Values& values) const override { return number <= slots_.size() ? slots_[number - 1] : values.names().of_column(number); }

 private:
  std::vector<Slot> slots_;
  std::vector<Twice> twice_;
  std::string heading_;
};

std::shared_ptr<const Layout> Columns::headed_by(std::string_view line, const Names& names, Known known) const {
  std::vector<Slot> slots;
  std::vector<Headed::Twice> twice;
  std::size_t fitting = 0;
  for (const auto name : names_in(line)) {
    const Slot by_name = slot_of_heading(name, names), by_number = names.of_column(slots.size() + 1);
    fitting += by_name != Names::kNone;
    if (by_name != Names::kNone && by_number != Names::kNone) twice.push_back({by_name, by_number});
    slots.push_back(by_name != Names::kNone ? by_name : by_number);
  }
  if (fitting < (known == Known::named ? 1 : kFewestNames)) return nullptr;
  const std::size_t fewest = known == Known::named ? std::min(slots.size(), kFewestColumns) : kFewestColumns;
  return std::make_shared<Headed>(separator_, fewest, std::move(slots), std::move(twice), std::string{line});
}

// As most of the lines have: one may be torn, and another may have an address with separators in it.
std::shared_ptr<const Layout> Columns::narrowed_to(std::span<const std::string_view> lines, const Names& names) const {
  std::vector<std::size_t> numbers;
  Values values;
  for (const auto line : lines) {
    values.begin(names);
    if (const auto number = line.empty() ? 0 : fill(line, values); number > 0) numbers.push_back(number);
  }
  if (numbers.empty()) return nullptr;
  const auto middle = numbers.begin() + static_cast<std::ptrdiff_t>(numbers.size() / 2);
  std::ranges::nth_element(numbers, middle);
  return *middle < fewest_ ? std::make_shared<Columns>(separator_, *middle) : nullptr;
}

std::vector<std::string> Columns::columns_in(std::string_view line) const {
  const auto names = names_in(line);
  return {names.begin(), names.end()};
}

std::vector<std::string_view> Columns::names_in(std::string_view line) const {
  std::vector<std::string_view> all;
  for (bool more = true; more;) {
    const auto end = line.find(separator_);
    more = end != std::string_view::npos;
    all.push_back(trimmed(line.substr(0, end)));
    if (more) line.remove_prefix(end + 1);
  }
  return all;
}

}  // namespace

std::shared_ptr<const Layout> columns(char separator) { return std::make_shared<Columns>(separator); }

}  // namespace regard::webfilter
