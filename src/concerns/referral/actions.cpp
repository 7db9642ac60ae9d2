#include "concerns/referral/actions.h"

#include "concerns/casework/store.h"
#include "concerns/casework/texts.h"
#include "concerns/deferred.h"
#include "concerns/opening.h"
#include "concerns/referral/events.h"
#include "concerns/referral/prefill.h"
#include "concerns/referral/store.h"
#include "concerns/texts.h"
#include "platform/base/calendar.h"

namespace regard::concerns {
namespace {

std::string sealed(const forms::Answers& answers, const SectionId& section, const crypto::RecordKey& key) {
  return crypto::seal(key, {kSectionAnswers, section.value}, PrivateText{forms::to_json(answers)});
}

void happened(db::Tx& tx, const web::Services& services, const Viewer& viewer, const OpenedReferral& opened, std::string_view type, Instant now,
              std::optional<PrivateText> reasons = {}) {
  services.audit.append(tx, viewer, now, CaseHappened{.type = type, .record = opened.record, .key = opened.key, .reasons = std::move(reasons)});
}

// After a move that the table allows.
Result<OpenedReferral> attempt(db::Tx& tx, const web::Services& services, const Viewer& viewer, std::string_view case_reference, ReferralAction action) {
  auto opened = find_referral(tx, services, viewer, case_reference);
  if (!opened) return opened;
  if (auto moved = opened->referral.attempt(action, viewer); !moved) return tl::unexpected{moved.error()};
  return opened;
}

Result<Referral> saved(db::Tx& tx, Referral referral) {
  if (!store::save(tx, referral)) return fail(ErrorKind::conflict, "referral.changed");
  referral.version += 1;
  return referral;
}

// The section that is changed, as it is saved, and as the form declares it.
struct ChangedSection {
  SavedSection saved;
  NationalForm form;
  forms::Answers answers;
  const FormSection& declared() const { return *form.find(saved.slug); }
};
Result<ChangedSection> section_of(db::Tx& tx, const web::Services& services, const OpenedReferral& opened, const SectionChange& change) {
  auto section = store::find_section(tx, opened.referral.id, change.section);
  auto form = form_of_version(services, tx, opened.referral.form_version);
  if (!section || !form.find(change.section)) return fail(ErrorKind::not_found, "referral.section");
  section->version = change.version;
  auto answers = answers_of(section->answers_sealed, section->id, opened.key);
  return ChangedSection{std::move(*section), std::move(form), std::move(answers)};
}

Result<Referral> save_section(db::Tx& tx, const web::Services& services, const Viewer& viewer, OpenedReferral opened, ChangedSection& section, Instant now) {
  section.saved.saved_at = now;
  section.saved.saved_by = *viewer.person;
  section.saved.answers_sealed = sealed(section.answers, section.saved.id, opened.key);
  if (!store::save(tx, section.saved)) return fail(ErrorKind::conflict, "referral.section_changed");
  happened(tx, services, viewer, opened, kReferralSectionSaved, now);
  index_later(tx, services, kCasesIndex, opened.record.id.value, place_of("referral", section.saved.id.value), now);
  return saved(tx, std::move(opened.referral));
}

}  // namespace

Result<OpenedReferral> find_referral(db::Read& read, const web::Services& services, const Viewer& viewer, std::string_view case_reference) {
  auto opened = open_visible(read, services, viewer, case_reference);
  if (!opened) return tl::unexpected{opened.error()};
  auto referral = store::newest_referral(read, sight_of(viewer, kOverseeCases), opened->record.reference);
  if (!referral) return fail(ErrorKind::not_found, "referral.none");
  return OpenedReferral{std::move(*referral), std::move(opened->record), std::move(opened->key)};
}

forms::Answers answers_of(const std::string& sealed, const SectionId& section, const crypto::RecordKey& key) {
  const PrivateText opened = crypto::open(key, {kSectionAnswers, section.value}, sealed);
  return forms::from_own_json(opened.reveal());
}

Result<Referral> begin_referral(db::Tx& tx, const web::Services& services, const i18n::Language& language, const Viewer& viewer, std::string_view case_reference, Instant now) {
  auto opened = open_visible(tx, services, viewer, case_reference);
  if (!opened) return tl::unexpected{opened.error()};
  const Case& record = opened->record;
  if (!viewer.may_at(kWorkOnCases, record.centre)) return fail(ErrorKind::not_allowed, "referral.permission");
  if (record.state != CaseState::open) return fail(ErrorKind::conflict, "referral.case_not_open");
  if (store::has_referral_under_way(tx, record.id)) return *store::newest_referral(tx, sight_of(viewer, kOverseeCases), record.reference);
  const NationalForm form = form_in_force(services, tx, london_date(now));
  Referral referral;
  referral.id = ReferralId::make(now);
  referral.reference = new_reference('R');
  referral.form_version = form.provision->version;
  referral.begun_at = now;
  referral.begun_by = *viewer.person;
  referral.case_id = record.id;
  store::insert(tx, referral);
  for (const auto& [slug, answers] : prefilled(tx, services, language, viewer, *opened, form)) {
    const SectionId id = SectionId::make(now);
    store::insert(tx, referral.id, SavedSection{.id = id, .slug = slug, .saved_at = now, .saved_by = *viewer.person, .answers_sealed = sealed(answers, id, opened->key)});
    index_later(tx, services, kCasesIndex, record.id.value, place_of("referral", id.value), now);
  }
  services.audit.append(tx, viewer, now, CaseHappened{.type = kReferralBegun, .record = record, .key = opened->key});
  return *store::newest_referral(tx, sight_of(viewer, kOverseeCases), record.reference);
}

Result<Referral> save_answers(db::Tx& tx, const web::Services& services, const Viewer& viewer, std::string_view case_reference,
                              const SectionChange& change, Instant now) {
  auto opened = attempt(tx, services, viewer, case_reference, ReferralAction::fill_in);
  if (!opened) return tl::unexpected{opened.error()};
  auto section = section_of(tx, services, *opened, change);
  if (!section) return tl::unexpected{section.error()};
  const forms::Question* question = section->declared().find(change.question);
  if (!question) return fail(ErrorKind::not_found, "referral.question");
  for (const forms::Field& field : question->fields) {
    section->answers.forget(field.name);
    if (change.answers.has(field.name)) section->answers.set(field.name, change.answers.all(field.name));
    if (field.name == field::kReviewOn) opened->referral.readiness.review_on = change.answers.text(field.name);
  }
  section->saved.complete = false;  // somebody looks at the whole of it once more
  opened->referral.content_version += 1;
  return save_section(tx, services, viewer, std::move(*opened), *section, now);
}

Result<Referral> complete_section(db::Tx& tx, const web::Services& services, const Viewer& viewer, std::string_view case_reference,
                                  const SectionChange& change, Instant now) {
  auto opened = attempt(tx, services, viewer, case_reference, ReferralAction::fill_in);
  if (!opened) return tl::unexpected{opened.error()};
  auto section = section_of(tx, services, *opened, change);
  if (!section) return tl::unexpected{section.error()};
  if (auto mistakes = section->declared().mistakes(section->answers, london_date(now)); !mistakes.empty())
    return fail(ErrorKind::invalid, "referral.section_incomplete", std::move(mistakes));
  section->saved.complete = true;
  return save_section(tx, services, viewer, std::move(*opened), *section, now);
}

Result<Referral> change_referral(db::Tx& tx, const web::Services& services, const Viewer& viewer, std::string_view case_reference,
                                 const ReferralChange& change, Instant now) {
  auto opened = attempt(tx, services, viewer, case_reference, change.action);
  if (!opened) return tl::unexpected{opened.error()};
  Referral& referral = opened->referral;
  referral.version = change.version;
  std::string_view type;
  switch (change.action) {
    case ReferralAction::check:
      if (*referral.readiness.review_on < iso(london_date(now)))
        return fail(ErrorKind::invalid, "referral.weighed_long_ago",
                    {{"", tr("The day to look at it again has passed. Weigh once more why it is proportionate, and set another day")}});
      referral.checked_at = now;
      referral.checked_by = viewer.person;
      type = kReferralChecked;
      break;
    case ReferralAction::rework: type = kReferralReworked; break;
    case ReferralAction::drop: type = kReferralDropped; break;
    case ReferralAction::revise:
      referral.edition += 1;
      referral.content_version += 1;  // a second person agrees to each edition by itself
      type = kReferralRevised;
      break;
    case ReferralAction::close: type = kReferralClosed; break;
    case ReferralAction::reopen: type = kReferralReopened; break;
    case ReferralAction::fill_in: case ReferralAction::record_consent: case ReferralAction::ask_override: case ReferralAction::send:
      throw std::logic_error("this change of a referral has an action of its own");
  }
  if (change.action == ReferralAction::rework || change.action == ReferralAction::revise) {
    referral.checked_at = {};
    referral.checked_by = {};
  }
  auto done = saved(tx, referral);
  if (!done) return done;
  happened(tx, services, viewer, *opened, type, now, change.reasons.empty() ? std::nullopt : std::optional{change.reasons});
  if (!change.reasons.empty()) index_reasons_later(tx, services, opened->record.id, now);
  return done;
}

}  // namespace regard::concerns
