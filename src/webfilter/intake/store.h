// All the SQL of what readers found.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "webfilter/intake/attempt.h"
#include "webfilter/intake/findings.h"

namespace regard::webfilter::store {

void keep_place(db::Tx& tx, const Place& place, std::string_view reader, Instant now);
void add_reading(db::Tx& tx, const Findings& findings, std::optional<Instant> newest, Date day, Instant now);
void add_label(db::Tx& tx, std::string_view label, std::uint64_t number, Date day);
std::optional<std::int64_t> read_to(db::Read& read, std::string_view fingerprint);
void say_reader(db::Tx& tx, std::string_view name, std::string_view fault, Instant now);

std::optional<WebPerson> find_person(db::Read& read, const WebPersonId& id);
std::optional<WebPerson> person_by_alias(db::Read& read, const PeriodId& period, const Alias& alias);
void insert(db::Tx& tx, const WebPerson& person);
void set_identity(db::Tx& tx, const WebPerson& person);
void set_earlier(db::Tx& tx, const WebPersonId& person, const WebPersonId& earlier);
void weigh_by(db::Tx& tx, const WebPersonId& person, std::optional<Instant> at);  // nothing: not again
void set_told(db::Tx& tx, const WebPersonId& person, Instant at);
std::vector<WebPerson> to_weigh(db::Read& read, Instant now, int at_most);

void insert_site(db::Tx& tx, const PeriodId& period, std::int64_t site, std::string_view name_sealed);
std::optional<std::string> site_name(db::Read& read, const PeriodId& period, std::int64_t site);
bool has_site(db::Read& read, const PeriodId& period, std::int64_t site);

// Those of one person, site, theme and centre that are no further from these times than kOneAttempt.
std::vector<KeptAttempt> next_to(db::Read& read, const KeptAttempt& attempt);
void insert(db::Tx& tx, const KeptAttempt& attempt);
void save(db::Tx& tx, const KeptAttempt& attempt);
void remove(db::Tx& tx, const AttemptId& id);
void set_review(db::Tx& tx, const AttemptId& id, const Id<struct WebReviewTag>& review);
// Deliberate ones of whoever signed in, since then, in their order.
std::vector<KeptAttempt> attempts_of(db::Read& read, const WebPersonId& person, Instant since);
// Whether anything is kept or counted that goes by a theme, whichever.
bool something_was_found(db::Read& read);
std::optional<KeptAttempt> find_attempt(db::Read& read, const AttemptId& id);
std::vector<KeptAttempt> all_of(db::Read& read, const WebPersonId& person);  // whatever they were

// What ends.
void forget_links(db::Tx& tx, Date before);        // of periods that began before that day
void forget_lines(db::Tx& tx, Instant before);
void forget_attempts(db::Tx& tx, Instant before);
void forget_logs(db::Tx& tx, Instant before);      // places that nobody moved since
void forget_labels(db::Tx& tx, Date before);       // not met since
void remove_period(db::Tx& tx, const PeriodId& period);

}  // namespace regard::webfilter::store
