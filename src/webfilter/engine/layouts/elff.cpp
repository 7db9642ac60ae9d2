#include <algorithm>
#include <sstream>

#include "webfilter/engine/layout.h"

namespace regard::webfilter {
namespace {

constexpr std::string_view kFields = "fields:";

// Whether it is "#Fields:", with what follows left in `line`.
bool take_fields(std::string_view& line) {
  if (!line.starts_with('#')) return false;
  line.remove_prefix(1);
  while (line.starts_with(' ')) line.remove_prefix(1);
  if (line.size() < kFields.size()) return false;
  for (std::size_t i = 0; i < kFields.size(); ++i)
    if ((line[i] | 0x20) != (kFields[i] | 0x20)) return false;
  line.remove_prefix(kFields.size());
  return true;
}

std::vector<std::string> words_of(std::string_view text) {
  std::istringstream in{std::string{text}};
  std::vector<std::string> all;
  for (std::string word; in >> word;) all.push_back(word);
  return all;
}

// The next column; two quotes inside quotes stand for one, and so does an escaped one.
std::string_view column_of(std::string_view& line) {
  while (line.starts_with(' ') || line.starts_with('\t')) line.remove_prefix(1);
  if (!line.starts_with('"')) {
    const auto end = std::min(line.find_first_of(" \t"), line.size());
    const auto column = line.substr(0, end);
    line.remove_prefix(end);
    return column;
  }
  line.remove_prefix(1);
  std::size_t end = 0;
  while (end < line.size() && line[end] != '"') {
    if (line[end] == '\\' && end + 1 < line.size()) ++end;
    ++end;
    if (end + 1 < line.size() && line[end] == '"' && line[end + 1] == '"') end += 2;
  }
  end = std::min(end, line.size());
  const auto column = line.substr(0, end);
  line.remove_prefix(std::min(end + 1, line.size()));
  return column;
}

std::size_t number_of_columns(std::string_view line) {
  std::size_t number = 0;
  while (line.starts_with(' ') || line.starts_with('\t')) line.remove_prefix(1);
  for (; !line.empty(); ++number) {
    column_of(line);
    while (line.starts_with(' ') || line.starts_with('\t')) line.remove_prefix(1);
  }
  return number;
}

void fill(std::string_view line, const std::vector<Slot>& slots, Values& values) {
  for (const Slot slot : slots) {
    const auto column = column_of(line);
    values.set(slot, column);
  }
}

// By its name or else by its number.
std::vector<Slot> slots_of(const std::vector<std::string>& names, const Names& asked) {
  std::vector<Slot> slots;
  for (const auto& name : names) {
    const Slot slot = asked.of_any_case(name);
    slots.push_back(slot != Names::kNone ? slot : asked.of_column(slots.size() + 1));
  }
  return slots;
}

std::vector<std::string> named_by(std::string_view line) { return take_fields(line) ? words_of(line) : std::vector<std::string>{}; }

bool is_among(Slot slot, const std::vector<Slot>& slots) { return std::ranges::find(slots, slot) != slots.end(); }

class Headed final : public Layout {
 public:
  explicit Headed(std::vector<Slot> slots) : slots_{std::move(slots)} {}
  bool split(std::string_view line, Values& values) const override {
    if (number_of_columns(line) < slots_.size()) return false;
    fill(line, slots_, values);
    return true;
  }
  bool is_heading(std::string_view line) const override { return line.starts_with('#'); }
  bool may_have(Slot slot, const Names& /*names*/) const override { return is_among(slot, slots_); }
  std::vector<std::string> columns_in(std::string_view line) const override { return named_by(line); }

 private:
  std::vector<Slot> slots_;
};

class Elff final : public Layout {
 public:
  explicit Elff(const std::vector<std::string>& lists) {
    for (const auto& list : lists) lists_.push_back(words_of(list));
  }
  bool split(std::string_view line, Values& values) const override {
    const auto number = number_of_columns(line);
    const auto list = std::ranges::find(lists_, number, &std::vector<std::string>::size);
    if (list == lists_.end()) return false;
    fill(line, slots_of(*list, values.names()), values);
    return true;
  }
  bool is_heading(std::string_view line) const override { return line.starts_with('#'); }
  std::shared_ptr<const Layout> headed_by(std::string_view line, const Names& names, Known /*known*/) const override {
    if (!take_fields(line)) return nullptr;
    return std::make_shared<Headed>(slots_of(words_of(line), names));
  }
  bool may_have(Slot slot, const Names& names) const override {
    return std::ranges::any_of(lists_, [&](const auto& list) { return is_among(slot, slots_of(list, names)); });
  }
  std::vector<std::string> columns_in(std::string_view line) const override { return named_by(line); }

 private:
  std::vector<std::vector<std::string>> lists_;
};

}  // namespace

std::shared_ptr<const Layout> elff(const std::vector<std::string>& lists) { return std::make_shared<Elff>(lists); }

}  // namespace regard::webfilter
