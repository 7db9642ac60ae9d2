#include "platform/figures/figures.h"

#include <algorithm>
#include <charconv>
#include <stdexcept>
#include <string>

namespace regard::figures {
namespace {

using How = Shown::How;

Shown published(std::int64_t value, const Publishing& publishing) {
  if (value < publishing.fewer_than) return {How::held_back, 0};
  const std::int64_t step = std::max(publishing.round_to, 1);
  return {How::rounded, (2 * value + step) / (2 * step) * step};
}

// One part alone that is held back is the total less the others: another is held back with it, the smallest.
void hold_back_another(const Row& row, std::vector<Shown>& parts) {
  if (std::ranges::count(parts, How::held_back, &Shown::how) != 1) return;
  std::optional<std::size_t> smallest;
  for (std::size_t i = 0; i < parts.size(); ++i)
    if (parts[i].how != How::held_back && (!smallest || row.parts[i] < row.parts[*smallest])) smallest = i;
  if (smallest) parts[*smallest] = {How::held_back, 0};
}

std::chrono::month_day month_day_of(std::string_view text) {
  unsigned month = 0, day = 0;
  const bool has_shape = text.size() == 5 && text[2] == '-';
  if (has_shape) {
    std::from_chars(text.data(), text.data() + 2, month);
    std::from_chars(text.data() + 3, text.data() + 5, day);
  }
  const std::chrono::month_day found{std::chrono::month{month}, std::chrono::day{day}};
  if (!found.ok()) throw std::invalid_argument("a year cannot begin on \"" + std::string{text} + "\"");
  return found;
}

Period year_from(std::chrono::year year, std::chrono::month_day begins) {
  using std::chrono::sys_days;
  const Date from{year / begins.month() / begins.day()}, next{(year + std::chrono::years{1}) / begins.month() / begins.day()};
  return {from, Date{sys_days{next} - std::chrono::days{1}}};
}

}  // namespace

ShownRow exact(const Row& row) {
  ShownRow shown{{How::exact, row.total}, {}};
  for (const auto part : row.parts) shown.parts.push_back({How::exact, part});
  return shown;
}

ShownRow published(const Row& row, const Publishing& publishing) {
  ShownRow shown{published(row.total, publishing), {}};
  for (const auto part : row.parts) shown.parts.push_back(published(part, publishing));
  hold_back_another(row, shown.parts);
  return shown;
}

Period year_of(Date day, std::string_view begins) {
  const auto month_day = month_day_of(begins);
  const Period same = year_from(day.year(), month_day);
  return day < same.from ? year_from(day.year() - std::chrono::years{1}, month_day) : same;
}

Period year_before(const Period& year) {
  return year_from(year.from.year() - std::chrono::years{1}, std::chrono::month_day{year.from.month(), year.from.day()});
}

}  // namespace regard::figures
