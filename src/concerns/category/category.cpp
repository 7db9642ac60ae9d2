#include "concerns/category/category.h"

#include <algorithm>

#include "concerns/declared_choices.h"
#include "concerns/referral/events.h"
#include "concerns/referral/store.h"
#include "platform/base/calendar.h"
#include "platform/base/stored_words.h"

namespace regard::concerns {
namespace {

constexpr StoredWord<Scheme> kSchemes[] = {{Scheme::regulator, "regulator"}, {Scheme::home_office, "home_office"}};
constexpr Scheme kEvery[] = {Scheme::regulator, Scheme::home_office};

std::optional<Category> newest(const std::vector<Category>& all, Scheme scheme) {
  const auto found = std::ranges::find(all, scheme, &Category::scheme);
  return found == all.end() ? std::nullopt : std::optional{*found};
}

std::string opened(const Category& category, const crypto::RecordKey& key) {
  const PrivateText text = crypto::open(key, {kCategory, category.id.value}, category.category_sealed);
  return text.reveal();
}

// Writes a choice that differs from the one before it, or was made under another version of the scheme.
void choose(db::Tx& tx, const Opened& opened_case, const std::vector<Category>& before, Category chosen, const std::string& word) {
  const auto last = newest(before, chosen.scheme);
  if (last && last->scheme_version == chosen.scheme_version && opened(*last, opened_case.key) == word) return;
  chosen.category_sealed = crypto::seal(opened_case.key, {kCategory, chosen.id.value}, PrivateText{word});
  store::insert(tx, opened_case.record.id, chosen);
}

}  // namespace

std::string_view word(Scheme scheme) { return word_in(kSchemes, scheme); }
Scheme scheme_from(std::string_view stored) { return value_in(kSchemes, stored); }
std::span<const Scheme> every_scheme() { return kEvery; }

std::string_view provision_of(Scheme scheme) {
  switch (scheme) {
    case Scheme::regulator: return "regulator_categories";
    case Scheme::home_office: return "home_office_categories";
  }
  throw std::logic_error("Scheme outside its enumerators");
}

Done may_choose_categories(db::Read& read, const Case& record, const Viewer& viewer) {
  if (!viewer.may_at(kOverseeCases, record.centre)) return fail(ErrorKind::not_allowed, "category.permission");
  if (record.state == CaseState::closed) return fail(ErrorKind::conflict, "category.case_closed");
  if (store::categories(read, record.id).empty()) return {};  // so that a referral that was sent without them is counted by them at last
  const auto referral = store::newest_referral(read, sight_of(viewer, kOverseeCases), record.reference);
  if (referral && (referral->state == ReferralState::sent || referral->state == ReferralState::closed)) return fail(ErrorKind::conflict, "category.sent");
  return {};
}

Result<Case> choose_categories(db::Tx& tx, const web::Services& services, const Viewer& viewer, std::string_view case_reference,
                               const NewCategories& chosen, Instant now) {
  auto opened_case = open_visible(tx, services, viewer, case_reference);
  if (!opened_case) return tl::unexpected{opened_case.error()};
  if (auto may = may_choose_categories(tx, opened_case->record, viewer); !may) return tl::unexpected{may.error()};
  const auto before = store::categories(tx, opened_case->record.id);
  if (static_cast<int>(before.size()) != chosen.seen) return fail(ErrorKind::conflict, "category.changed");
  for (const Scheme scheme : kEvery) {
    const std::string& wanted = scheme == Scheme::regulator ? chosen.regulator : chosen.home_office;
    const auto provision = services.provisions.in_force(tx, provision_of(scheme), london_date(now));
    if (!choice_named(choices_of(*provision, "category"), wanted))
      return fail(ErrorKind::invalid, "category.unknown", {{std::string{word(scheme)}, tr("Choose one of the answers on this page")}});
    choose(tx, *opened_case, before,
           Category{.id = CategoryId::make(now), .scheme = scheme, .scheme_version = provision->version, .chosen_at = now, .chosen_by = *viewer.person, .category_sealed = {}},
           wanted);
  }
  services.audit.append(tx, viewer, now, CaseHappened{.type = kCategoryChosen, .record = opened_case->record, .key = opened_case->key});
  return opened_case->record;
}

std::optional<std::string> category_of(const std::vector<Category>& all, Scheme scheme, const crypto::RecordKey& key) {
  const auto last = newest(all, scheme);
  return last ? std::optional{opened(*last, key)} : std::nullopt;
}

std::string in_words(const web::Services& services, const i18n::Language& language, db::Read& read, const Category& category, const crypto::RecordKey& key) {
  const auto provision = services.provisions.version(read, provision_of(category.scheme), category.scheme_version);
  const std::string word = opened(category, key);
  const auto choices = choices_of(*provision, "category");
  const auto* choice = choice_named(choices, word);
  return choice ? language(choice->label) : word;
}

}  // namespace regard::concerns
