#include "concerns/keeping_away.h"

#include <algorithm>

#include "concerns/among.h"

namespace regard::concerns {
namespace {

tl::unexpected<Error> refused(std::string code, Words what_to_do) {
  return fail(ErrorKind::invalid, std::move(code), {{"person", what_to_do}});
}

}  // namespace

Done may_be_kept_away(db::Read& read, const KeepingAway& asked, Date today) {
  if (asked.person == asked.viewer.person) return refused("exclusion.not_oneself", tr("Ask another lead to keep you away from it"));
  if (!asked.viewer.may_everywhere(asked.overseeing) && is_among(people::with_permission(read, asked.overseeing, {}, today), asked.person))
    return refused("exclusion.oversees_all", tr("They oversee every centre: ask another lead or deputy of the whole provider to keep them away"));
  auto overseers = people::with_permission(read, asked.overseeing, asked.centre, today);
  if (!is_among(overseers, asked.person)) return {};
  std::erase_if(overseers, [&](const auto& other) {
    return other.id == asked.person || other.id == asked.viewer.person || asked.is_kept_away(other.id);
  });
  if (overseers.empty())
    return refused("exclusion.last_other", tr("Nobody but you would oversee this. Ask for another lead or deputy to be appointed, then keep this person away"));
  return {};
}

}  // namespace regard::concerns
