#include "concerns/category/category.h"

namespace regard::concerns::store {
namespace {

constexpr std::string_view kInsert = R"sql(
  INSERT INTO case_category (id, case_id, scheme, scheme_version, chosen_at, chosen_by, category_sealed)
  VALUES (:id, :case_id, :scheme, :scheme_version, :chosen_at, :chosen_by, :category)
)sql";

constexpr std::string_view kOfCase = R"sql(
  SELECT id, scheme, scheme_version, chosen_at, chosen_by, category_sealed
    FROM case_category WHERE case_id = :case_id ORDER BY chosen_at DESC, id DESC
)sql";

}  // namespace

void insert(db::Tx& tx, const CaseId& record, const Category& category) {
  tx.run(kInsert, {{"id", category.id},
                   {"case_id", record},
                   {"scheme", word(category.scheme)},
                   {"scheme_version", category.scheme_version},
                   {"chosen_at", category.chosen_at},
                   {"chosen_by", category.chosen_by},
                   {"category", category.category_sealed}});
}

std::vector<Category> categories(db::Read& read, const CaseId& record) {
  std::vector<Category> found;
  for (const db::Row& row : read.all(kOfCase, {{"case_id", record}}))
    found.push_back({.id = row.id<CaseCategoryTag>("id"),
                     .scheme = scheme_from(row.text("scheme")),
                     .scheme_version = row.text("scheme_version"),
                     .chosen_at = row.instant("chosen_at"),
                     .chosen_by = row.id<PersonTag>("chosen_by"),
                     .category_sealed = row.text("category_sealed")});
  return found;
}

}  // namespace regard::concerns::store
