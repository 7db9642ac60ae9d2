// What is kept of people within the themes, under aliases.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "platform/db/db.h"
#include "webfilter/engine/count/stretches.h"
#include "webfilter/intake/period.h"

namespace regard::webfilter {

using WebPersonId = Id<struct WebPersonTag>;
using AttemptId = Id<struct WebAttemptTag>;

inline constexpr crypto::Column kIdentity{"web_person.identity"};
inline constexpr crypto::Column kSiteName{"web_site.name"};
inline constexpr crypto::Column kLine{"web_attempt.line"};

struct WebPerson {
  WebPersonId id;
  PeriodId period;
  Alias alias;
  std::optional<std::string> identity_sealed;  // only of whoever signed in
  std::optional<WebPersonId> earlier;          // in the period before
  std::optional<Instant> told_at;
};

// As it is kept: by a theme's id, a site's number.
struct KeptAttempt {
  AttemptId id;
  WebPersonId person;
  std::int64_t site = 0;
  std::string theme, centre;
  Stretch stretch;                          // without its line
  std::optional<std::string> line_sealed;
  std::optional<Date> day;                  // on which it was deliberate; nothing: it is no attempt
  std::optional<Id<struct WebReviewTag>> review;  // that looks, or looked, into it
};

// A sealed column as text; "" when there is none.
std::string opened(const crypto::RecordKey& key, const crypto::Place& place, const std::optional<std::string>& sealed);

// What of a site's name is sealed with.
Uuid place_of_site(const PeriodId& period, std::int64_t site);

}  // namespace regard::webfilter
