#include "webfilter/policy/ladder.h"

#include <boost/json.hpp>

#include <algorithm>

#include "platform/provisions/mistakes.h"

namespace regard::webfilter {
namespace {

namespace json = boost::json;

constexpr std::string_view kWeekdays[] = {"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"};

struct Bound {
  std::string_view group, name;
  std::int64_t least, most;
};
constexpr Bound kBounds[] = {
    {"notice", "hours_before", 0, 72},       {"repeated", "attempts", 2, 1000},      {"repeated", "days", 1, 90},
    {"repeated", "window_days", 1, 90},      {"repeated", "working_days_to_look", 1, 20},
    {"grave", "attempts", 1, 1000},          {"grave", "hours_to_look", 1, 72},      {"aliases", "days", 7, 90},
    {"keeping", "days_of_attempts", 1, 366}, {"keeping", "days_of_lines", 0, 366},   {"reveal", "hours", 1, 336},
    {"publishing", "fewer_than", 2, 100},    {"publishing", "round_to", 1, 100},     {"weekly", "hour", 0, 23},
};

std::int64_t number(const json::object& content, std::string_view group, std::string_view name) {
  return content.at(group).as_object().at(name).to_number<std::int64_t>();
}

}  // namespace

Ladder ladder_of(const provisions::Provision& provision) {
  const auto& content = provision.content;
  const auto days = [&](std::string_view group, std::string_view name) { return std::chrono::days{number(content, group, name)}; };
  const auto hours = [&](std::string_view group, std::string_view name) { return std::chrono::hours{number(content, group, name)}; };
  Ladder made;
  made.version = provision.version;
  made.notice.send = content.at("notice").as_object().at("send").as_bool();
  made.notice.before = hours("notice", "hours_before");
  for (const auto& theme : content.at("notice").as_object().at("but_not").as_array()) made.notice.but_not.emplace_back(std::string_view{theme.as_string()});
  made.repeated = {number(content, "repeated", "attempts"), number(content, "repeated", "days"), days("repeated", "window_days"),
                   static_cast<int>(number(content, "repeated", "working_days_to_look"))};
  made.grave = {number(content, "grave", "attempts"), hours("grave", "hours_to_look")};
  made.alias_period = days("aliases", "days");
  made.keeps_attempts = days("keeping", "days_of_attempts");
  made.keeps_lines = days("keeping", "days_of_lines");
  made.reveal = hours("reveal", "hours");
  made.publishing = {static_cast<int>(number(content, "publishing", "fewer_than")), static_cast<int>(number(content, "publishing", "round_to"))};
  const auto weekday = std::ranges::find(kWeekdays, std::string_view{content.at("weekly").as_object().at("weekday").as_string()});
  made.weekly = {std::chrono::weekday{static_cast<unsigned>(weekday - std::begin(kWeekdays)) % 7}, hours("weekly", "hour")};
  return made;
}

Ladder ladder(db::Read& read, provisions::Provisions& provisions, Date on) { return ladder_of(*provisions.in_force(read, kLadder, on)); }

Done check_ladder_alone(const provisions::Provision& written) {
  provisions::Mistakes mistakes;
  for (const auto& [group, name, least, most] : kBounds) {
    const std::string where = std::string{group} + "." + std::string{name};
    const auto* table = written.content.if_contains(group);
    const auto* value = table && table->is_object() ? table->get_object().if_contains(name) : nullptr;
    if (!value || !value->is_int64() || value->get_int64() < least || value->get_int64() > most)
      mistakes.add(tr("Write a time within these bounds: {NUMBER}"), where + " (" + std::to_string(least) + "–" + std::to_string(most) + ")");
  }
  if (const auto bounds = mistakes.done("ladder.check"); !bounds) return bounds;
  const Ladder ladder = ladder_of(written);
  if (ladder.alias_period < ladder.repeated.window)
    mistakes.add(tr("Aliases have to last as long as the time within which attempts are counted: {NUMBER}"), "aliases.days, repeated.window_days");
  if (ladder.keeps_attempts < ladder.alias_period)
    mistakes.add(tr("Attempts have to be kept as long as aliases last: {NUMBER}"), "keeping.days_of_attempts, aliases.days");
  if (ladder.keeps_lines > ladder.keeps_attempts)
    mistakes.add(tr("Lines cannot be kept longer than the attempts they belong to: {NUMBER}"), "keeping.days_of_lines, keeping.days_of_attempts");
  if (ladder.repeated.days > ladder.repeated.attempts) mistakes.add(tr("There cannot be more days than attempts: {NUMBER}"), "repeated.days, repeated.attempts");
  const auto* weekday = written.content.at("weekly").as_object().if_contains("weekday");
  if (!weekday || !weekday->is_string() || std::ranges::find(kWeekdays, std::string_view{weekday->get_string()}) == std::end(kWeekdays))
    mistakes.add(tr("Write an English day of the week: {NUMBER}"), "weekly.weekday");
  return mistakes.done("ladder.check");
}

}  // namespace regard::webfilter
