// What is asked about a post.
#pragma once

#include "people/role.h"
#include "platform/forms/forms.h"

namespace regard::people::post {

inline constexpr std::string_view kRole = "role", kCentre = "centre", kStartsOn = "starts_on", kEndsOn = "ends_on",
                                  kWhen = "when", kLastDay = "last_day", kVerdict = "verdict";
inline constexpr std::string_view kEverywhere = "everywhere";

template <std::size_t... I>
constexpr auto role_options(std::index_sequence<I...>) {
  return std::array{forms::Option{kRoleNames[I].stored, kRoleNames[I].label, kRoleNames[I].purpose}...};
}
inline constexpr auto kRoleOptions = role_options(std::make_index_sequence<std::size(kRoleNames)>{});

inline constexpr forms::Field kPostFields[] = {
    {.name = kRole, .kind = forms::Kind::choice, .label = tr("Which post?"), .missing = tr("Choose a post"), .options = kRoleOptions},
    {.name = kCentre, .kind = forms::Kind::pick, .label = tr("Where?"), .missing = tr("Choose a centre, or everywhere")},
    {.name = kStartsOn, .kind = forms::Kind::date, .label = tr("First day"), .missing = tr("Enter the first day"),
     .hint = tr("For example, 21 11 2025.")},
    {.name = kEndsOn, .kind = forms::Kind::date, .label = tr("Last day"), .missing = {}, .need = forms::Need::optional,
     .hint = tr("If it is known. The post ends by itself.")}};
inline constexpr forms::Question kPost{"new", tr("Give a post"), kPostFields};

inline constexpr forms::Option kWhenOptions[] = {{"now", tr("Now")}, {"later", tr("At the end of a day")}};
inline constexpr forms::Field kEndFields[] = {
    {.name = kWhen, .kind = forms::Kind::choice, .label = tr("When does it end?"), .missing = tr("Choose when it ends"), .options = kWhenOptions},
    {.name = kLastDay, .kind = forms::Kind::date, .label = tr("Last day"), .missing = tr("Enter the last day"),
     .when = {kWhen, "later"}}};
inline constexpr forms::Question kEnd{"end", tr("End a post"), kEndFields};

inline constexpr forms::Option kVerdictOptions[] = {{"grant", tr("Grant it")}, {"decline", tr("Decline")}};
inline constexpr forms::Field kDecideFields[] = {
    {.name = kVerdict, .kind = forms::Kind::choice, .label = tr("What do you decide?"), .missing = tr("Choose whether to grant it"),
     .options = kVerdictOptions}};
inline constexpr forms::Question kDecide{"decide", tr("Decide about a post"), kDecideFields};

}  // namespace regard::people::post
