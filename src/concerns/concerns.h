// Concerns and cases: somebody worries about a person, somebody looks after it, two people agree when it is done.
// What main and other areas use.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "concerns/deferred.h"
#include "concerns/opening.h"
#include "concerns/permissions.h"
#include "people/people.h"
#include "platform/forms/forms.h"
#include "platform/holdings/part.h"
#include "platform/outbox/mail.h"
#include "platform/outbox/outbox.h"
#include "platform/web/web.h"

namespace regard::scanning {
class Clamd;
}
namespace regard::retention {
struct Part;
}

namespace regard::concerns {

void mount(web::Site& site);

// Who may do what with concerns and cases: main adds it to the sheet of roles. Where a provider says so, leads may agree with
// what they asked for themselves; nobody else's rule changes.
enum class SelfApproval { no, yes };
std::vector<people::Right> rights(SelfApproval self_approval = SelfApproval::no);
// What concerns' events, and the kinds of what they are about, are called in the trail.
std::span<const audit::EventWords> event_words();

// What needs this person, for the first page: each the very thing, and what it is called.
struct Need {
  std::string text, href, hint;
  bool late = false;
  std::string reference = {};  // shown under the name
  bool harm_today = false;     // somebody said so: shown before everything else
};
struct Needs {
  std::string heading;
  std::vector<Need> needs;
  std::string all_href, all_text;  // where the rest is, when there is more
};
std::vector<Needs> needs(const web::Visit& visit, db::Read& read);
// A page showed a list of records: another set of them is another look.
void looked_at_list(const web::Visit& visit, std::string_view list, const std::vector<std::string>& references);

// When somebody leaves or a post of theirs ends, in the same transaction: of the cases that no post of theirs reaches any
// more, ownership and tasks fall to those who oversee, until a lead has chosen who takes them on; and what they were on does
// not come back with another post.
void somebody_leaves(db::Tx& tx, const web::Services& services, const Viewer& viewer, const PersonId& person, Instant now);

// Work that concerns left in the outbox. The mail says only that something waits, and where to sign in.
std::optional<outbox::Message> letter(const web::Services& services, const i18n::Language& language, const outbox::Job& job);
void index(const web::Services& services, std::span<const outbox::Job> jobs);
inline constexpr std::string_view kScanning = "scan";  // the kind of job
void scan(const web::Services& services, const scanning::Clamd& clamd, std::span<const outbox::Job> jobs);  // files, for viruses
void index_everything(const web::Services& services);              // after a restore
void fill_index_later(const web::Services& services, Instant now);  // when the index was emptied, or is of another version
// Records from before there were people in cases, and what they are recognised by. Does nothing where nothing is missing.
void begin_matching(const web::Services& services, Instant now);
// Keys besides those of records that retention ends: of who told in confidence.
void for_each_batch_of_other_keys(db::Database& database, const std::function<void(std::span<const crypto::KeyId>)>& visit);
// Whoever came into the directory, or was renamed in it, after a record that waits or goes on named them: kept away from it as they
// would have been then. Of cases that are closed the page of people asks.
void keep_away_who_came_later(const web::Services& services, Instant now);

// What retention is told of concerns and cases: which of them a period runs for, and how one ends.
std::vector<retention::Part> retention_parts();
// What they hold about somebody who asks.
std::vector<holdings::Part> holdings_parts();

// Whoever reads a provision knows what it has to say: each is asked before a provider's own version is written.
void add_provision_checks(provisions::Provisions& provisions);

// For a demonstration and for measuring: the same actions that the pages use.
std::string raise_concern(const web::Services& services, const Viewer& viewer, const forms::Answers& answers, Instant now);

// For an area whose record becomes a concern, in the same transaction. `key` is fresh. Its reference.
std::string raise_concern(db::Tx& tx, const web::Services& services, const Viewer& viewer, const crypto::RecordKey& key, const forms::Answers& answers, Instant now);

}  // namespace regard::concerns
