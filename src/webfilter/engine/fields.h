// The parts of a line that its format asks for, each in a slot. Names are put together once; values come with each line.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace regard::webfilter {

using Slot = std::uint16_t;

class Names {
 public:
  static constexpr Slot kNone = 0xFFFF;
  static constexpr std::size_t kColumns = 1000;  // numbers are less

  Slot ask(std::string_view name);                   // the same again for a name that was asked for
  Slot of(std::string_view name) const;              // kNone: nobody asked
  Slot of_any_case(std::string_view name) const;     // for the headings of columns, which are written in many ways
  Slot of_column(std::size_t number) const { return number < columns_.size() ? columns_[number] : kNone; }  // columns are asked for by their number from 1, written as a name
  bool is_column(Slot slot) const;                   // whether it is asked for by its number
  std::size_t size() const { return names_.size(); }
  const std::string& name(Slot slot) const { return names_[slot]; }

 private:
  // By length and two letters: few names share a place, and most that a line has find an empty one.
  static constexpr std::size_t kPlaces = 256;
  static std::size_t place(std::string_view name) {
    return (name.size() * 31 + static_cast<unsigned char>(name.front()) * 7 + static_cast<unsigned char>(name[name.size() / 2]) * 3 +
            static_cast<unsigned char>(name.back())) % kPlaces;
  }
  std::vector<std::string> names_;
  std::array<std::vector<Slot>, kPlaces> places_;
  std::vector<Slot> columns_;
};

// Of one line; used again for the next.
class Values {
 public:
  void begin(const Names& names) {
    names_ = &names;
    values_.assign(names.size(), {});
    kept_in_use_ = 0;
  }
  void clear() {
    values_.assign(values_.size(), {});
    kept_in_use_ = 0;
  }
  // The first value of a name counts.
  void field(std::string_view name, std::string_view value) { set(slot(name), value); }
  void column(std::size_t number, std::string_view value) { set(names_->of_column(number), value); }
  void set(Slot slot, std::string_view value) {
    if (slot != Names::kNone && values_[slot].empty()) values_[slot] = value;
  }
  Slot slot(std::string_view name) const { return name.empty() ? Names::kNone : names_->of(name); }
  bool wants(std::string_view name) const { return slot(name) != Names::kNone; }
  bool wants_column(std::size_t number) const { return names_->of_column(number) != Names::kNone; }

  std::string_view operator[](Slot slot) const { return values_[slot]; }  // empty: not there
  const Names& names() const { return *names_; }

  // Text that does not stand in the line as such, as it was escaped there: kept until the next begins.
  std::string& keep() {
    if (kept_in_use_ == kept_.size()) kept_.push_back(std::make_unique<std::string>());
    std::string& text = *kept_[kept_in_use_++];
    text.clear();
    return text;
  }

 private:
  const Names* names_ = nullptr;
  std::vector<std::string_view> values_;
  std::vector<std::unique_ptr<std::string>> kept_;  // each stays where it is
  std::size_t kept_in_use_ = 0;
};

}  // namespace regard::webfilter
