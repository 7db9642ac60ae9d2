#include "people/trail/handlers.h"

#include <algorithm>
#include <charconv>

#include "people/events.h"
#include "people/pages.h"
#include "people/person/handlers.h"
#include "people/person/store.h"
#include "platform/html/components.h"
#include "platform/i18n/dates.h"

namespace regard::people::trail {
namespace {

constexpr std::size_t kPageSize = 50;
constexpr int kPeriods[] = {7, 30, 90, 365};  // days

// An event's type, or the kind of what it is about. What no area names, such as a type of an older version, stands as it
// was stored.
std::string in_words(const web::Visit& visit, const std::string& name) {
  const auto known = std::ranges::find(visit.services.event_words, name, &audit::EventWords::name);
  return known == visit.services.event_words.end() ? name : visit.language(known->words);
}

struct Chosen {
  audit::Trail trail;
  std::string by_reference, by_name;
};

Chosen chosen_of(db::Read& read, const web::Visit& visit) {
  const auto& query = visit.request.query;
  Chosen chosen;
  if (const auto type = query.first("type"); !type.empty() && type.size() < 80) chosen.trail.type = std::string{type};
  if (const auto before = uuid_from(query.first("before"))) chosen.trail.before = audit::EventId{*before};
  const auto reference = reference_from(query.first("by"));
  if (const auto person = reference ? find_by_reference(read, *reference) : std::nullopt) {
    chosen.trail.by = person->id;
    chosen.by_reference = person->reference;
    chosen.by_name = person->name;
  }
  return chosen;
}

std::string trail_url(const std::optional<std::string>& type, const std::string& by, std::string_view before = {}) {
  std::string url = "/audit?";
  if (type) url += "type=" + http::percent_encoded(*type) + "&";
  if (!by.empty()) url += "by=" + by + "&";
  if (!before.empty()) url.append("before=").append(before).append("&");
  url.pop_back();
  return url;
}

html::Table table_of(db::Read& read, const web::Visit& visit, const Chosen& chosen, const std::vector<audit::Line>& lines) {
  const auto& language = visit.language;
  std::vector<PersonId> ids;
  for (const auto& line : lines) {
    if (line.by) ids.push_back(*line.by);
    if (line.subject_kind == "person") ids.push_back(PersonId{line.subject});
  }
  const auto known = names(read, ids);
  const auto name_of = [&](PersonId id) {
    const auto found = known.find(id);
    return found == known.end() ? std::string{} : found->second;
  };
  std::map<PersonId, std::optional<Person>> actors;  // who can be filtered by: API clients cannot
  for (const auto& line : lines)
    if (line.by && chosen.by_reference.empty() && !actors.contains(*line.by)) actors.emplace(*line.by, find(read, *line.by));
  html::Table table{.caption = language(tr("What happened, the newest first")), .caption_size = html::Size::hidden,
                    .columns = {{language(tr("When"))}, {language(tr("Who"))}, {language(tr("What"))}, {language(tr("About"))}},
                    .narrow = html::Table::Narrow::stacked};
  for (const auto& line : lines) {
    const std::string about = line.subject_kind == "person" ? name_of(PersonId{line.subject}) : in_words(visit, line.subject_kind);
    html::Content who = language(tr("Nobody signed in"));
    if (line.by) who = name_of(*line.by);
    const auto actor = line.by && actors.contains(*line.by) ? actors[*line.by] : std::nullopt;
    if (actor) who = text_link(visit, trail_url(chosen.trail.type, actor->reference), actor->name);
    table.rows.push_back({i18n::long_time(language, line.at), who, in_words(visit, line.type), about});
  }
  return table;
}

html::Html options(db::Read& read, const web::Visit& visit, const Chosen& chosen) {
  const auto& language = visit.language;
  html::Select types{.field = {.name = "type", .label = {.text = language(tr("What happened")), .size = html::Size::s}},
                     .options = {{language(tr("Anything")), ""}}};
  for (const auto& type : audit::types(read)) types.options.push_back({in_words(visit, type), type, chosen.trail.type == type});
  html::Input by{.field = {.name = "by", .label = {.text = language(tr("Reference of a person")), .size = html::Size::s},
                           .hint = language(tr("Like P-7K2Q-9XWD"))},
                 .value = chosen.by_reference};
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
  auto lines = audit::list(read, chosen.trail, kPageSize + 1);
  html::View view{visit.services.views, visit.language, "people/views/trail_list.html"};
  if (lines.empty()) view.show("NOTHING");
  const bool more = lines.size() > kPageSize;
  if (more) lines.pop_back();
  if (!lines.empty()) html::add(view, "TABLE", table_of(read, visit, chosen, lines));
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
  html::add(view, "FILTER", html::Filter{.categories = categories(visit, chosen), .clear_href = "/audit", .action = "/audit",
                                         .options = options(read, visit, chosen), .list = list(read, visit, chosen)});
  return show_page(visit, {.title = visit.language(tr("Audit trail")), .content = view.render(), .back = {}, .width = html::Page::Width::wide, .tab = Tab::trail});
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
