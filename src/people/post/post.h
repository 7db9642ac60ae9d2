// A post: a role that a person holds, at one centre or everywhere, from one day to another.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "people/people.h"
#include "platform/workflow/workflow.h"

namespace regard::people {

using PostId = Id<struct PostTag>;

}  // namespace regard::people

namespace regard::people::post {

enum class State { asked, granted, declined, ended };
enum class Action { grant, decline, end };

struct Post {
  PostId id;
  PersonId person;
  Role role;
  std::optional<CentreId> centre = {};
  Date starts_on;
  std::optional<Date> ends_on = {};  // the last day
  State state = State::asked;
  std::optional<PersonId> asked_by = {};  // none: whoever holds the machine
  Instant asked_at;
  std::optional<PersonId> decided_by = {};
  std::optional<Instant> decided_at = {};
  std::optional<PersonId> ended_by = {};
  std::optional<Instant> ended_at = {};
  Content content = Content::none;  // what the role reads, by the sheet
  std::int64_t version = 1;
};

using Move = workflow::Move<State, Action, Post>;

// Refusals besides the permission, by code.
std::string_view unless_second_person(const Post& post, const Viewer& viewer);
std::string_view unless_lead_or_asker(const Post& post, const Viewer& viewer);

inline constexpr Move kMoves[] = {
    {State::asked, Action::grant, State::granted, kAskPosts, tr("Grant this post"), &unless_second_person},
    {State::asked, Action::decline, State::declined, kAskPosts, tr("Decline"), &unless_lead_or_asker},
    {State::granted, Action::end, State::ended, kAskPosts, tr("End this post")},
};

std::string_view stored(State state);
State state_from(std::string_view stored);
std::string_view name(Action action);

// Only these two change a post's state. A decision: by whoever may.
Result<State> attempt(Post& post, Action action, const Viewer& viewer);
// A fact that asks nobody's permission (its person left; whoever runs the machine appoints). Throws when the table has
// no such move.
void come_about(Post& post, Action action);

// What people call it: by the record and the day, never stored.
enum class Stage { waiting, declined, to_come, held, over };
Stage stage(const Post& post, Date today);
Words label(Stage stage);

}  // namespace regard::people::post
