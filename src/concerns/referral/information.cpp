#include "concerns/referral/information.h"

#include <algorithm>

#include "concerns/advice/known.h"
#include "concerns/declared_choices.h"
#include "concerns/pathway/store.h"
#include "platform/base/calendar.h"
#include "platform/base/stored_words.h"

namespace regard::concerns {
namespace {

constexpr StoredWord<Extent> kExtents[] = {{Extent::extract, "extract"}, {Extent::full, "full"}};
constexpr std::string_view kLifeAtStake = "vital_interests";  // a word of the bases

tl::unexpected<Error> refused(std::string code, std::string field, Words message, std::string number = {}) {
  return fail(ErrorKind::invalid, std::move(code), {{std::move(field), message, std::move(number)}});
}

// What an extract still says of somebody, in the words that stand there.
Done is_without_names(db::Tx& tx, const web::Services& services, const i18n::Language& language, const Opened& opened, const NewInformation& given, Instant now) {
  std::string found;
  for (const std::string& words : still_named(tx, services, language, opened, given.text.reveal(), london_date(now))) found += (found.empty() ? "" : ", ") + words;
  if (found.empty()) return {};
  return refused("information.names", "words", tr("This still says who somebody is: {NUMBER}. Take it out, or give the information in full with your reasons"), found);
}

Done may_give_everything(db::Tx& tx, const Opened& opened, const Step& request, const NewInformation& given) {
  if (given.reasons.empty()) return refused("information.reasons", "reasons", tr("Enter why an extract without names is not enough"));
  if (given.basis == kLifeAtStake) return {};
  const auto before = store::information_given(tx, opened.record.id);
  const bool had_extract = std::ranges::any_of(before, [&](const InformationGiven& one) { return one.extent == Extent::extract && one.agency == request.agency; });
  if (had_extract) return {};
  return refused("information.extract_first", "extent",
                 tr("Give an extract without names first. If they need more, record what they ask for then, and answer that in full"));
}

}  // namespace

std::string_view word(Extent extent) { return word_in(kExtents, extent); }
Extent extent_from(std::string_view stored) { return value_in(kExtents, stored); }

Words label(Extent extent) {
  switch (extent) {
    case Extent::extract: return tr("An extract without names");
    case Extent::full: return tr("In full");
  }
  throw std::logic_error("Extent outside its enumerators");
}

Result<Step> give_information(db::Tx& tx, const web::Services& services, const i18n::Language& language, const Viewer& viewer, std::string_view case_reference, const NewInformation& given,
                              Instant now) {
  const auto opened = open_visible(tx, services, viewer, case_reference);
  if (!opened) return tl::unexpected{opened.error()};
  const auto request = store::find_step(tx, opened->record.id, given.request);
  if (!request || request->kind != StepKind::information_requested) return fail(ErrorKind::not_found, "information.request");
  const auto provision = services.provisions.in_force(tx, "referral_bases", london_date(now));
  if (!choice_named(choices_of(*provision, "basis"), given.basis)) return refused("information.basis", "basis", tr("Choose one of the answers on this page"));
  if (given.extent == Extent::extract)
    if (auto may = is_without_names(tx, services, language, *opened, given, now); !may) return tl::unexpected{may.error()};
  if (given.extent == Extent::full)
    if (auto may = may_give_everything(tx, *opened, *request, given); !may) return tl::unexpected{may.error()};
  const bool is_new = !store::is_used(tx, given.step);
  auto step = record_step(tx, services, viewer, *opened,
                          NewStep{.id = given.step, .kind = StepKind::information_given, .happened_on = given.given_on, .means = given.means,
                                  .agency = request->agency, .about = request->is_open() ? std::optional{request->id} : std::nullopt, .text = given.text}, now);
  if (!step)
    for (FieldError& mistake : step.error().fields)
      if (mistake.field == "happened_on") mistake.field = "given_on";  // as it is called on this page
  if (!step || !is_new) return step;
  InformationGiven made{.step = step->id, .extent = given.extent, .basis = given.basis, .basis_version = provision->version};
  if (given.extent == Extent::full) made.reasons_sealed = crypto::seal(opened->key, {kInformationReasons, step->id.value}, given.reasons);
  store::insert(tx, made);
  return step;
}

}  // namespace regard::concerns
