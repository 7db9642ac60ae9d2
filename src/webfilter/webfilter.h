// The web filter: what it gives to the program. README.md says what there is.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "concerns/concerns.h"
#include "people/people.h"
#include "platform/holdings/holdings.h"
#include "platform/holdings/part.h"
#include "platform/web/web.h"
#include "webfilter/counts/publish.h"
#include "webfilter/counts/weekly.h"
#include "webfilter/demonstration.h"
#include "webfilter/ladder/weigh.h"
#include "webfilter/permissions.h"
#include "webfilter/reader/reader.h"
#include "webfilter/readers/measured.h"
#include "webfilter/weblog/events.h"
#include "webfilter/weblog/report.h"

namespace regard::retention {
struct Part;
}

namespace regard::webfilter {

void mount(web::Site& site);
// The page to which a filter sends whoever it stops: at the edge.
void mount_block_page(web::Site& site, const web::Services& services, const std::vector<i18n::Language>& languages);
// Who may do what with what the web filter says: main adds it to the sheet of roles.
std::vector<people::Right> rights();
std::vector<audit::EventWords> event_words();
// What needs this person, for the first page.
std::vector<concerns::Needs> needs(const web::Visit& visit, db::Read& read);
void add_provision_checks(provisions::Provisions& provisions);
std::optional<outbox::Message> letter(const web::Services& services, const Mailboxes& mailboxes, const std::vector<i18n::Language>& languages, const outbox::Job& job);
void by_the_clock(const web::Services& services, Instant now);  // every hour: what is past its time, who waits too long
std::vector<retention::Part> retention_parts();
std::vector<holdings::Part> holdings_parts();
// Keys besides those of records that retention ends: of periods.
std::vector<crypto::KeyId> keys_of_periods(db::Read& read);

}  // namespace regard::webfilter
