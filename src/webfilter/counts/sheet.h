// What of the published counts is shown: the weeks of a year or the latest ones, of all centres or of one.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "platform/web/web.h"
#include "webfilter/counts/publication.h"

namespace regard::webfilter {

struct CountSheet {
  figures::Period period;
  std::optional<int> year;                // in which the year that was asked for begins; nothing: the latest weeks
  std::vector<figures::Period> years;     // that may be asked for, the latest first
  std::optional<std::string> centre;      // by id
  std::vector<WebCounts> weeks, four_weeks;  // the oldest first
  std::vector<Heading> themes, centres;   // of all of these
  std::vector<FieldError> mistakes;
};

// By the address: "year=2025", "centre=…".
CountSheet sheet_of(const web::Visit& visit, db::Read& read);
std::string query_of(const CountSheet& sheet);

std::string week_in_words(const web::Visit& visit, const figures::Period& week);  // "Week 46, from Monday 10 November 2025"
std::string period_in_words(const web::Visit& visit, const figures::Period& period);
std::string centre_in_words(const web::Visit& visit, const Heading& centre);
std::string held_back_in_words(const web::Visit& visit);
// A number, that it is held back, or that it was not counted then.
std::string number_in_words(const web::Visit& visit, const std::optional<figures::Shown>& shown);

// All that is shown, a number a row, for a spreadsheet.
std::string csv_of(const web::Visit& visit, const CountSheet& sheet);

}  // namespace regard::webfilter
