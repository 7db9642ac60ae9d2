#include <algorithm>

#include "webfilter/engine/layout.h"
#include "webfilter/engine/layouts/tabs.h"
#include "webfilter/engine/words.h"

namespace regard::webfilter {
namespace {

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
  explicit Columns(char separator) : separator_{separator} {}

  bool split(std::string_view line, Values& values) const override {
    if (separator_ == '\t') line = with_tabs(line, values);
    std::size_t number = 0;
    for (bool more = true; more;) {
      ++number;
      const Slot slot = slot_of(number, values);
      std::size_t blanks = 0;
      while (blanks < line.size() && line[blanks] == ' ') ++blanks;
      if (blanks < line.size() && line[blanks] == '"') {
        line.remove_prefix(blanks + 1);
        if (!take_quoted(line, slot, values)) return false;
        more = !line.empty();
        if (more && line.front() != separator_) return false;
        if (more) line.remove_prefix(1);
      } else {
        const auto end = line.find(separator_);
        values.set(slot, line.substr(0, end));
        more = end != std::string_view::npos;
        if (more) line.remove_prefix(end + 1);
      }
    }
    return number > 3;
  }

  // What has columns and no number tells no time.
  bool is_heading(std::string_view line) const override { return !has_number(line) && std::ranges::count(line, separator_) >= 3; }
  std::shared_ptr<const Layout> headed_by(std::string_view line, const Names& names) const override;

 protected:
  virtual Slot slot_of(std::size_t number, const Values& values) const { return values.names().of_column(number); }

 private:
  // From after the first quote to after the last, and the blanks that follow it. Two quotes stand for one. False: it never ends.
  static bool take_quoted(std::string_view& line, Slot slot, Values& values) {
    std::size_t end = line.find('"');
    bool doubled = false;
    while (end != std::string_view::npos && end + 1 < line.size() && line[end + 1] == '"') {
      doubled = true;
      end = line.find('"', end + 2);
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
};

class Headed final : public Columns {
 public:
  Headed(char separator, std::vector<Slot> slots, std::string heading) : Columns{separator}, slots_{std::move(slots)}, heading_{std::move(heading)} {}
  bool is_heading(std::string_view line) const override { return line == heading_; }

 protected:
  Slot slot_of(std::size_t number, const Values& /*values*/) const override { return number <= slots_.size() ? slots_[number - 1] : Names::kNone; }

 private:
  std::vector<Slot> slots_;
  std::string heading_;
};

std::shared_ptr<const Layout> Columns::headed_by(std::string_view line, const Names& names) const {
  std::vector<Slot> slots;
  std::size_t known = 0;
  std::string_view left = line;
  for (bool more = true; more;) {
    const auto end = left.find(separator_);
    more = end != std::string_view::npos;
    const auto name = trimmed(left.substr(0, end));
    const Slot slot = slot_of_heading(name, names);
    known += slot != Names::kNone;
    slots.push_back(slot);
    if (more) left.remove_prefix(end + 1);
  }
  if (known < kFewestNames) return nullptr;
  return std::make_shared<Headed>(separator_, std::move(slots), std::string{line});
}

}  // namespace

std::shared_ptr<const Layout> columns(char separator) { return std::make_shared<Columns>(separator); }

}  // namespace regard::webfilter
