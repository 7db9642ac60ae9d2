// The page on which somebody asks again.
#include <algorithm>

#include "concerns/agency/store.h"
#include "concerns/casework/frame.h"
#include "concerns/pathway/chaser.h"
#include "concerns/pathway/form_parts.h"
#include "concerns/pathway/forms.h"
#include "concerns/pathway/handlers.h"
#include "concerns/pathway/order.h"
#include "concerns/pathway/rules.h"
#include "concerns/pathway/store.h"
#include "concerns/pathway/timeline.h"
#include "platform/html/components.h"
#include "platform/web/record_form.h"

namespace regard::concerns {
namespace {

struct AskedChaser {
  Opened opened;
  Step about;
  std::vector<Contact> contacts;
};

Result<AskedChaser> find(db::Read& read, const web::Visit& visit) {
  const auto id = uuid_from(visit.parameter("step"));
  auto opened = open_visible(read, visit.services, visit.viewer, visit.parameter("reference"));
  if (!opened) return tl::unexpected{opened.error()};
  auto about = id ? store::find_step(read, opened->record.id, StepId{*id}) : std::nullopt;
  if (!about || !about->waits_for) return fail(ErrorKind::not_found, "step.unknown");
  std::vector<Contact> contacts;
  if (about->agency) contacts = store::contacts(read, *about->agency);
  return AskedChaser{std::move(*opened), std::move(*about), std::move(contacts)};
}

Done may(const AskedChaser& asked, const Viewer& viewer) {
  if (auto allowed = may_record(asked.opened.record, StepKind::chaser, viewer); !allowed) return allowed;
  if (!asked.about.is_open()) return fail(ErrorKind::conflict, "step.answered_already");
  return {};
}

web::FormPage page(db::Read& read, const web::Visit& visit, const AskedChaser& asked) {
  web::FormPage page{.question = pathway::kChaserQuestion,
                     .action = case_url(asked.opened.record.reference, "/pathway/chasers/" + asked.about.id.text()),
                     .back = case_url(asked.opened.record.reference, "/pathway"),
                     .picks = step_picks(read, visit, asked.opened, StepKind::chaser, nullptr)};
  auto& means = page.picks[std::string{pathway::kMeans}];
  for (const Contact& contact : asked.contacts)
    if (!contact.email.empty()) page.picks[std::string{pathway::kContact}].push_back({contact.id.text(), contact.name + ", " + contact.email});
  if (page.picks.contains(pathway::kContact)) means.insert(means.begin(), {std::string{word(Means::mail)}, visit.language(label(Means::mail))});
  const std::string awaits = visit.language(tr("Waiting for {WHAT}"), {{"WHAT", visit.language(loop_of(asked.about)->awaits)}});
  page.before = html::render(visit.services.views, visit.language, html::InsetText{.text = awaits + ". " + clock_words(visit, asked.about)});
  page.adds = true;
  page.reference = asked.opened.record.reference;
  page.caption = caption_of(visit, asked.opened);
  return page;
}

Result<std::string> act(const web::Visit& visit, const web::Posted& posted) {
  const auto about = uuid_from(visit.parameter("step"));
  if (!about) return fail(ErrorKind::not_found, "step.unknown");
  Chaser chaser{.id = StepId{posted.once}, .about = StepId{*about}, .means = means_from(posted.answers.text(pathway::kMeans)), .text = posted.answers.hidden(pathway::kText)};
  if (const auto contact = uuid_from(posted.answers.text(pathway::kContact))) chaser.contact = ContactId{*contact};
  const std::string reference{visit.parameter("reference")};
  const auto done = visit.services.database.write([&](db::Tx& tx) { return chase(tx, visit.services, visit.language, visit.viewer, reference, chaser, visit.now); });
  if (!done) return tl::unexpected{done.error()};
  return case_url(reference, "/pathway");
}

std::string says_now(db::Read&, const web::Visit& visit, const AskedChaser& asked) {
  return visit.language(asked.about.is_open() ? tr("Still awaited") : tr("Nothing is awaited here any more"));
}

constexpr web::RecordForm<AskedChaser> kForm{find, may, page, act, says_now};

}  // namespace

// With a draft that whoever sends it reads and changes.
Result<http::Response> ask_chaser(const web::Visit& visit) {
  auto read = visit.services.database.read();
  const auto asked = find(read, visit);
  if (!asked) return tl::unexpected{asked.error()};
  if (!may(*asked, visit.viewer)) return web::ask(visit, kForm);
  const auto contact = std::ranges::find_if(asked->contacts, [](const Contact& one) { return !one.email.empty(); });
  forms::Answers answers;
  answers.set(pathway::kText, chaser_draft(visit, asked->opened, asked->about, contact == asked->contacts.end() ? nullptr : &*contact));
  return web::show_form(visit, page(read, visit, *asked), answers);
}

Result<http::Response> save_chaser(const web::Visit& visit) { return web::answer(visit, kForm); }

}  // namespace regard::concerns
