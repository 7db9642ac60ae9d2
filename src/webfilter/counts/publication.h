// What was published of a week, or of four: as it is shown, and never again otherwise.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/figures/cube.h"

namespace regard::webfilter {

enum class Published { week, four_weeks };

// A theme or a centre, as it was called then.
struct Heading {
  std::string id, title;  // of a centre that is not known: ""
  friend bool operator==(const Heading&, const Heading&) = default;
};

// Those that could have been counted, whether anything was or not: what is listed says nothing.
struct CountedBy {
  std::vector<Heading> themes, centres;
  figures::Publishing publishing;
};

// By a theme and a centre: cells in order, centres fastest. Without centres when there is only one.
struct CountTables {
  std::vector<figures::ShownCell> all, by_theme, by_centre, by_both;
  friend bool operator==(const CountTables&, const CountTables&) = default;
};

// How complete it was.
struct CountCoverage {
  std::int64_t lines = 0, of_interest = 0, unreadable = 0, days_without = 0;
  friend bool operator==(const CountCoverage&, const CountCoverage&) = default;
};

struct WebCounts {
  Published kind = Published::week;
  figures::Period period;
  CountedBy by;
  CountTables tables;
  CountCoverage coverage;
  std::optional<int> again_in_ten;  // of ten people so many tried more than once in the four weeks
};

std::string_view stored_word(Published kind);
std::string to_json(const WebCounts& counts);  // all but the kind and the period
WebCounts counts_from(Published kind, const figures::Period& period, std::string_view json);

// One number of it; nothing when it does not say anything of these.
enum class Of { attempts, people };
std::optional<figures::Shown> shown_of(const WebCounts& counts, std::optional<std::string_view> theme, std::optional<std::string_view> centre, Of of);

}  // namespace regard::webfilter
