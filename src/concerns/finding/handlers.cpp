#include "concerns/finding/handlers.h"

#include <charconv>

#include "concerns/casework/events.h"
#include "concerns/casework/store.h"
#include "concerns/concern/events.h"
#include "concerns/concern/store.h"
#include "concerns/finding/found.h"
#include "concerns/matching/store.h"
#include "concerns/shown_name.h"
#include "platform/base/calendar.h"
#include "platform/html/components.h"
#include "platform/i18n/dates.h"
#include "platform/web/form_page.h"

namespace regard::concerns {
namespace {

constexpr forms::Field kFields[] = {{.name = "words",
                                     .kind = forms::Kind::line,
                                     .label = tr("Find a concern or a case"),
                                     .missing = tr("Enter a reference, a name or words"),
                                     .hint = tr("A reference, a name, or words that somebody wrote. All the words must stand in one piece of writing; a "
                                                "name helps to find what was written about that person."),
                                     .autocomplete = "off"}};
constexpr forms::Question kQuestion{"search", tr("Find"), kFields};

web::FormPage form_page(const web::Visit& visit) {
  return {.question = kQuestion, .action = "/search", .back = "/", .button = visit.language(tr("Find"))};
}

// A record that the viewer cannot see is not found by its reference either.
std::optional<std::string> url_of_reference(db::Read& read, const web::Visit& visit, std::string_view reference) {
  if (store::find_visible(read, sight_of(visit.viewer, kTriage), reference)) return "/concerns/" + std::string{reference};
  if (store::find_case(read, sight_of(visit.viewer, kOverseeCases), reference)) return "/cases/" + std::string{reference};
  if (const auto into = store::where_merged(read, sight_of(visit.viewer, kOverseeCases), reference)) return "/cases/" + *into;
  return {};
}

std::string reference_of(const std::variant<Case, Concern>& record) {
  return std::visit([](const auto& one) { return one.reference; }, record);
}

std::string url_of(const std::variant<Case, Concern>& record) {
  return (std::holds_alternative<Case>(record) ? "/cases/" : "/concerns/") + reference_of(record);
}

std::string where(const web::Visit& visit, const Written& text) {
  const std::string what = visit.language(text.where);
  if (!text.day) return what;
  return visit.language(tr("{WHAT}, {DAY}"), {{"WHAT", what}, {"DAY", i18n::long_date(visit.language, date_from_iso(*text.day).value())}});
}

void add_passage(html::View& texts, const web::Visit& visit, const FoundText& found, std::string_view words) {
  html::View row = texts.section("TEXT");
  row.set("TEXT_WHERE", where(visit, found.text)).set("TEXT_HREF", url_of(found.record) + found.text.below);
  for (const auto& piece : search::passage(found.text.text.reveal(), words))
    row.section("PIECE").section(piece.marked ? "MARKED" : "PLAIN").set(piece.marked ? "MARKED_TEXT" : "PLAIN_TEXT", piece.text);
}

void look_at(const web::Visit& visit, const Concern& concern) {
  if (const auto key = visit.services.keyring.find(concern.key)) visit.services.audit.looked(visit.viewer, visit.now, ConcernLookedAt{concern, *key});
}

void look_at(const web::Visit& visit, const Case& record) {
  if (const auto key = visit.services.keyring.find(record.key)) visit.services.audit.looked(visit.viewer, visit.now, CaseEvent{CaseEvent::What::looked_at, record, *key});
}

html::View result_of(html::View& view, const web::Visit& visit, const FoundText& found) {
  html::View result = view.section("RESULT");
  const std::string state = std::visit([&](const auto& record) { return visit.language(label(record.state)); }, found.record);
  result.set("RESULT_HREF", url_of(found.record)).set("RESULT_NAME", shown_name(visit.language, found.name));
  result.set("RESULT_REFERENCE", reference_of(found.record)).set("RESULT_STATE", state);
  return result;
}

// What was found one after the other in one record stands under its name once. A name that was found is that name.
std::vector<std::string> add_results(html::View& view, const web::Visit& visit, const Found& found, std::string_view words) {
  std::vector<std::string> references;
  std::optional<html::View> result, texts;
  for (const auto& one : found.texts) {
    const std::string reference = reference_of(one.record);
    if (references.empty() || references.back() != reference) {
      result.emplace(result_of(view, visit, one));
      texts.reset();
      references.push_back(reference);
    }
    if (one.text.place == "name") continue;
    if (!texts) {  // what it says is shown, not its name alone: a look at the record
      std::visit([&](const auto& record) { look_at(visit, record); }, one.record);
      texts.emplace(result->section("TEXTS"));
    }
    add_passage(*texts, visit, one, words);
  }
  return references;
}

// A number that an earlier page gave; anything else is the first page.
std::optional<std::int64_t> after_from(const web::Visit& visit) {
  const http::Form form = visit.request.form().value_or(http::Form{});
  const std::string_view typed = form.first("after");
  std::int64_t after = 0;
  const auto [end, error] = std::from_chars(typed.data(), typed.data() + typed.size(), after);
  if (typed.empty() || error != std::errc{} || end != typed.data() + typed.size()) return {};
  return after;
}

html::Html results(const web::Visit& visit, const Found& found, const std::string& words, std::vector<std::string>& references) {
  const bool is_first_page = !after_from(visit);
  html::View view{visit.services.views, visit.language, "concerns/views/found.html"};
  references = add_results(view, visit, found, words);
  if (found.go_on_after)
    view.section("MORE").set("MORE_CSRF", visit.viewer.csrf).set("MORE_WORDS", words).set("MORE_AFTER", std::to_string(*found.go_on_after));
  else if (found.texts.empty()) view.show(is_first_page ? "NOTHING" : "NO_MORE");
  return view.render();
}

}  // namespace

Result<http::Response> ask_search(const web::Visit& visit) { return web::show_form(visit, form_page(visit)); }

Result<http::Response> search(const web::Visit& visit) {
  auto page = form_page(visit);
  const auto posted = web::read_form(visit, page);
  if (!posted.mistakes.empty()) return web::show_form(visit, page, posted.answers, posted.mistakes);
  const std::string& words = posted.answers.text("words");
  auto read = visit.services.database.read();
  if (const auto reference = reference_from(words))
    if (const auto url = url_of_reference(read, visit, *reference)) return web::see_other(*url);

  std::vector<std::string> references;
  page.before = results(visit, find_texts(visit, read, words, after_from(visit)), words, references);
  visit.services.audit.looked(visit.viewer, visit.now, ListLookedAt{"search", references});
  return web::show_form(visit, page, posted.answers);
}

}  // namespace regard::concerns
