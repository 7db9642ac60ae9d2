// The answer: as it would go out, and as it went.
#include <boost/json.hpp>

#include "platform/base/calendar.h"
#include "platform/documents/documents.h"
#include "platform/i18n/dates.h"
#include "subject_access/handlers.h"
#include "subject_access/shown.h"

namespace regard::subject_access {
namespace {

namespace json = boost::json;

// Only who may read what is in it, and only once something was released.
Result<Opened> find_answer(db::Read& read, const web::Visit& visit) {
  auto opened = find(read, visit);
  if (!opened) return opened;
  const auto state = opened->request.state;
  const bool has_one = state == holdings::RequestState::released || state == holdings::RequestState::checking ||
                       state == holdings::RequestState::approved || state == holdings::RequestState::answered;
  if (!has_one || !sees_passages(visit, opened->request)) return fail(ErrorKind::not_found, "answer.unknown");
  return opened;
}

std::string member(const json::object& object, std::string_view name) {
  const auto* found = object.if_contains(name);
  return found && found->is_string() ? std::string{found->get_string()} : std::string{};
}

std::string day(const web::Visit& visit, const std::string& stored) {
  const auto date = date_from_iso(stored);
  return date ? i18n::long_date(visit.language, *date) : stored;
}

void add_records(html::View& view, const web::Visit& visit, const json::array& records) {
  for (const auto& value : records) {
    const auto& record = value.get_object();
    html::View shown = view.section("RECORD");
    shown.set("RECORD_REFERENCE", shown_reference(member(record, "reference")));
    const auto& pieces = record.at("pieces").get_array();
    const auto* open = record.if_contains("undecided");
    const auto undecided = open ? open->to_number<int>() : 0;
    if (undecided > 0)
      shown.section("UNDECIDED").set("UNDECIDED_TEXT", visit.language.plural(tr("{COUNT} piece is not decided yet."), tr("{COUNT} pieces are not decided yet."), undecided));
    else if (pieces.empty()) shown.show("NO_PIECES");
    for (const auto& piece : pieces)
      shown.section("PIECE").set("PIECE_HEADING", member(piece.get_object(), "heading")).set("PIECE_TEXT", member(piece.get_object(), "text"));
  }
}

void add_withheld(html::View& view, const web::Visit& visit, const json::array& withheld) {
  if (withheld.empty()) return;
  html::View list = view.section("WITHHELD");
  for (const auto& value : withheld) {
    const auto& one = value.get_object();
    const auto pieces = one.at("pieces").to_number<int>();
    const std::string words = member(one, "words");
    list.section("REASON").set("REASON_PIECES", visit.language.plural(tr("{COUNT} piece"), tr("{COUNT} pieces"), pieces))
        .set("REASON_WORDS", visit.language(Words{words})).set("REASON_WHERE", member(one, "where"));
  }
}

http::Response attachment(http::Response response, const std::string& name) {
  response.header("Content-Disposition", "attachment; filename=\"" + name + "\"");
  return response;
}

}  // namespace

html::Html drawn(const web::Visit& visit, const Opened& opened, const PrivateText& text, Drawn how) {
  const auto parsed = json::parse(text.reveal());
  const auto& answer = parsed.get_object();
  html::View view{visit.services.views, visit.language, "subject_access/views/answer.html"};
  view.set("ANSWER_REFERENCE", opened.request.reference).set("ANSWER_PROVIDER", member(answer, "provider"));
  const std::string heading = visit.language(tr("What is held about {NAME}"), {{"NAME", member(answer.at("person").get_object(), "name")}});
  if (how == Drawn::by_itself) view.section("BY_ITSELF").set("BY_ITSELF_HEADING", heading);
  else view.section("TO_BE_CHECKED").set("TO_BE_CHECKED_HEADING", heading);
  view.set("ANSWER_RECEIVED", day(visit, member(answer, "received_on"))).set("ANSWER_ON", day(visit, member(answer, "answered_on")));
  add_records(view, visit, answer.at("records").get_array());
  add_withheld(view, visit, answer.at("withheld").get_array());
  return view.render();
}

Result<http::Response> show_answer(const web::Visit& visit) {
  auto read = visit.services.database.read();
  const auto opened = find_answer(read, visit);
  if (!opened) return tl::unexpected{opened.error()};
  html::View view{visit.services.views, visit.language, "subject_access/views/answer_page.html"};
  if (opened->request.state != holdings::RequestState::answered) view.show("NOT_GIVEN");
  view.set("JSON_HREF", url_of(opened->request.reference, "/answer.json")).set("PDF_HREF", url_of(opened->request.reference, "/answer.pdf"));
  view.set("ANSWER_HTML", drawn(visit, *opened, holdings::answer(visit.services, read, opened->request, opened->key, visit.now)));
  html::Page page = visit.page(visit.language(tr("Answer to {REFERENCE}"), {{"REFERENCE", opened->request.reference}}));
  page.back = html::Link{visit.language(tr("Back to the request")), url_of(opened->request.reference)};
  page.content = view.render();
  return web::show(visit, page);
}

Result<http::Response> answer_as_json(const web::Visit& visit) {
  auto read = visit.services.database.read();
  const auto opened = find_answer(read, visit);
  if (!opened) return tl::unexpected{opened.error()};
  const PrivateText text = holdings::answer(visit.services, read, opened->request, opened->key, visit.now);
  return attachment(web::json(text.reveal()), opened->request.reference + ".json");
}

// Made outside any snapshot: it takes a while.
Result<http::Response> answer_as_pdf(const web::Visit& visit) {
  std::optional<documents::Paper> paper;
  {
    auto read = visit.services.database.read();
    const auto opened = find_answer(read, visit);
    if (!opened) return tl::unexpected{opened.error()};
    const std::string& reference = opened->request.reference;
    paper = documents::Paper{.title = visit.language(tr("Answer to request {REFERENCE}"), {{"REFERENCE", reference}}),
                             .provider = visit.services.provider_name,
                             .foot = visit.language(tr("Request {REFERENCE}. For the person who asked."), {{"REFERENCE", reference}}),
                             .content = drawn(visit, *opened, holdings::answer(visit.services, read, opened->request, opened->key, visit.now))};
  }
  auto bytes = documents::pdf(documents::page(visit.services.views, visit.language, *paper));
  if (!bytes) return tl::unexpected{bytes.error()};
  http::Response response;
  response.header("Content-Type", "application/pdf");
  response.body = std::move(*bytes);
  return attachment(std::move(response), visit.parameter("reference") + ".pdf");
}

}  // namespace regard::subject_access
