// All the SQL of reviews. A review does not exist for whom it is about, nor for whoever only agrees, unless they are asked to.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "platform/db/db.h"
#include "webfilter/review/review.h"

namespace regard::webfilter::store {

struct ReviewSight {
  std::optional<PersonId> viewer;
  bool reviews = false, agrees = false;
};
ReviewSight review_sight(const Viewer& viewer);

std::optional<Review> find_review(db::Read& read, const ReviewSight& sight, std::string_view reference, Instant now);
std::optional<Review> find_review(db::Read& read, const ReviewSight& sight, const ReviewId& id, Instant now);
// Also what whoever only agrees was once asked about: to tell them that they come too late, and nothing else.
std::optional<Review> find_asked_about(db::Read& read, const ReviewSight& sight, std::string_view reference, Instant now);
// Those that need somebody first, by clock; then those that are over, the latest first. After the one of that reference, when given.
std::vector<Review> reviews(db::Read& read, const ReviewSight& sight, Instant now, int at_most);
std::vector<Review> open_reviews(db::Read& read, const ReviewSight& sight, Instant now, int at_most);
std::vector<Review> asked_reviews(db::Read& read, const ReviewSight& sight, Instant now, int at_most);  // that wait for the viewer to agree

// Whatever the viewer: of one person in either of two periods, the one that is not over.
std::optional<Review> review_under_way(db::Read& read, const WebPersonId& person, const std::optional<WebPersonId>& earlier, Instant now);
std::vector<Review> reviews_of(db::Read& read, const WebPersonId& person, Instant now);

std::vector<Review> every_review(db::Read& read, const ReviewSight& sight, Instant now);
// That nobody was reminded of since then: not looked at in time, or whose name somebody has asked for and waits.
std::vector<Review> overdue(db::Read& read, Instant now, Instant reminded_before);
void set_reminded(db::Tx& tx, const ReviewId& id, Instant at);

void insert(db::Tx& tx, const Review& review);
bool save(db::Tx& tx, const Review& review);  // false: somebody saved before
void save_evidence(db::Tx& tx, const Review& review);  // whoever decides meanwhile decides all the same
void insert(db::Tx& tx, const ReviewId& review, const Reveal& reveal);
void save(db::Tx& tx, const Reveal& reveal);

}  // namespace regard::webfilter::store
