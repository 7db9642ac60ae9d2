#include "people/import/csv.h"

#include <csv.h>

#include <memory>
#include <new>

#include "platform/base/text.h"

namespace regard::people::import {
namespace {

struct Collected {
  std::vector<Cells> rows;
  Cells row;
};

void take_cell(void* text, std::size_t length, void* into) {
  static_cast<Collected*>(into)->row.emplace_back(trimmed({static_cast<const char*>(text), length}));
}

void take_row(int, void* into) {
  auto* collected = static_cast<Collected*>(into);
  collected->rows.push_back(std::move(collected->row));
  collected->row.clear();
}

tl::unexpected<Error> not_csv(Words what) { return fail(ErrorKind::invalid, "import.not_csv", {{"file", what}}); }

}  // namespace

Result<std::vector<Cells>> parse_csv(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  if (!is_utf8(text)) return not_csv(tr("Save the file as “CSV UTF-8” and choose it again"));
  csv_parser parser{};
  if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI) != 0) throw std::bad_alloc{};
  const std::unique_ptr<csv_parser, void (*)(csv_parser*)> freed{&parser, &csv_free};
  Collected collected;
  const bool whole = csv_parse(&parser, text.data(), text.size(), take_cell, take_row, &collected) == text.size() &&
                     csv_fini(&parser, take_cell, take_row, &collected) == 0;
  if (csv_error(&parser) == CSV_ENOMEM) throw std::bad_alloc{};
  if (!whole) return not_csv(tr("Mend the quotes in the file, or save it anew as CSV from your spreadsheet"));
  return std::move(collected.rows);
}

}  // namespace regard::people::import
