#include "webfilter/review/evidence.h"

#include <boost/json.hpp>

#include <algorithm>
#include <set>

#include "platform/base/calendar.h"

namespace regard::webfilter {
namespace {

namespace json = boost::json;

// Programs keep time, people do not: as many attempts at the same minute of the hour.
constexpr std::int64_t kLooksLikeAClock = 4;
constexpr std::chrono::minutes kShort{1};

std::int64_t count(Instant at) { return at.time_since_epoch().count(); }
Instant instant(const json::value& stored) { return Instant{std::chrono::milliseconds{stored.to_number<std::int64_t>()}}; }
std::string text(const json::object& object, std::string_view name) { return std::string{std::string_view{object.at(name).as_string()}}; }

bool keeps_time(const Evidence& evidence) {
  std::map<std::int64_t, std::int64_t> at_minute;
  for (const auto& attempt : evidence.attempts) ++at_minute[std::chrono::duration_cast<std::chrono::minutes>(attempt.at.time_since_epoch()).count() % 60];
  return std::ranges::any_of(at_minute, [](const auto& one) { return one.second >= kLooksLikeAClock; });
}

}  // namespace

std::int64_t Evidence::days() const {
  std::set<Date> all;
  for (const auto& attempt : attempts) all.insert(attempt.day);
  return static_cast<std::int64_t>(all.size());
}

void Evidence::add(Attempt attempt) {
  const auto is_part = [&](const Attempt& there) {
    return there.id == attempt.id || (there.site == attempt.site && there.theme == attempt.theme && attempt.at <= there.at && there.at <= attempt.last);
  };
  std::erase_if(attempts, is_part);
  attempts.insert(std::ranges::upper_bound(attempts, attempt.at, {}, &Attempt::at), std::move(attempt));
}

PrivateText to_json(const Evidence& evidence) {
  json::array attempts;
  for (const auto& one : evidence.attempts)
    attempts.push_back({{"id", one.id}, {"at", count(one.at)}, {"last", count(one.last)}, {"day", iso(one.day)}, {"theme", one.theme}, {"site", one.site},
                        {"requests", one.requests}, {"stopped", one.stopped}, {"gone_on", one.gone_on}});
  json::object all{{"attempts", std::move(attempts)}};
  if (evidence.told_at) all["told_at"] = count(*evidence.told_at);
  return PrivateText{json::serialize(all)};
}

Evidence evidence_from(const PrivateText& stored) {
  const auto all = json::parse(stored.reveal()).as_object();
  Evidence made;
  for (const auto& value : all.at("attempts").as_array()) {
    const auto& one = value.as_object();
    made.attempts.push_back({.id = text(one, "id"), .at = instant(one.at("at")), .last = instant(one.at("last")), .day = date_from_iso(text(one, "day")).value(),
                             .theme = text(one, "theme"), .site = text(one, "site"), .requests = one.at("requests").to_number<std::int64_t>(),
                             .stopped = one.at("stopped").to_number<std::int64_t>(), .gone_on = one.at("gone_on").to_number<std::int64_t>()});
  }
  if (const auto* told = all.if_contains("told_at")) made.told_at = instant(*told);
  return made;
}

Points points_of(const Evidence& evidence) {
  const auto number = [&](auto&& is_so) { return static_cast<std::int64_t>(std::ranges::count_if(evidence.attempts, is_so)); };
  const auto all = static_cast<std::int64_t>(evidence.attempts.size());
  std::set<std::string> sites;
  for (const auto& attempt : evidence.attempts) sites.insert(attempt.site);
  const auto gone_on = number([](const auto& one) { return one.gone_on > 0; });
  const auto after_notice = evidence.told_at ? number([&](const auto& one) { return one.at > *evidence.told_at; }) : 0;
  const auto alone = number([](const auto& one) { return one.requests == 1; });
  const auto short_ones = number([](const auto& one) { return one.last - one.at < kShort; });
  const auto allowed = number([](const auto& one) { return one.stopped == 0; });
  Points points;
  const auto add = [](std::vector<Point>& to, bool is_so, Words words, std::int64_t n = 0) {
    if (is_so) to.push_back({words, n});
  };
  auto& pro = points.speaks_for;
  auto& contra = points.speaks_against;
  add(pro, evidence.days() > 1, tr("On {NUMBER} different days"), evidence.days());
  add(pro, sites.size() > 1, tr("Of {NUMBER} different sites"), static_cast<std::int64_t>(sites.size()));
  add(pro, gone_on > 0, tr("Gone on in spite of a warning: {NUMBER} times"), gone_on);
  add(pro, after_notice > 0, tr("After the explanatory e-mail: {NUMBER} times"), after_notice);
  add(pro, all > short_ones, tr("Went on for longer than a minute: {NUMBER} times"), all - short_ones);
  add(contra, evidence.days() <= 1, tr("All on one day: it may have been one visit"));
  add(contra, sites.size() <= 1, tr("Always the same site: a link, a course or a widget may lead there"));
  add(contra, alone > 0, tr("Of a single request, as a link that was clicked by mistake or loaded by another page: {NUMBER}"), alone);
  add(contra, allowed > 0, tr("Not stopped by the filter, so nothing told them that it is not allowed: {NUMBER}"), allowed);
  add(contra, !evidence.told_at, tr("Nobody has explained the rules to them yet"));
  add(contra, keeps_time(evidence), tr("Often at the same minute of an hour, as a program does it"));
  add(contra, true, tr("The account may have been used by somebody else, and the label of the filter may be wrong"));
  return points;
}

}  // namespace regard::webfilter
