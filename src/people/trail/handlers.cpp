#include "people/trail/handlers.h"

#include <algorithm>
#include <charconv>

#include "people/events.h"
#include "people/pages.h"
#include "people/person/sort_key.h"
#include "people/trail/lines.h"
#include "platform/base/text.h"
#include "platform/html/components.h"

namespace regard::people::trail {
namespace {

constexpr std::size_t kPageSize = 50;
constexpr int kPeriods[] = {7, 30, 90, 365};  // days

struct Chosen {
  audit::Trail trail;
  std::string by_typed, by_reference, by_name;
  std::optional<Words> by_mistake;
};

Chosen chosen_of(db::Read& read, const web::Visit& visit) {
  const auto& query = visit.request.query;
  Chosen chosen;
  if (const auto type = query.first("type"); !type.empty() && type.size() < 80) chosen.trail.type = std::string{type};
  if (const auto before = uuid_from(query.first("before"))) chosen.trail.before = audit::EventId{*before};
  chosen.by_typed = trimmed(query.first("by").substr(0, 200));
  if (chosen.by_typed.empty()) return chosen;
  const auto reference = reference_from(chosen.by_typed);
  if (const auto person = reference ? find_by_reference(read, *reference) : std::nullopt) {
    chosen.trail.by = person->id;
    chosen.by_reference = person->reference;
    chosen.by_name = person->name;
  } else {
    chosen.by_mistake = reference ? tr("Enter the reference of a person here: nobody has this one") : tr("Enter a reference like P-7K2Q-9XWD");
  }
  return chosen;
}

html::Html options(db::Read& read, const web::Visit& visit, const Chosen& chosen) {
  const auto& language = visit.language;
  html::Select types{.field = {.name = "type", .label = {.text = language(tr("What happened")), .size = html::Size::s}},
                     .options = {{language(tr("Anything")), ""}}};
  for (const auto& type : audit::types(read)) types.options.push_back({in_words(visit, type), type, chosen.trail.type == type});
  std::ranges::sort(types.options.begin() + 1, types.options.end(), {}, [](const auto& option) { return person::sort_key(option.text); });
  html::Input by{.field = {.name = "by", .label = {.text = language(tr("Reference of a person")), .size = html::Size::s},
                           .hint = language(tr("Like P-7K2Q-9XWD"))},
                 .value = chosen.by_mistake ? chosen.by_typed : chosen.by_reference};
  if (chosen.by_mistake) by.field.error = language(*chosen.by_mistake);
  auto made = html::render(visit.services.views, language, types);
  return made += html::render(visit.services.views, language, by);
}

std::vector<html::Filter::Category> categories(const web::Visit& visit, const Chosen& chosen) {
  std::vector<html::Filter::Category> made;
  const auto& language = visit.language;
  if (chosen.trail.type)
    made.push_back({language(tr("What happened")), {{in_words(visit, *chosen.trail.type), trail_url({}, chosen.by_reference)}}});
  if (!chosen.by_reference.empty()) made.push_back({language(tr("Who")), {{chosen.by_name, trail_url(chosen.trail.type, "")}}});
  return made;
}

html::Html list(db::Read& read, const web::Visit& visit, const Chosen& chosen) {
  // With a mistake nothing is asked for: the whole trail would look like an answer.
  auto lines = chosen.by_mistake ? std::vector<audit::Line>{} : audit::list(read, chosen.trail, kPageSize + 1);
  html::View view{visit.services.views, visit.language, "people/views/trail_list.html"};
  if (lines.empty() && !chosen.by_mistake) view.show("NOTHING");
  const bool more = lines.size() > kPageSize;
  if (more) lines.pop_back();
  if (!lines.empty()) html::add(view, "TABLE", table_of(read, visit, {chosen.trail.type, !chosen.by_reference.empty()}, lines));
  if (more || chosen.trail.before) {
    html::Pagination pages;
    if (chosen.trail.before)
      pages.previous = {.href = trail_url(chosen.trail.type, chosen.by_reference), .text = visit.language(tr("Back to the newest")), .label = {}};
    if (more)
      pages.next = {.href = trail_url(chosen.trail.type, chosen.by_reference, lines.back().id.text()), .text = visit.language(tr("Older")), .label = {}};
    html::add(view, "PAGES", pages);
  }
  return view.render();
}

int days_of(const web::Visit& visit) {
  int days = 0;
  const auto asked = visit.request.query.first("days");
  std::from_chars(asked.data(), asked.data() + asked.size(), days);
  return std::ranges::count(kPeriods, days) > 0 ? days : 30;
}

}  // namespace

Result<http::Response> show_trail(const web::Visit& visit) {
  visit.services.audit.looked(visit.viewer, visit.now, TrailRead{});
  auto read = visit.services.database.read();
  const Chosen chosen = chosen_of(read, visit);
  html::View view{visit.services.views, visit.language, "people/views/trail.html"};
  if (chosen.by_mistake)
    html::add(view, "SUMMARY", html::ErrorSummary{.mistakes = {{visit.language(*chosen.by_mistake), "#by"}}, .title = {}, .description = {}});
  html::add(view, "FILTER", html::Filter{.categories = categories(visit, chosen), .clear_href = "/audit", .action = "/audit",
                                         .options = options(read, visit, chosen), .list = list(read, visit, chosen)});
  return show_page(visit, {.title = visit.language(tr("Audit trail")), .content = view.render(), .back = {}, .width = html::Page::Width::wide, .tab = Tab::trail, .mistakes = chosen.by_mistake.has_value()});
}

Result<http::Response> show_counts(const web::Visit& visit) {
  visit.services.audit.looked(visit.viewer, visit.now, TrailRead{});
  const auto& language = visit.language;
  const int days = days_of(visit);
  html::Table table{.caption = language.plural(tr("In the last {COUNT} day"), tr("In the last {COUNT} days"), days), .caption_size = html::Size::m,
                    .columns = {{language(tr("What happened"))}, {language(tr("Times")), true}}};
  auto read = visit.services.database.read();
  for (const auto& [type, events] : audit::counts(read, visit.now - std::chrono::days{days}))
    if (events > 0) table.rows.push_back({text_link(visit, trail_url(type, ""), in_words(visit, type)), std::to_string(events)});
  html::View view{visit.services.views, language, "people/views/counts.html"};
  for (const int period : kPeriods)
    view.section("PERIOD").set("PERIOD_HREF", "/audit/counts?days=" + std::to_string(period))
        .set("PERIOD_TEXT", language.plural(tr("{COUNT} day"), tr("{COUNT} days"), period));
  html::add(view, "TABLE", table);
  return show_page(visit, {.title = language(tr("Audit counts")), .content = view.render(), .back = {}, .width = html::Page::Width::wide, .tab = Tab::counts});
}

}  // namespace regard::people::trail
