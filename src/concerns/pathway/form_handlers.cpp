// The form of each kind of step. How a form goes is in record_form.h.
#include "concerns/casework/frame.h"
#include "concerns/figures/handlers.h"
#include "concerns/pathway/form_parts.h"
#include "concerns/pathway/forms.h"
#include "concerns/pathway/handlers.h"
#include "concerns/pathway/rules.h"
#include "concerns/pathway/stage.h"
#include "concerns/pathway/store.h"
#include "platform/base/calendar.h"
#include "platform/html/components.h"
#include "platform/i18n/dates.h"
#include "platform/web/record_form.h"

namespace regard::concerns {
namespace {

// A case, which step of it is asked for, and the one that it is about.
struct AskedStep {
  Opened opened;
  StepKind kind;
  std::optional<Step> about;
};

std::optional<StepId> about_of(const web::Visit& visit) {
  const auto id = uuid_from(visit.request.query.first("about"));
  return id ? std::optional{StepId{*id}} : std::nullopt;
}

Result<AskedStep> find(db::Read& read, const web::Visit& visit) {
  const auto kind = step_kind_named(visit.parameter("kind"));
  auto opened = open_visible(read, visit.services, visit.viewer, visit.parameter("reference"));
  if (!opened) return tl::unexpected{opened.error()};
  if (!kind || *kind == StepKind::chaser || *kind == StepKind::external_advice || *kind == StepKind::referral) return fail(ErrorKind::not_found, "step.unknown");
  AskedStep asked{std::move(*opened), *kind, {}};
  if (const auto id = about_of(visit)) asked.about = store::find_step(read, asked.opened.record.id, *id);
  if (rule_of(*kind).group == StepGroup::about && !asked.about) return fail(ErrorKind::not_found, "step.unknown");
  return asked;
}

Done may(const AskedStep& asked, const Viewer& viewer) { return may_record(asked.opened.record, asked.kind, viewer); }

// Which step a reply, a remark or a withdrawal is about.
html::Html before(const web::Visit& visit, const AskedStep& asked) {
  if (!asked.about) return {};
  const std::string day = i18n::long_date(visit.language, date_from_iso(asked.about->happened_on).value());
  const std::string text = visit.language(tr("About: {STEP}, {DAY}"), {{"STEP", visit.language(label(asked.about->kind))}, {"DAY", day}});
  return html::render(visit.services.views, visit.language, html::InsetText{.text = text});
}

web::FormPage page(db::Read& read, const web::Visit& visit, const AskedStep& asked) {
  const std::string about = asked.about ? "?about=" + asked.about->id.text() : std::string{};
  web::FormPage page{.question = pathway::question_for(asked.kind),
                     .action = case_url(asked.opened.record.reference, address_of(asked.kind)) + about,
                     .back = case_url(asked.opened.record.reference, "/pathway"),
                     .picks = step_picks(read, visit, asked.opened, asked.kind, asked.about ? &*asked.about : nullptr),
                     .before = before(visit, asked)};
  page.before += definition_note(visit, read, word(asked.kind));
  page.adds = true;
  page.reference = asked.opened.record.reference;
  page.caption = caption_of(visit, asked.opened);
  return page;
}

Result<std::string> act(const web::Visit& visit, const web::Posted& posted) {
  const auto kind = step_kind_named(visit.parameter("kind"));
  if (!kind) return fail(ErrorKind::not_found, "step.unknown");
  const std::string reference{visit.parameter("reference")};
  NewStep step = step_from(visit, *kind, posted);
  step.about = about_of(visit);
  const auto done = visit.services.database.write([&](db::Tx& tx) { return record_step(tx, visit.services, visit.viewer, reference, step, visit.now); });
  if (!done) return tl::unexpected{done.error()};
  return case_url(reference, "/pathway");
}

std::string says_now(db::Read& read, const web::Visit& visit, const AskedStep& asked) {
  return visit.language(label(stage_of(store::steps(read, asked.opened.record.id), asked.opened.record)));
}

constexpr web::RecordForm<AskedStep> kForm{find, may, page, act, says_now};

}  // namespace

Result<http::Response> ask_step(const web::Visit& visit) { return web::ask(visit, kForm); }
Result<http::Response> save_step(const web::Visit& visit) { return web::answer(visit, kForm); }

}  // namespace regard::concerns
