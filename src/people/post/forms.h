// What is asked about a post.
#pragma once

#include <algorithm>
#include <array>
#include <span>
#include <utility>

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
// For whoever gives posts at some centres only. What is only everywhere stands last.
inline constexpr std::size_t kRolesOfCentres =
    std::ranges::count(kRoleNames, Reach::anywhere, &RoleName::reach);
static_assert(std::ranges::is_partitioned(kRoleNames, [](const RoleName& name) { return name.reach == Reach::anywhere; }));
inline constexpr auto kCentreRoleOptions = role_options(std::make_index_sequence<kRolesOfCentres>{});

constexpr std::array<forms::Field, 4> post_fields(std::span<const forms::Option> roles) {
  return {{{.name = kRole, .kind = forms::Kind::choice, .label = tr("Which post?"), .missing = tr("Choose a post"), .options = roles},
           {.name = kCentre, .kind = forms::Kind::pick, .label = tr("Where?"), .missing = tr("Choose a centre, or everywhere")},
           {.name = kStartsOn, .kind = forms::Kind::date, .label = tr("First day"), .missing = tr("Enter the first day"),
            .hint = tr("Today, or the day on which it begins.")},
           {.name = kEndsOn, .kind = forms::Kind::date, .label = tr("Last day"), .missing = {}, .need = forms::Need::optional,
            .hint = tr("If it is known. The post ends by itself.")}}};
}
inline constexpr auto kPostFields = post_fields(kRoleOptions), kCentrePostFields = post_fields(kCentreRoleOptions);
inline constexpr forms::Question kPost{"new", tr("Give a post"), kPostFields};
inline constexpr forms::Question kCentrePost{"new", tr("Give a post"), kCentrePostFields};

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
// For whoever asked and may not grant.
inline constexpr forms::Question kTakeBack{"decide", tr("A post that you asked for"), {}};

}  // namespace regard::people::post
