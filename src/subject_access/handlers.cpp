#include "subject_access/handlers.h"

#include <algorithm>

#include "platform/base/calendar.h"
#include "platform/holdings/store.h"
#include "platform/i18n/dates.h"
#include "platform/retention/shown.h"
#include "subject_access/shown.h"

namespace regard::subject_access {
namespace {

using holdings::RequestAction;
using holdings::RequestState;

constexpr int kShown = 200;

html::Tag tag_of(const web::Visit& visit, RequestState state) {
  const bool over = holdings::is_over(state);
  return {.text = visit.language(label(state)), .colour = over ? html::Tag::Colour::grey : html::Tag::Colour::yellow};
}

void add_rows(html::View& view, const web::Visit& visit, const std::vector<holdings::Request>& requests) {
  for (const auto& request : requests) {
    html::View row = view.section("REQUEST");
    row.set("REQUEST_HREF", url_of(request.reference)).set("REQUEST_REFERENCE", request.reference).set("REQUEST_STATE", visit.language(label(request.state)));
    row.set("REQUEST_RECEIVED", i18n::long_date(visit.language, request.received_on));
    row.set("REQUEST_ANSWER_BY", i18n::long_date(visit.language, request.answer_by));
    if (!holdings::is_over(request.state) && request.answer_by < london_date(visit.now)) row.show("REQUEST_LATE");
  }
}

void add_group(html::View& view, const web::Visit& visit, Words heading, const std::vector<holdings::Request>& requests) {
  html::View group = view.section("GROUP");
  group.set("GROUP_HEADING", visit.language(heading));
  if (requests.empty()) {
    group.show("NONE");
    return;
  }
  html::View table = group.section("TABLE");
  table.set("TABLE_HEADING", visit.language(heading));
  add_rows(table, visit, requests);
}

html::SummaryList facts(const web::Visit& visit, db::Read& read, const Opened& opened) {
  const auto& say = visit.language;
  const auto& request = opened.request;
  html::SummaryList list;
  const auto add = [&](Words key, html::Content value) {
    if (!value.empty()) list.rows.push_back({say(key), std::move(value), {}});
  };
  const auto open = [&](crypto::Column column, const std::optional<std::string>& sealed) {
    return sealed ? crypto::open(opened.key, {column, request.id.value}, *sealed) : PrivateText{};
  };
  const auto person = holdings::person_of(request, opened.key);
  const PrivateText identity = open(holdings::kIdentity, request.identity_sealed), extension = open(holdings::kExtension, request.extension_sealed),
                    check = open(holdings::kCheck, request.check_sealed), over = open(holdings::kOver, request.over_sealed);
  add(tr("State"), html::render(visit.services.views, say, tag_of(visit, request.state)));
  add(tr("Who asks"), person.name.reveal());
  if (const auto born = date_from_iso(person.born.reveal())) add(tr("Born"), i18n::long_date(say, *born));
  add(tr("Number"), person.number.reveal());
  add(tr("The name they sign in with"), person.login.reveal());
  add(tr("The answer goes to"), person.contact.reveal());
  add(tr("How we know who they are"), identity.reveal());
  add(tr("Received"), i18n::long_date(say, request.received_on));
  add(tr("Answer by"), i18n::long_date(say, request.answer_by));
  add(tr("Why it takes longer"), extension.reveal());
  add(tr("Recorded by"), staff_name(read, visit, request.started_by));
  add(tr("Released by"), staff_name(read, visit, request.released_by));
  add(tr("Second look by"), staff_name(read, visit, request.checked_by));
  add(tr("What the second look said"), check.reveal());
  if (request.over_at) add(tr("Ended"), i18n::long_time(say, *request.over_at));
  add(tr("Why it ended"), over.reveal());
  return list;
}

Words kind_in_words(const holdings::ConfirmedRecord& record) {
  if (record.kind == "case") return tr("Case");
  if (record.kind == "concern") return tr("Concern");
  if (record.kind == "person") return tr("Staff directory");
  return record.kind == "web_exception" ? tr("Request for a blocked site") : tr("Web filter");
}

// A record that was found, with what stands in it.
struct Pieces {
  const holdings::ConfirmedRecord& record;
  std::vector<holdings::OpenedPassage> passages;
  std::ptrdiff_t decided = 0;
  std::string id() const { return "record-" + record.reference; }
};

std::vector<Pieces> by_record(const std::vector<holdings::ConfirmedRecord>& records, const std::vector<holdings::StoredPassage>& passages,
                              const crypto::RecordKey& key) {
  std::vector<Pieces> all;
  for (const auto& record : records) {
    Pieces pieces{.record = record, .passages = {}};
    for (const auto& stored : passages)
      if (stored.record == record.id) pieces.passages.push_back(holdings::opened(stored, key));
    pieces.decided = std::ranges::count_if(pieces.passages, [](const auto& passage) { return passage.stored.verdict != holdings::Verdict::undecided; });
    all.push_back(std::move(pieces));
  }
  return all;
}

std::string how_many(const web::Visit& visit, std::ptrdiff_t decided, std::size_t of) {
  return visit.language(tr("{DECIDED} of {COUNT} decided"), {{"DECIDED", std::to_string(decided)}, {"COUNT", std::to_string(of)}});
}

void add_records(html::View& view, const web::Visit& visit, const std::vector<Pieces>& all) {
  if (all.empty()) {
    view.show("NO_RECORDS");
    return;
  }
  html::View list = view.section("RECORDS");
  for (const auto& pieces : all) {
    html::View row = list.section("RECORD");
    row.set("RECORD_KIND", visit.language(kind_in_words(pieces.record))).set("RECORD_REFERENCE", shown_reference(pieces.record.reference));
    if (!pieces.passages.empty()) row.section("RECORD_OPENS").set("RECORD_HREF", "#" + pieces.id()).set("RECORD_DECIDED", how_many(visit, pieces.decided, pieces.passages.size()));
  }
}

std::string id_of(const holdings::OpenedPassage& passage) { return "piece-" + passage.stored.id.text(); }

// What is decided is folded away: what is left to do is what the page shows.
class Passages {
 public:
  Passages(const web::Visit& visit, db::Read& read, const Opened& opened)
      : visit_{visit}, opened_{opened}, exemptions_{holdings::exemptions(read, visit.services.provisions, london_date(visit.now))},
        may_decide_{workflow::permitted(holdings::kRequestMoves, opened.request, RequestAction::decide, visit.viewer).has_value()} {}

  void add(html::View& view, const std::vector<Pieces>& all) const {
    html::View section = view.section("PASSAGES");
    std::ptrdiff_t decided = 0;
    std::size_t count = 0;
    const holdings::OpenedPassage* next = nullptr;
    for (const auto& pieces : all) {
      decided += pieces.decided;
      count += pieces.passages.size();
      const auto open = std::ranges::find(pieces.passages, holdings::Verdict::undecided, [](const auto& passage) { return passage.stored.verdict; });
      if (!next && open != pieces.passages.end()) next = &*open;
      if (!pieces.passages.empty()) add_group(section, pieces);
    }
    section.set("ALL_DECIDED", how_many(visit_, decided, count));
    if (next && may_decide_) section.section("NEXT").set("NEXT_HREF", "#" + id_of(*next));
  }

 private:
  void add_group(html::View& section, const Pieces& pieces) const {
    html::View group = section.section("GROUP");
    group.set("GROUP_ID", pieces.id()).set("GROUP_KIND", visit_.language(kind_in_words(pieces.record))).set("GROUP_REFERENCE", shown_reference(pieces.record.reference));
    for (const auto& passage : pieces.passages) {
      html::View row = group.section("PASSAGE");
      if (passage.stored.verdict == holdings::Verdict::undecided)
        row.section("UNDECIDED").set("UNDECIDED_ID", id_of(passage)).set("UNDECIDED_HEADING", passage.heading).set("UNDECIDED_HTML", drawn(passage));
      else
        html::add(row, "DECIDED", html::Details{.summary = visit_.language(tr("{PIECE}: {VERDICT}"), {{"PIECE", passage.heading}, {"VERDICT", visit_.language(label(passage.stored.verdict))}}),
                                                .text = drawn(passage), .id = id_of(passage)});
    }
  }
  html::Html drawn(const holdings::OpenedPassage& passage) const {
    const auto& stored = passage.stored;
    html::View view{visit_.services.views, visit_.language, "subject_access/views/passage.html"};
    view.set("PASSAGE_VERDICT", visit_.language(label(stored.verdict))).set("PASSAGE_TEXT", passage.given.empty() ? passage.text.reveal() : passage.given.reveal());
    if (may_decide_)
      view.section("DECIDE").set("DECIDE_HREF", url_of(opened_.request.reference, "/passages/" + stored.id.text())).set("DECIDE_HEADING", passage.heading)
          .set("DECIDE_TEXT", visit_.language(stored.verdict == holdings::Verdict::undecided ? tr("Decide") : tr("Decide differently")));
    const auto exemption = std::ranges::find(exemptions_, stored.exemption, &holdings::Exemption::id);
    if (exemption != exemptions_.end() && stored.verdict == holdings::Verdict::withheld)
      view.section("EXEMPT").set("EXEMPT_WORDS", visit_.language(Words{exemption->words})).set("EXEMPT_WHERE", exemption->where);
    return view.render();
  }

  const web::Visit& visit_;
  const Opened& opened_;
  std::vector<holdings::Exemption> exemptions_;
  bool may_decide_;
};

void add_what_was_found(html::View& view, const web::Visit& visit, db::Read& read, const Opened& opened) {
  const auto records = holdings::store::records(read, opened.request.id);
  const auto passages = sees_passages(visit, opened.request) ? holdings::store::passages(read, opened.request.id) : std::vector<holdings::StoredPassage>{};
  const auto all = by_record(records, passages, opened.key);
  add_records(view, visit, all);
  if (!passages.empty()) Passages{visit, read, opened}.add(view, all);
}

struct WayOn {
  RequestAction action;
  std::string_view to;
  html::Button::Look look;
};

// Of approve and send_back one is a button: they are two answers on one page. So are refuse and withdraw. Who found the records
// themselves may only send the answer back.
constexpr WayOn kWaysOn[] = {{RequestAction::gather, "/records", html::Button::Look::primary},
                             {RequestAction::release, "/release", html::Button::Look::secondary},
                             {RequestAction::ask_second_look, "/second-look", html::Button::Look::primary},
                             {RequestAction::give_out, "/giving", html::Button::Look::primary},
                             {RequestAction::extend, "/extension", html::Button::Look::secondary},
                             {RequestAction::refuse, "/closing", html::Button::Look::secondary}};

void add_buttons(html::View& view, const web::Visit& visit, const Opened& opened) {
  const auto link = [&](Words text, std::string_view to, html::Button::Look look) {
    html::add(view, "BUTTONS", html::Button{.text = visit.language(text), .look = look, .href = url_of(opened.request.reference, to)});
  };
  const bool may_approve = workflow::permitted(holdings::kRequestMoves, opened.request, RequestAction::approve, visit.viewer).has_value();
  if (opened.request.state == RequestState::checking && !may_approve)
    html::add(view, "SOMEBODY_ELSE", html::InsetText{.text = visit.language(tr("It waits for a safeguarding lead or deputy of the whole provider who neither found these records nor released them."))});
  for (const auto* move : workflow::open_to(holdings::kRequestMoves, opened.request, visit.viewer)) {
    const auto way = std::ranges::find(kWaysOn, move->action, &WayOn::action);
    const bool again = move->action == RequestAction::extend && opened.request.extended_at;
    if (way != std::end(kWaysOn) && !again) link(move->action == RequestAction::refuse ? tr("End it without an answer") : move->button, way->to, way->look);
    if (move->action == RequestAction::approve) link(tr("Look a second time"), "/check", html::Button::Look::primary);
    if (move->action == RequestAction::send_back && move->from == RequestState::checking && !may_approve) link(move->button, "/check", html::Button::Look::secondary);
    if (move->action == RequestAction::send_back && move->from == RequestState::approved) link(move->button, "/take-up", html::Button::Look::secondary);
  }
  const auto state = opened.request.state;
  if (state != RequestState::received && state != RequestState::refused && state != RequestState::withdrawn && sees_passages(visit, opened.request))
    link(state == RequestState::answered ? tr("What was given out") : tr("Read the answer as it would go out"), "/answer", html::Button::Look::secondary);
}

}  // namespace

Result<http::Response> list_requests(const web::Visit& visit) {
  auto read = visit.services.database.read();
  html::View view{visit.services.views, visit.language, "subject_access/views/requests.html"};
  if (visit.viewer.may_everywhere(holdings::kAnswer))
    html::add(view, "BUTTONS", html::Button{.text = visit.language(tr("Record a request")), .href = "/requests/new"});
  add_group(view, visit, tr("To be answered"), holdings::store::list(read, visit.viewer, holdings::store::Which::open, kShown));
  add_group(view, visit, tr("Ended"), holdings::store::list(read, visit.viewer, holdings::store::Which::over, kShown));
  html::Page page = visit.page(visit.language(tr("Requests to see what is held")));
  page.width = html::Page::Width::wide;
  page.content = view.render();
  return web::show(visit, page);
}

Result<http::Response> show_request(const web::Visit& visit) {
  auto read = visit.services.database.read();
  const auto opened = find(read, visit);
  if (!opened) return tl::unexpected{opened.error()};
  html::View view{visit.services.views, visit.language, "subject_access/views/request.html"};
  view.set("REFERENCE", opened->request.reference);
  html::add(view, "FACTS", facts(visit, read, *opened));
  add_buttons(view, visit, *opened);
  if (visit.viewer.may_everywhere(retention::kManage)) html::add(view, "BUTTONS", retention::keeping_button(visit, opened->request.reference));
  add_what_was_found(view, visit, read, *opened);
  html::Page page = visit.page(visit.language(tr("Request {REFERENCE}"), {{"REFERENCE", opened->request.reference}}));
  page.back = html::Link{visit.language(tr("Back to requests")), "/requests"};
  page.width = html::Page::Width::wide;
  page.content = view.render();
  return web::show(visit, page);
}

}  // namespace regard::subject_access
