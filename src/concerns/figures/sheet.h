// The figures of one period, as they are shown to one viewer.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "concerns/figures/figure.h"
#include "concerns/figures/store.h"
#include "platform/web/web.h"

namespace regard::concerns {

// The regulator's categories, with "not yet said" at the end.
struct CategoryColumn {
  std::string value, label;
};
std::vector<CategoryColumn> category_columns(const web::Visit& visit, db::Read& read, Date day);

// Of each of these, the category that was last said of it; "" where none was, or it cannot be opened any more.
std::vector<std::string> categories_of(const web::Services& services, const std::vector<store::Counted>& counted);

struct SheetRow {
  const Figure* figure = nullptr;
  Definition definition;
  figures::Row counted;
  figures::ShownRow shown;
};
struct Sheet {
  figures::Period period;
  Definitions definitions;
  std::vector<CategoryColumn> categories;
  std::vector<SheetRow> rows;
  bool exact = false;  // and of what this viewer may open; otherwise rounded, and of everything
};
Sheet sheet_of(const web::Visit& visit, db::Read& read, const figures::Period& period, const Definitions& definitions);

// More external advice than cases with the lead involved, or more referrals than advice: possible (an emergency skips
// advice), and worth a look. Only said of exact figures.
std::vector<std::string> warnings(const web::Visit& visit, const Sheet& sheet);

std::string in_words(const web::Visit& visit, const figures::Shown& shown, const figures::Publishing& publishing);

// Exactly what is shown, for a spreadsheet.
std::string csv_of(const web::Visit& visit, const Sheet& sheet);

}  // namespace regard::concerns
