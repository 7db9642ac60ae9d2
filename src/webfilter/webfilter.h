// The web filter: what it gives to the program. README.md says what there is.
#pragma once

#include <optional>
#include <vector>

#include "concerns/concerns.h"
#include "people/people.h"
#include "platform/web/web.h"
#include "webfilter/permissions.h"
#include "webfilter/weblog/events.h"
#include "webfilter/weblog/report.h"

namespace regard::webfilter {

void mount(web::Site& site);
// Who may do what with what the web filter says: main adds it to the sheet of roles.
std::vector<people::Right> rights();

// The block page, at the edge, and requests to open a blocked site.
void mount_block_page(web::Site& site, const web::Services& services, const std::vector<i18n::Language>& languages);
void add_provision_checks(provisions::Provisions& provisions);
std::span<const audit::EventWords> exception_event_words();
std::vector<concerns::Needs> exception_needs(const web::Visit& visit, db::Read& read);
std::optional<outbox::Message> exception_letter(const web::Services& services, const std::vector<i18n::Language>& languages, const outbox::Job& job);
void exceptions_by_the_clock(const web::Services& services, Instant now);  // every hour
std::vector<retention::Part> retention_parts();
std::vector<holdings::Part> holdings_parts();

}  // namespace regard::webfilter
