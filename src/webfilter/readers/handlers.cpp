#include "webfilter/readers/handlers.h"

#include <fmt/format.h>

#include "platform/base/calendar.h"
#include "platform/html/components.h"
#include "platform/i18n/dates.h"
#include "platform/i18n/numbers.h"
#include "webfilter/policy/ladder.h"
#include "webfilter/readers/reader.h"

namespace regard::webfilter {
namespace {

constexpr int kLabelsShown = 200;

using Colour = html::Tag::Colour;

Colour colour_of(Doing doing) {
  switch (doing) {
    case Doing::gone: return Colour::grey;
    case Doing::silent:
    case Doing::faulty: return Colour::red;
    case Doing::strange:
    case Doing::unreadable:
    case Doing::behind: return Colour::yellow;
    case Doing::well: return Colour::green;
  }
  throw std::logic_error("Doing outside its enumerators");
}

// In the largest unit of which there is one: how long ago, roughly.
std::string long_in_words(const web::Visit& visit, std::chrono::milliseconds time) {
  using std::chrono::duration_cast;
  const auto minutes = duration_cast<std::chrono::minutes>(time).count();
  const auto& say = visit.language;
  if (minutes < 1) return say(tr("less than a minute"));
  if (minutes < 120) return say.plural(tr("{COUNT} minute"), tr("{COUNT} minutes"), minutes);
  if (minutes < 2880) return say.plural(tr("{COUNT} hour"), tr("{COUNT} hours"), minutes / 60);
  return say.plural(tr("{COUNT} day"), tr("{COUNT} days"), minutes / 1440);
}

std::string share_in_words(const web::Visit& visit, std::int64_t part, std::int64_t whole) {
  if (whole == 0) return visit.language(tr("none of none"));
  return visit.language(tr("{PART} of {WHOLE}, {SHARE} %"),
                        {{"PART", i18n::grouped(part)}, {"WHOLE", i18n::grouped(whole)}, {"SHARE", fmt::format("{:.2f}", 100.0 * static_cast<double>(part) / static_cast<double>(whole))}});
}

html::SummaryList facts_of(const web::Visit& visit, const Reader& reader) {
  const auto& say = visit.language;
  const auto time = [&](Instant at) {
    return say(tr("{TIME}, {LONG} ago"), {{"TIME", i18n::long_time(say, at)}, {"LONG", long_in_words(visit, visit.now - at)}});
  };
  html::SummaryList list;
  const auto add = [&](Words key, const std::string& value) {
    if (!value.empty()) list.rows.push_back({say(key), value, {}});
  };
  add(tr("What it says"), reader.fault);
  add(tr("Last heard of"), time(reader.seen_at));
  add(tr("Time of the latest line"), reader.newest_at ? time(*reader.newest_at) : say(tr("It has read no line yet")));
  add(tr("Format"), reader.format);
  add(tr("Lines read"), i18n::grouped(reader.lines));
  add(tr("Lines that mattered and could not be read"), i18n::grouped(reader.unreadable));  // of how many is held back, as counts are
  add(tr("Not of the format, of those looked at on trial"), share_in_words(visit, reader.strange, reader.looked_at));
  add(tr("Lost, as they came too fast"), i18n::grouped(reader.lost));
  return list;
}

// Also labels say what few people did, and where a format is mapped wrongly they may be addresses or names: a rare one is not shown.
bool is_shown(const UnmappedLabel& label, const figures::Publishing& publishing) {
  return label.number >= publishing.fewer_than && figures::published({label.number, {}}, publishing).total.how != figures::Shown::How::held_back;
}

html::Table labels_table(const web::Visit& visit, const std::vector<UnmappedLabel>& labels, const figures::Publishing& publishing) {
  const auto& say = visit.language;
  html::Table table{.columns = {{say(tr("Label"))}, {say(tr("Stopped requests, rounded")), true}, {say(tr("First seen"))}, {say(tr("Last seen"))}}, .first_is_heading = true,
                    .narrow = html::Table::Narrow::stacked};
  for (const auto& label : labels) {
    const auto shown = figures::published({label.number, {}}, publishing).total;
    table.rows.push_back({label.label, i18n::grouped(shown.value), i18n::long_date(say, label.first_on), i18n::long_date(say, label.last_on)});
  }
  return table;
}

void add_labels(html::View& view, const web::Visit& visit, db::Read& read) {
  const auto rules = ladder(read, visit.services.provisions, london_date(visit.now));
  view.set("FEWER_THAN", std::to_string(rules.publishing.fewer_than));
  auto labels = store::unmapped_labels(read, kLabelsShown);
  std::erase_if(labels, [&](const UnmappedLabel& label) { return !is_shown(label, rules.publishing); });
  if (labels.empty()) {
    view.show("NO_LABELS");
    return;
  }
  html::View some = view.section("LABELS");
  html::add(some, "LABELS_TABLE", labels_table(visit, labels, rules.publishing));
}

}  // namespace

Result<http::Response> show_readers(const web::Visit& visit) {
  auto read = visit.services.database.read();
  html::View view{visit.services.views, visit.language, "webfilter/views/readers.html"};
  const auto readers = store::readers(read);
  if (readers.empty()) view.show("NONE");
  for (const auto& reader : readers) {
    const Doing does = doing(reader, visit.now);
    html::View one = view.section("READER");
    one.set("READER_NAME", reader.name);
    html::add(one, "READER_TAG", html::Tag{.text = visit.language(state_of(does)), .colour = colour_of(does)});
    if (const auto advice = advice_on(does); !advice.empty()) one.section("ADVICE").set("ADVICE_TEXT", visit.language(advice));
    html::add(one, "READER_FACTS", facts_of(visit, reader));
  }
  add_labels(view, visit, read);
  html::Page page = visit.page(visit.language(tr("Readers of logs")));
  page.back = html::Link{visit.language(tr("Back to what the web filter counts")), "/web-filter"};
  page.width = html::Page::Width::wide;
  page.content = view.render();
  return web::show(visit, page);
}

}  // namespace regard::webfilter
