#include "people/post/post.h"

#include <stdexcept>

namespace regard::people::post {
namespace {

struct StateName {
  State state;
  std::string_view text;
};
constexpr StateName kStateNames[] = {{State::asked, "asked"},
                                     {State::granted, "granted"},
                                     {State::declined, "declined"},
                                     {State::ended, "ended"}};

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

std::string_view stored(State state) {
  for (const auto& [named, text] : kStateNames)
    if (named == state) return text;
  throw std::logic_error("post::State outside its enumerators");
}

State state_from(std::string_view stored) {
  for (const auto& [state, text] : kStateNames)
    if (text == stored) return state;
  throw std::runtime_error("a stored post has an unknown state");
}

std::string_view name(Action action) {
  switch (action) {
    case Action::grant: return "grant";
    case Action::decline: return "decline";
    case Action::end: return "end";
  }
  throw std::logic_error("post::Action outside its enumerators");
}

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
