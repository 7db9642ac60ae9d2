// What is done with reviews: some by the ladder, by itself; all else by people.
#pragma once

#include <optional>
#include <string_view>

#include "platform/forms/forms.h"
#include "platform/web/web.h"
#include "webfilter/review/evidence.h"
#include "webfilter/review/events.h"
#include "webfilter/review/review.h"

namespace regard::webfilter {

struct NewReview {
  WebPersonId person;
  Alias alias;
  Cause cause;
  PrivateText name;
  std::optional<PersonId> kept_from;
  Evidence evidence;
  Instant look_by;
  std::string rules_version;
};
// Whoever reviews is told that something waits. `key` is fresh.
Review open_review(db::Tx& tx, const web::Services& services, const NewReview& made, const crypto::RecordKey& key, Instant now);
// What came since, of the same person.
struct Growth {
  WebPersonId person;                          // who they are now: in the period after, another
  std::vector<Evidence::Attempt> attempts;     // what is there already is not added again
  std::optional<Instant> told_at;              // of the explanatory e-mail
  std::optional<Instant> look_by;              // it became grave: by when somebody has to look
};
void grow(db::Tx& tx, const web::Services& services, Review review, const Growth& growth, Instant now);
// Each day, of what waits for too long.
void remind(const web::Services& services, Instant now);

// confirm, dismiss or settle, each with its reasons.
struct Disposition {
  ReviewAction action;
  PrivateText reasons;
  int version;
};
Result<Review> dispose(db::Tx& tx, const web::Services& services, const Viewer& viewer, std::string_view reference, const Disposition& disposition, Instant now);

// Ask to know who it is, and a second person's answer, which lasts as long as the ladder says.
struct AskedWho {
  PrivateText reasons;
  int version;
};
Result<Review> ask_who(db::Tx& tx, const web::Services& services, const Viewer& viewer, std::string_view reference, const AskedWho& asked, Instant now);
struct Answered {
  ReviewAction action;  // agree or refuse
  PrivateText reasons;
  int version;
};
Result<Review> answer_who(db::Tx& tx, const web::Services& services, const Viewer& viewer, std::string_view reference, const Answered& answer, Instant now);

// A concern in the safeguarding team's own list, with the name, and why that is proportionate. `key` is fresh, for the concern.
struct Raised {
  const forms::Answers& answers;
  int version;
  const crypto::RecordKey& key;
};
Result<Review> raise(db::Tx& tx, const web::Services& services, const Viewer& viewer, std::string_view reference, const Raised& raised, Instant now);

}  // namespace regard::webfilter
