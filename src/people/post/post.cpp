#include "people/post/post.h"

#include <stdexcept>

#include "platform/base/stored_words.h"

namespace regard::people::post {
namespace {

constexpr StoredWord<State> kStates[] = {{State::asked, "asked"},
                                         {State::granted, "granted"},
                                         {State::declined, "declined"},
                                         {State::ended, "ended"}};
constexpr StoredWord<Action> kActions[] = {{Action::grant, "grant"}, {Action::decline, "decline"}, {Action::end, "end"}};

}  // namespace

// Nobody grants to themselves; and what opens others' records, or the trail of what they did, takes somebody who answers
// for those records, so an administrator can ask for such a post but never give it.
std::string_view unless_second_person(const Post& post, const Viewer& viewer) {
  if (viewer.person == post.person) return "post.own";
  if (post.content == Content::of_others && !viewer.may_at(kGrantPosts, post.centre)) return "post.second_person";
  return {};
}

// Whoever asked may think better of it.
std::string_view unless_lead_or_asker(const Post& post, const Viewer& viewer) {
  if (viewer.person == post.asked_by) return {};
  return unless_second_person(post, viewer);
}

std::string_view stored(State state) { return word_in(kStates, state); }
State state_from(std::string_view stored) { return value_in(kStates, stored); }
std::string_view name(Action action) { return word_in(kActions, action); }

Result<State> attempt(Post& post, Action action, const Viewer& viewer) {
  auto next = workflow::permitted(kMoves, post, action, viewer);
  if (next) post.state = *next;
  return next;
}

void come_about(Post& post, Action action) {
  const auto* move = workflow::find(kMoves, post.state, action);
  if (!move) throw std::logic_error("the table of posts has no such move");
  post.state = move->to;
}

Stage stage(const Post& post, Date today) {
  switch (post.state) {
    case State::asked: return Stage::waiting;
    case State::declined: return Stage::declined;
    case State::ended: return Stage::over;
    case State::granted:
      if (today < post.starts_on) return Stage::to_come;
      return post.ends_on && *post.ends_on < today ? Stage::over : Stage::held;
  }
  throw std::logic_error("post::State outside its enumerators");
}

Words label(Stage stage) {
  switch (stage) {
    case Stage::waiting: return tr("Waiting to be granted");
    case Stage::declined: return tr("Declined");
    case Stage::to_come: return tr("Starts later");
    case Stage::held: return tr("Held now");
    case Stage::over: return tr("Over");
  }
  throw std::logic_error("post::Stage outside its enumerators");
}

}  // namespace regard::people::post
