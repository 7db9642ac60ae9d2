#include "concerns/referral/handlers.h"

#include <algorithm>

#include "concerns/casework/frame.h"
#include "concerns/agency/store.h"
#include "concerns/category/category.h"
#include "concerns/declared_choices.h"
#include "concerns/opening.h"
#include "concerns/referral/document.h"
#include "concerns/referral/events.h"
#include "concerns/referral/pages.h"
#include "concerns/referral/sending.h"
#include "concerns/referral/store.h"
#include "platform/base/calendar.h"
#include "platform/html/components.h"
#include "platform/i18n/dates.h"

namespace regard::concerns {
namespace {

html::TaskList::Task section_task(const web::Visit& visit, const Referral& referral, const FormSection& section, const SavedSection* saved) {
  const auto& say = visit.language;
  html::TaskList::Task task{.title = say(section.title), .href = referring::url_of(referral.case_reference, "/form/" + std::string{section.slug})};
  if (!section.hint.empty()) task.hint = say(section.hint);
  if (referral.state != ReferralState::draft || referral.case_state != CaseState::open) task.href.clear();
  if (saved && saved->complete) task.status = say(tr("Completed"));
  else task.tag = {.text = say(tr("To check")), .colour = html::Tag::Colour::blue};
  return task;
}

void add_sections(html::View& view, const web::Visit& visit, db::Read& read, const Referral& referral) {
  const NationalForm form = form_of_version(visit.services, read, referral.form_version);
  const auto saved = store::sections(read, referral.id);
  html::TaskList list{.id_prefix = "section"};
  for (const FormSection& section : form.sections) {
    const auto found = std::ranges::find(saved, section.slug, &SavedSection::slug);
    list.tasks.push_back(section_task(visit, referral, section, found == saved.end() ? nullptr : &*found));
  }
  html::add(view, "SECTIONS", list);
  view.set("FORM_VERSION", form.provision->version);
}

void add_consent(html::View& view, const web::Visit& visit, db::Read& read, const OpenedReferral& opened) {
  const auto& say = visit.language;
  const auto answers = store::consents(read, opened.referral.id);
  if (answers.empty()) view.show("NOT_ASKED");
  for (const ConsentAnswer& answer : answers) {
    html::View row = view.section("CONSENT");
    row.set("CONSENT_ANSWER", say(label(answer.answer)));
    row.set("CONSENT_WHEN", say(tr("{DAY}, {MEANS}"), {{"DAY", i18n::long_date(say, date_from_iso(answer.answered_on).value())}, {"MEANS", say(label(answer.means))}}));
    if (!answer.words_sealed) continue;
    const PrivateText words = crypto::open(opened.key, {kConsentWords, answer.id.value}, *answer.words_sealed);
    row.section("SAID").set("CONSENT_WORDS", words.reveal());
  }
}

void add_overrides(html::View& view, const web::Visit& visit, db::Read& read, const OpenedReferral& opened) {
  const auto& say = visit.language;
  for (const Override& request : store::overrides(read, opened.referral.id)) {
    html::View row = view.section("OVERRIDE");
    const StaffNames staff{read, say, {request.asked_by, request.decided_by.value_or(request.asked_by)}};
    const PrivateText reasons = crypto::open(opened.key, {kOverrideReasons, request.id.value}, request.reasons_sealed);
    const std::string state = say(label(request.state));
    row.set("OVERRIDE_STATE", request.is_agreed_by_oneself() ? say(tr("{EVENT} by the person who asked for it"), {{"EVENT", state}}) : state)
        .set("OVERRIDE_REASONS", reasons.reveal());
    row.set("OVERRIDE_ASKED", say(tr("{NAME} asked on {TIME}"), {{"NAME", staff.of(request.asked_by)}, {"TIME", i18n::long_time(say, request.asked_at)}}));
    if (request.decided_at && request.answer_sealed) {
      const PrivateText answer = crypto::open(opened.key, {kOverrideAnswer, request.id.value}, *request.answer_sealed);
      row.section("DECIDED").set("OVERRIDE_DECIDED", say(tr("{NAME} decided on {TIME}"), {{"NAME", staff.of(request.decided_by)}, {"TIME", i18n::long_time(say, *request.decided_at)}}))
          .set("OVERRIDE_ANSWER", answer.reveal());
    }
    const bool is_outdated = request.content_version != opened.referral.content_version;
    if (is_outdated && (request.state == OverrideState::asked || request.state == OverrideState::agreed)) row.show("OUTDATED");
    const bool is_mine = request.asked_by == visit.viewer.person;
    if (request.state == OverrideState::asked && opened.referral.state == ReferralState::draft && (is_mine || visit.viewer.may_at(kOverseeCases, opened.referral.centre)))
      row.section("DECIDE").set("DECIDE_TEXT", say(is_mine ? tr("Withdraw the request") : tr("Read and decide"))).set("DECIDE_HREF", referring::url_of(opened.record.reference, "/override/decision"));
  }
}

struct ReferralButton {
  ReferralAction action;
  std::string_view to;
  html::Button::Look look;
};

constexpr ReferralButton kButtons[] = {{ReferralAction::check, "/ready", html::Button::Look::primary},
                                       {ReferralAction::send, "/sending", html::Button::Look::primary},
                                       {ReferralAction::record_consent, "/consent", html::Button::Look::secondary},
                                       {ReferralAction::ask_override, "/override", html::Button::Look::secondary},
                                       {ReferralAction::revise, "/revision", html::Button::Look::secondary},
                                       {ReferralAction::close, "/closing", html::Button::Look::secondary},
                                       {ReferralAction::reopen, "/reopening", html::Button::Look::primary},
                                       {ReferralAction::drop, "/dropping", html::Button::Look::secondary}};

// Nothing to ask while a request waits; whoever asked brings it up to date once the form has changed.
bool may_ask_override(const web::Visit& visit, db::Read& read, const Referral& referral) {
  return std::ranges::none_of(store::overrides(read, referral.id), [&](const Override& request) {
    return request.state == OverrideState::asked && (request.content_version == referral.content_version || request.asked_by != visit.viewer.person);
  });
}

void add_buttons(html::View& view, const web::Visit& visit, db::Read& read, const Referral& referral) {
  for (const ReferralButton& button : kButtons)
    for (const ReferralMove* move : workflow::open_to(kReferralMoves, referral, visit.viewer))
      if (move->action == button.action && (move->action != ReferralAction::ask_override || may_ask_override(visit, read, referral)))
        html::add(view, "BUTTONS", html::Button{.text = visit.language(move->button), .look = button.look, .href = referring::url_of(referral.case_reference, button.to)});
  if (workflow::permitted(kReferralMoves, referral, ReferralAction::rework, visit.viewer))
    view.section("REWORK").set("REWORK_ACTION", referring::url_of(referral.case_reference, "/rework")).set("REWORK_CSRF", visit.viewer.csrf)
        .set("REWORK_VERSION", std::to_string(referral.version));
}

html::Tag tag_of(const web::Visit& visit, ReferralState state) {
  using Colour = html::Tag::Colour;
  const auto colour = state == ReferralState::draft ? Colour::blue : state == ReferralState::checked ? Colour::yellow : state == ReferralState::sent ? Colour::green : Colour::grey;
  return {.text = visit.language(label(state)), .colour = colour};
}

// Who declared it ready, and until when what was weighed holds.
void add_declaration(html::View& view, const web::Visit& visit, db::Read& read, const Referral& referral) {
  const auto& say = visit.language;
  if (referral.checked_at) {
    const StaffNames staff{read, say, {referral.checked_by.value()}};
    view.section("DECLARED").set("DECLARED_TEXT", say(tr("{NAME} declared on {TIME} that it is ready to send."),
                                                      {{"NAME", staff.of(referral.checked_by)}, {"TIME", i18n::long_time(say, *referral.checked_at)}}));
  }
  if (const auto day = date_from_iso(referral.readiness.review_on.value_or("")))
    view.section("WEIGHED").set("WEIGHED_TEXT", say(tr("Why it is proportionate is looked at again by {DAY}."), {{"DAY", i18n::long_date(say, *day)}}));
}

void add_referral(html::View& page, const web::Visit& visit, db::Read& read, const OpenedReferral& opened) {
  const Referral& referral = opened.referral;
  html::View view = page.section("REFERRAL");
  html::add(view, "STATE", tag_of(visit, referral.state));
  view.set("REFERENCE", referral.reference).set("EDITION", std::to_string(referral.edition));
  view.set("PDF_HREF", referring::url_of(opened.record.reference, "/document.pdf")).set("JSON_HREF", referring::url_of(opened.record.reference, "/document.json"));
  if (const Words missing = referring::what_is_missing(referral); !missing.empty())
    html::add(view, "MISSING", html::InsetText{.text = visit.language(missing)});
  add_declaration(view, visit, read, referral);
  if (workflow::permitted(kReferralMoves, referral, ReferralAction::send, visit.viewer))
    view.section("READY").set("READY_HREF", referring::url_of(opened.record.reference, "/document.pdf"));
  add_buttons(view, visit, read, referral);
  add_sections(view, visit, read, referral);
  add_consent(view, visit, read, opened);
  add_overrides(view, visit, read, opened);
}

std::string basis_in_words(const web::Visit& visit, db::Read& read, const Copy& copy, const crypto::RecordKey& key) {
  const auto provision = visit.services.provisions.version(read, "referral_bases", copy.basis_version);
  const auto choices = choices_of(*provision, "basis");
  const auto* basis = choice_named(choices, copy.basis);
  std::string words = basis ? visit.language(basis->label) : copy.basis;
  if (!copy.basis_note_sealed) return words;
  const PrivateText note = crypto::open(key, {kCopyBasisNote, copy.id.value}, *copy.basis_note_sealed);
  return words + ". " + note.reveal();
}

void add_copies(html::View& page, const web::Visit& visit, db::Read& read, const Opened& opened) {
  const auto& say = visit.language;
  const auto copies = store::copies(read, sight_of(visit.viewer, kOverseeCases), opened.record.reference);
  if (copies.empty()) return;
  html::View view = page.section("COPIES");
  for (const Copy& copy : copies) {
    const auto agency = store::find_agency(read, copy.agency);
    const StaffNames staff{read, say, {copy.sent_by}};
    const std::string edition = std::to_string(copy.edition), place = referring::url_of(opened.record.reference, "/copies/" + copy.id.text());
    view.section("COPY")
        .set("COPY_TEXT", say(tr("Edition {EDITION} was sent to {AGENCY} on {DAY}"),
                              {{"EDITION", edition}, {"AGENCY", agency ? agency->name : std::string{}}, {"DAY", i18n::long_date(say, date_from_iso(copy.sent_on).value())}}))
        .set("COPY_HOW", say(label(copy.route))).set("COPY_BASIS", basis_in_words(visit, read, copy, opened.key)).set("COPY_BY", staff.of(copy.sent_by))
        .set("COPY_RECORDED", i18n::long_time(say, copy.recorded_at)).set("COPY_FORM", copy.form_version).set("COPY_HASH", copy.hash)
        .set("COPY_PDF", place + "/document.pdf").set("COPY_JSON", place + "/document.json").set("COPY_EDITION", edition);
  }
}

// As chosen last and before, each with the version of its scheme.
void add_categories(html::View& page, const web::Visit& visit, db::Read& read, const Opened& opened) {
  html::View view = page.section("CATEGORIES");
  const auto all = store::categories(read, opened.record.id);
  std::vector<PersonId> people;
  for (const Category& category : all) people.push_back(category.chosen_by);
  const StaffNames staff{read, visit.language, std::move(people)};
  if (all.empty()) view.show("NOT_CHOSEN");
  for (const Category& category : all)
    view.section("CATEGORY").set("CATEGORY_TEXT", in_words(visit.services, visit.language, read, category, opened.key))
        .set("CATEGORY_SCHEME", visit.language(category.scheme == Scheme::regulator ? tr("Regulator") : tr("Home Office")))
        .set("CATEGORY_WHEN", visit.language(tr("{NAME}, {TIME}, version {VERSION}"), {{"NAME", staff.of(category.chosen_by)},
                                                                                       {"TIME", i18n::long_time(visit.language, category.chosen_at)},
                                                                                       {"VERSION", category.scheme_version}}));
  const Done may = may_choose_categories(read, opened.record, visit.viewer);
  if (!may && may.error().code == "category.sent") view.show("STAY");
  if (may) view.section("CHOOSE").set("CHOOSE_HREF", referring::url_of(opened.record.reference, "/categories"));
}

bool may_begin(const web::Visit& visit, db::Read& read, const Case& record) {
  return record.state == CaseState::open && visit.viewer.may_at(kWorkOnCases, record.centre) && !store::has_referral_under_way(read, record.id);
}

// The document as it would be sent now; taking it is recorded, in each form.
struct Taken {
  boost::json::object document;
  std::string file_name;  // without its ending
};
Result<Taken> take(const web::Visit& visit, std::string_view ending) {
  auto read = visit.services.database.read();
  const auto opened = referring::find(read, visit);
  if (!opened) return tl::unexpected{opened.error()};
  const std::string file_name = opened->referral.reference + "-" + std::to_string(opened->referral.edition);
  const PrivateText what{(is_draft(opened->referral) ? visit.language(tr("Draft")) + " " : std::string{}) + file_name + std::string{ending}};
  visit.services.audit.looked(visit.viewer, visit.now, CaseHappened{.type = kReferralDocumentTaken, .record = opened->record, .key = opened->key, .what = what});
  const auto form = form_of_version(visit.services, read, opened->referral.form_version);
  return Taken{document_of(visit.services, visit.language, form, referring::all_answers(read, *opened), *opened, {}), file_name};
}

}  // namespace

Result<http::Response> show_referral(const web::Visit& visit) {
  const auto looked = look_at_case(visit);
  if (!looked) return tl::unexpected{looked.error()};
  auto read = visit.services.database.read();
  html::View view{visit.services.views, visit.language, "concerns/views/referral.html"};
  const auto opened = referring::find(read, visit);
  if (opened) add_referral(view, visit, read, *opened);
  else view.show("NONE");
  if (may_begin(visit, read, looked->record))
    view.section("BEGIN").set("BEGIN_ACTION", referring::url_of(looked->record.reference)).set("BEGIN_CSRF", visit.viewer.csrf);
  add_copies(view, visit, read, *looked);
  add_categories(view, visit, read, *looked);
  html::Page page = case_page(visit, read, *looked, CaseTab::referral);
  page.title = visit.language(tr("Referral of case {REFERENCE}"), {{"REFERENCE", looked->record.reference}});
  page.content = view.render();
  return web::show(visit, page);
}

Result<http::Response> begin_referral_of(const web::Visit& visit) {
  const auto begun = visit.services.database.write([&](db::Tx& tx) {
    return begin_referral(tx, visit.services, visit.language, visit.viewer, visit.parameter("reference"), visit.now);
  });
  if (!begun) return tl::unexpected{begun.error()};
  return web::see_other(referring::url_of(begun->case_reference));
}

Result<http::Response> rework_referral(const web::Visit& visit) {
  const ReferralChange change{.action = ReferralAction::rework, .version = web::posted_version(visit)};
  const auto done = visit.services.database.write([&](db::Tx& tx) {
    return change_referral(tx, visit.services, visit.viewer, visit.parameter("reference"), change, visit.now);
  });
  if (!done) return tl::unexpected{done.error()};
  return web::see_other(referring::url_of(done->case_reference));
}

// Made outside any transaction: it takes a while.
Result<http::Response> take_pdf(const web::Visit& visit) {
  const auto taken = take(visit, ".pdf");
  if (!taken) return tl::unexpected{taken.error()};
  auto bytes = documents::pdf(documents::page(visit.services.views, visit.language, paper_of(visit, taken->document)));
  if (!bytes) return tl::unexpected{bytes.error()};
  return referring::attachment(std::move(*bytes), "application/pdf", taken->file_name + ".pdf");
}

Result<http::Response> take_json(const web::Visit& visit) {
  const auto taken = take(visit, ".json");
  if (!taken) return tl::unexpected{taken.error()};
  return referring::attachment(text_of(taken->document), "application/json", taken->file_name + ".json");
}

}  // namespace regard::concerns
