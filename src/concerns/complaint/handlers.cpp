#include "concerns/complaint/handlers.h"

#include <algorithm>

#include "concerns/complaint/actions.h"
#include "concerns/complaint/events.h"
#include "concerns/complaint/forms.h"
#include "concerns/complaint/store.h"
#include "concerns/concern/events.h"
#include "concerns/opening.h"
#include "platform/base/calendar.h"
#include "platform/html/components.h"
#include "platform/i18n/dates.h"
#include "platform/web/record_form.h"

namespace regard::concerns {
namespace {

constexpr int kShown = 100;

std::string url_of(const Complaint& complaint) { return "/complaints/" + complaint.reference; }

std::string time_of(const web::Visit& visit, Instant at) { return i18n::long_time(visit.language, at); }

// The clock that runs.
std::string clock_of(const web::Visit& visit, const Complaint& complaint) {
  if (complaint.state == ComplaintState::answered) return visit.language(tr("Answered on {TIME}"), {{"TIME", time_of(visit, *complaint.answered_at)}});
  const bool first = complaint.state == ComplaintState::received;
  const Instant by = first ? complaint.acknowledge_by : complaint.answer_by;
  const Words words = by < visit.now ? (first ? tr("Should have been acknowledged by {TIME}") : tr("Should have been answered by {TIME}"))
                                     : (first ? tr("Acknowledge by {TIME}") : tr("Answer by {TIME}"));
  return visit.language(words, {{"TIME", time_of(visit, by)}});
}

Result<Complaint> find(db::Read& read, const web::Visit& visit) {
  auto complaint = store::find_complaint(read, store::complaint_sight(visit.viewer), visit.parameter("reference"));
  if (!complaint) return fail(ErrorKind::not_found, "complaint.unknown");
  return std::move(*complaint);
}

html::SummaryList what_was_said(const web::Visit& visit, const Complaint& complaint, const crypto::RecordKey& key, const StaffNames& staff) {
  const auto& say = visit.language;
  const PrivateText json = crypto::open(key, {kComplaintTold, complaint.id.value}, complaint.told_sealed);
  const forms::Answers told = forms::from_own_json(json.reveal());
  html::SummaryList list;
  const auto row = [&](Words words, const std::string& text) {
    if (!text.empty()) list.rows.push_back({say(words), text, {}});
  };
  row(tr("Received"), time_of(visit, complaint.received_at));
  row(tr("Looked after by"), complaint.owner ? staff.of(complaint.owner) : say(tr("Nobody yet")));
  row(tr("About"), told.text(kComplaintAbout));
  row(tr("What was wrong"), told.text(kComplaintWhat));
  row(tr("What would put it right"), told.text(kComplaintWish));
  row(tr("Who complains"), told.text(kComplaintName).empty() ? staff.of(complaint.received_by) : told.text(kComplaintName));
  row(tr("How to reach them"), told.text(kComplaintReach));
  const auto opened = [&](Words words, crypto::Column column, const std::optional<std::string>& text_sealed) {
    if (!text_sealed) return;
    const PrivateText text = crypto::open(key, {column, complaint.id.value}, *text_sealed);
    row(words, std::string{text.reveal()});
  };
  opened(tr("What was given"), kComplaintProvided, complaint.provided_sealed);
  if (complaint.outcome) row(tr("Found"), say(label(*complaint.outcome)));
  opened(tr("Answer"), kComplaintAnswer, complaint.answer_sealed);
  opened(tr("Learned"), kComplaintLearning, complaint.learning_sealed);
  return list;
}

void add_moves(html::View& view, const web::Visit& visit, const Complaint& complaint) {
  for (const ComplaintMove* move : workflow::open_to(kComplaintMoves, complaint, visit.viewer)) {
    const auto link = [&](std::string_view below) {
      html::add(view, "BUTTONS", html::Button{.text = visit.language(move->button), .look = html::Button::Look::secondary, .href = url_of(complaint) + std::string{below}});
    };
    const auto button = [&](std::string_view below) {
      view.section("MOVE").set("MOVE_ACTION", url_of(complaint) + std::string{below}).set("MOVE_CSRF", visit.viewer.csrf)
          .set("MOVE_VERSION", std::to_string(complaint.version)).set("MOVE_WORDS", visit.language(move->button));
    };
    switch (move->action) {
      case ComplaintAction::take: button("/taking"); break;
      case ComplaintAction::acknowledge: button("/acknowledgement"); break;
      case ComplaintAction::provide: link("/provided"); break;
      case ComplaintAction::answer: link("/answer"); break;
      case ComplaintAction::reopen: link("/reopening"); break;
    }
  }
}

template <ComplaintAction action>
Done may(const Complaint& complaint, const Viewer& viewer) {
  const auto permitted = workflow::permitted(kComplaintMoves, complaint, action, viewer);
  if (!permitted) return tl::unexpected{permitted.error()};
  return {};
}

template <const forms::Question& question>
web::FormPage form_page(db::Read&, const web::Visit&, const Complaint& complaint) {
  return {.question = question,
          .action = url_of(complaint) + "/" + std::string{question.slug},
          .back = url_of(complaint),
          .version = complaint.version,
          .reference = complaint.reference};
}

std::string says_now(db::Read&, const web::Visit& visit, const Complaint& complaint) { return visit.language(label(complaint.state)); }

Result<std::string> back_to(const Result<Complaint>& complaint) {
  if (!complaint) return tl::unexpected{complaint.error()};
  return url_of(*complaint);
}

Result<std::string> act_provided(const web::Visit& visit, const web::Posted& posted) {
  return back_to(visit.services.database.write([&](db::Tx& tx) {
    return provide(tx, visit.services, visit.viewer, visit.parameter("reference"), {posted.answers.hidden(kComplaintProvidedText), posted.version}, visit.now);
  }));
}

Result<std::string> act_answer(const web::Visit& visit, const web::Posted& posted) {
  const ComplaintAnswer answer{complaint_outcome_from(posted.answers.text(kComplaintOutcome)), posted.answers.hidden(kComplaintReasons),
                               posted.answers.hidden(kComplaintLearned), posted.version};
  return back_to(visit.services.database.write([&](db::Tx& tx) {
    return answer_complaint(tx, visit.services, visit.viewer, visit.parameter("reference"), answer, visit.now);
  }));
}

Result<std::string> do_step(const web::Visit& visit, const ComplaintStep& wanted) {
  return back_to(visit.services.database.write([&](db::Tx& tx) {
    return step(tx, visit.services, visit.viewer, visit.parameter("reference"), wanted, visit.now);
  }));
}

Result<std::string> act_reopening(const web::Visit& visit, const web::Posted& posted) {
  return do_step(visit, {ComplaintAction::reopen, posted.answers.hidden(kComplaintReasons), posted.version});
}

Result<http::Response> lone_button(const web::Visit& visit, ComplaintAction action) {
  const auto to = do_step(visit, {action, {}, web::posted_version(visit)});
  if (!to) return tl::unexpected{to.error()};
  return web::see_other(*to);
}

constexpr web::RecordForm<Complaint> kProvidedForm{find, may<ComplaintAction::provide>, form_page<kProvidedQuestion>, act_provided, says_now};
constexpr web::RecordForm<Complaint> kAnswerForm{find, may<ComplaintAction::answer>, form_page<kComplaintAnswerQuestion>, act_answer, says_now};
constexpr web::RecordForm<Complaint> kReopeningForm{find, may<ComplaintAction::reopen>, form_page<kComplaintReopeningQuestion>, act_reopening, says_now};

}  // namespace

Result<http::Response> list_complaints(const web::Visit& visit) {
  auto read = visit.services.database.read();
  const auto all = store::complaints(read, store::complaint_sight(visit.viewer), kShown);
  std::vector<PersonId> owners;
  for (const auto& complaint : all)
    if (complaint.owner) owners.push_back(*complaint.owner);
  const StaffNames staff{read, visit.language, owners};
  html::View view{visit.services.views, visit.language, "concerns/views/complaints.html"};
  if (all.empty()) view.show("NONE");
  for (const auto& complaint : all)
    view.section("COMPLAINT").set("COMPLAINT_HREF", url_of(complaint)).set("COMPLAINT_REFERENCE", complaint.reference)
        .set("COMPLAINT_STATE", visit.language(label(complaint.state))).set("COMPLAINT_CLOCK", clock_of(visit, complaint))
        .set("COMPLAINT_OWNER", complaint.owner ? staff.of(complaint.owner) : visit.language(tr("Nobody yet")));
  html::Page page = visit.page(visit.language(tr("Complaints")));
  page.content = view.render();
  return web::show(visit, page);
}

Result<http::Response> show_complaint(const web::Visit& visit) {
  auto read = visit.services.database.read();
  const auto complaint = find(read, visit);
  if (!complaint) return tl::unexpected{complaint.error()};
  const auto key = key_of(visit.services, complaint->key);
  if (!key) return tl::unexpected{key.error()};
  visit.services.audit.looked(visit.viewer, visit.now, ComplaintEvent{ComplaintEvent::What::looked_at, *complaint, *key});
  std::vector<PersonId> people;
  for (const auto& person : {complaint->owner, complaint->received_by})
    if (person) people.push_back(*person);
  const StaffNames staff{read, visit.language, people};
  html::View view{visit.services.views, visit.language, "concerns/views/complaint.html"};
  view.set("REFERENCE", complaint->reference).set("CLOCK", clock_of(visit, *complaint));
  if (complaint->state != ComplaintState::answered) view.section("UNANSWERED").set("STATE", visit.language(label(complaint->state)));
  html::add(view, "SUMMARY", what_was_said(visit, *complaint, *key, staff));
  add_moves(view, visit, *complaint);
  html::Page page = visit.page(visit.language(tr("Complaint {REFERENCE}"), {{"REFERENCE", complaint->reference}}));
  page.back = html::Link{visit.language(tr("Back to complaints")), "/complaints"};
  page.content = view.render();
  return web::show(visit, page);
}

Result<http::Response> take_complaint(const web::Visit& visit) { return lone_button(visit, ComplaintAction::take); }
Result<http::Response> acknowledge_complaint(const web::Visit& visit) { return lone_button(visit, ComplaintAction::acknowledge); }
Result<http::Response> ask_provided(const web::Visit& visit) { return web::ask(visit, kProvidedForm); }
Result<http::Response> save_provided(const web::Visit& visit) { return web::answer(visit, kProvidedForm); }
Result<http::Response> ask_complaint_answer(const web::Visit& visit) { return web::ask(visit, kAnswerForm); }
Result<http::Response> save_complaint_answer(const web::Visit& visit) { return web::answer(visit, kAnswerForm); }
Result<http::Response> ask_complaint_reopening(const web::Visit& visit) { return web::ask(visit, kReopeningForm); }
Result<http::Response> save_complaint_reopening(const web::Visit& visit) { return web::answer(visit, kReopeningForm); }

}  // namespace regard::concerns
