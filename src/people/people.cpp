#include "people/people.h"

#include <algorithm>

#include "people/centre/store.h"
#include "people/link/store.h"
#include "people/person/store.h"
#include "people/post/post.h"
#include "people/post/store.h"
#include "people/second_factor/store.h"
#include "people/session/store.h"
#include "people/signin/store.h"
#include "platform/base/calendar.h"
#include "platform/i18n/i18n.h"

namespace regard::people {
namespace {

constexpr std::chrono::days kTalliesLast{2};

}  // namespace

std::vector<Right> rights() {
  using enum Role;
  return {
      {kReadPeople, Strength::second_factor, Content::none, {administrator, lead, deputy}},
      {kManagePeople, Strength::second_factor, Content::none, {administrator}},
      {kAskPosts, Strength::second_factor, Content::none, {administrator, lead, deputy}},
      {kGrantPosts, Strength::second_factor, Content::none, {lead, deputy}},
      {kManageTokens, Strength::second_factor, Content::none, {administrator}},
      {kManageProvisions, Strength::second_factor, Content::none, {lead, deputy}},
      // The trail says who did what everywhere, also of records that a lead is kept away from: it is not for leads. Nor can
      // those whom it watches give it to themselves: it counts as others' records, so a second person grants it.
      {kReadAudit, Strength::second_factor, Content::of_others, {auditor}},
  };
}

std::vector<crypto::KeyId> keys(db::Read& read) { return second_factor::store::keys(read); }

std::optional<Person> find(db::Read& read, PersonId id) {
  if (auto found = person::store::find(read, id)) return *found;
  return {};
}

std::optional<Person> find_by_reference(db::Read& read, std::string_view reference) {
  if (auto found = person::store::find_by_reference(read, reference)) return *found;
  return {};
}

std::vector<Person> called(db::Read& read, std::string_view typed) { return person::store::called(read, typed); }

std::map<PersonId, std::string> names(db::Read& read, std::span<const PersonId> ids) { return person::store::names(read, ids); }

std::vector<Person> with_permission(db::Read& read, Permission permission, std::optional<CentreId> at, Date today) {
  return person::store::with_permission(read, permission, at, today);
}

std::vector<PersonId> once_had_permission(db::Read& read, Permission permission, Date today) {
  return person::store::once_had_permission(read, permission, today);
}

std::vector<Centre> centres(db::Read& read) { return centre::store::all(read); }

std::optional<Centre> find_centre(db::Read& read, CentreId id) {
  if (auto found = centre::store::find(read, id)) return *found;
  return {};
}

std::vector<Waiting> waiting(db::Read& read, const i18n::Language& language, const Viewer& viewer, Date today) {
  std::vector<Waiting> found;
  if (viewer.strength == Strength::password && post::store::needs_second_factor(read, *viewer.person, today)) {
    const bool enrolled = second_factor::store::is_enrolled(read, *viewer.person);
    found.push_back({enrolled ? language(tr("Enter the code from your app to read what your post includes"))
                              : language(tr("Set up your second factor to read what your post includes")),
                     enrolled ? "/sign-in/code" : "/account/second-factor", {}});
  }
  if (!viewer.may(kAskPosts)) return found;
  for (const auto& asked : post::store::asked(read)) {
    if (!workflow::permitted(post::kMoves, asked.post, post::Action::grant, viewer)) continue;
    found.push_back({language(tr("Decide whether {NAME} becomes {ROLE}"),
                              {{"NAME", asked.person}, {"ROLE", language(named(asked.post.role).label)}}),
                     "/grants/" + asked.post.id.text(), asked.post.asked_at});
  }
  return found;
}

void install(db::Database& database, const RoleSheet& sheet) {
  const bool is_there = [&] {
    auto read = database.read();
    return post::store::sheet_is(read, sheet);
  }();
  if (!is_there) database.write([&](db::Tx& tx) { post::store::write_sheet(tx, sheet); });
}

void purge(db::Database& database, Instant now) {
  database.write([&](db::Tx& tx) {
    session::store::purge(tx, now);
    link::store::purge(tx, now);
    signin::store::purge(tx, now - kTalliesLast);
  });
}

std::optional<std::string> address_of(db::Read& read, PersonId id) {
  const auto found = person::store::find(read, id);
  if (!found || found->standing == Standing::left) return {};
  return found->email;
}

}  // namespace regard::people
