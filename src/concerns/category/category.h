// In which of the published categories a case falls: the regulator's, for the annual return, and the Home Office's. Chosen after
// the decision and never a reason for one. Each choice is kept with the version of the scheme that it was made under.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "concerns/casework/opened.h"
#include "platform/db/db.h"
#include "platform/web/web.h"

namespace regard::concerns {

using CategoryId = Id<struct CaseCategoryTag>;

enum class Scheme { regulator, home_office };
std::string_view word(Scheme scheme);
Scheme scheme_from(std::string_view stored);
std::string_view provision_of(Scheme scheme);  // "regulator_categories"
std::span<const Scheme> every_scheme();

struct Category {
  CategoryId id;
  Scheme scheme = Scheme::regulator;
  std::string scheme_version;
  Instant chosen_at{};
  PersonId chosen_by;
  std::string category_sealed;  // a word of that version: it says what somebody is thought to believe
};

inline constexpr crypto::Column kCategory{"case_category.category"};

// Both schemes at once; what did not change is not written again. Once the case's referral was sent they stay as
// they are, so that what is counted is what was thought when it was sent; those that nobody had chosen are chosen still.
struct NewCategories {
  std::string regulator, home_office;  // words of the schemes in force
  int seen = 0;                        // how many choices were recorded when the page was shown
};
Result<Case> choose_categories(db::Tx& tx, const web::Services& services, const Viewer& viewer, std::string_view case_reference,
                               const NewCategories& chosen, Instant now);
Done may_choose_categories(db::Read& read, const Case& record, const Viewer& viewer);

// As chosen last; nothing when nobody chose. For pages and for the return's figures.
std::optional<std::string> category_of(const std::vector<Category>& all, Scheme scheme, const crypto::RecordKey& key);
// What the word means in the version that it was chosen under.
std::string in_words(const web::Services& services, const i18n::Language& language, db::Read& read, const Category& category, const crypto::RecordKey& key);

namespace store {
void insert(db::Tx& tx, const CaseId& record, const Category& category);
std::vector<Category> categories(db::Read& read, const CaseId& record);  // every choice, the newest first
}  // namespace store

}  // namespace regard::concerns
