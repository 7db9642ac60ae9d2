#include "people/post/actions.h"

#include "people/events.h"
#include "people/person/store.h"
#include "people/post/forms.h"
#include "people/post/store.h"
#include "platform/base/calendar.h"

namespace regard::people::post {
namespace {

PostEvent event_of(Action action) {
  switch (action) {
    case Action::grant: return PostEvent::granted;
    case Action::decline: return PostEvent::declined;
    case Action::end: return PostEvent::ended;
  }
  throw std::logic_error("post::Action outside its enumerators");
}

Post made_of(db::Read& read, const Wish& wish, std::optional<PersonId> by, Instant now) {
  Post post{.id = PostId::make(now), .person = wish.person, .role = wish.role, .centre = wish.centre,
            .starts_on = wish.starts_on, .ends_on = wish.ends_on, .asked_by = by, .asked_at = now};
  post.content = store::content_of(read, wish.role);
  return post;
}

// Whose act a move was and when, in the record and in the audit. False: somebody else saved meanwhile.
bool save(db::Tx& tx, audit::Audit& audit, const Viewer& viewer, Post& post, Action action, Instant now) {
  auto& by = action == Action::end ? post.ended_by : post.decided_by;
  auto& at = action == Action::end ? post.ended_at : post.decided_at;
  by = viewer.person;
  at = now;
  if (!store::save(tx, post)) return false;
  audit.append(tx, viewer, now, PostMoved{event_of(action), post});
  return true;
}

Result<Post> found(db::Tx& tx, PostId id, std::int64_t version) {
  auto post = store::find(tx, id);
  if (!post) return fail(ErrorKind::not_found, "post.unknown");
  if (post->version != version) return fail(ErrorKind::conflict, "post.changed");
  return *post;
}

Result<Post> moved(db::Tx& tx, audit::Audit& audit, const Viewer& viewer, Post post, Action action, Instant now) {
  if (auto next = attempt(post, action, viewer); !next) return tl::unexpected{next.error()};
  if (!save(tx, audit, viewer, post, action, now)) return fail(ErrorKind::conflict, "post.changed");
  return post;
}

// What nobody decides about the post: its person left, or whoever runs the machine appoints. It was read in this
// transaction, so there is nothing that may refuse it.
Post settled(db::Tx& tx, audit::Audit& audit, const Viewer& by, Post post, Action action, Instant now) {
  come_about(post, action);
  if (!save(tx, audit, by, post, action, now)) throw std::logic_error("a post changed under the transaction that had read it");
  return post;
}

std::vector<FieldError> mistakes_in(const Wish& wish, Date today) {
  std::vector<FieldError> wrong;
  if (wish.ends_on && *wish.ends_on < wish.starts_on)
    wrong.push_back({std::string{kEndsOn}, tr("Enter a last day that is not before the first")});
  else if (wish.ends_on && *wish.ends_on < today)
    wrong.push_back({std::string{kEndsOn}, tr("Enter a last day that is not past")});
  if (wish.centre && named(wish.role).reach == Reach::whole_provider)
    wrong.push_back({std::string{kCentre}, tr("Choose everywhere: the audit is one trail of the whole provider")});
  return wrong;
}

}  // namespace

Result<Post> ask(db::Tx& tx, audit::Audit& audit, const Viewer& viewer, const Wish& wish, Instant now) {
  if (!viewer.may_at(kAskPosts, wish.centre)) return fail(ErrorKind::not_allowed, "post.permission");
  if (auto wrong = mistakes_in(wish, london_date(now)); !wrong.empty()) return fail(ErrorKind::invalid, "post.incomplete", std::move(wrong));
  const auto person = person::store::find(tx, wish.person);
  if (!person || person->standing == Standing::left) return fail(ErrorKind::not_found, "person.unknown");
  Post post = made_of(tx, wish, viewer.person, now);
  if (store::overlaps(tx, post))
    return fail(ErrorKind::invalid, "post.twice", {{"role", tr("Choose another role: this person holds it already, or it waits to be granted")}});
  store::insert(tx, post);
  audit.append(tx, viewer, now, PostMoved{PostEvent::asked, post});
  if (!workflow::permitted(kMoves, post, Action::grant, viewer)) return post;
  return moved(tx, audit, viewer, post, Action::grant, now);
}

Result<Post> grant(db::Tx& tx, audit::Audit& audit, const Viewer& viewer, PostId id, std::int64_t version, Instant now) {
  const auto post = found(tx, id, version);
  if (!post) return post;
  return moved(tx, audit, viewer, *post, Action::grant, now);
}

Result<Post> decline(db::Tx& tx, audit::Audit& audit, const Viewer& viewer, PostId id, std::int64_t version, Instant now) {
  const auto post = found(tx, id, version);
  if (!post) return post;
  return moved(tx, audit, viewer, *post, Action::decline, now);
}

Result<Post> end(db::Tx& tx, audit::Audit& audit, const Viewer& viewer, PostId id, std::optional<Date> last_day,
                 std::int64_t version, Instant now) {
  auto post = found(tx, id, version);
  if (!post) return post;
  if (auto may = workflow::permitted(kMoves, *post, Action::end, viewer); !may) return tl::unexpected{may.error()};
  const Date today = london_date(now);
  // A later day would give a post anew, and giving one takes a second person.
  if (stage(*post, today) == Stage::over)
    return fail(ErrorKind::invalid, "post.over", {{std::string{kWhen}, tr("This post is over. If it is needed again, ask for a new post on the person’s page")}});
  if (!last_day) return moved(tx, audit, viewer, *post, Action::end, now);
  if (*last_day < today || *last_day < post->starts_on)
    return fail(ErrorKind::invalid, "post.past", {{std::string{kLastDay}, tr("Enter a day from today on, or end the post now")}});
  if (post->ends_on && *last_day > *post->ends_on)
    return fail(ErrorKind::invalid, "post.longer",
                {{std::string{kLastDay}, tr("Enter a day no later than the last day it has. If it is needed for longer, ask for a new post on the person’s page")}});
  post->ends_on = last_day;
  if (!store::save(tx, *post)) return fail(ErrorKind::conflict, "post.changed");
  audit.append(tx, viewer, now, PostMoved{PostEvent::dated, *post});
  return post;
}

std::int64_t end_all(db::Tx& tx, audit::Audit& audit, const Viewer& by, PersonId person, Instant now) {
  std::int64_t held = 0;
  for (const Post& post : store::of_person(tx, person)) {
    if (post.state != State::granted && post.state != State::asked) continue;
    if (post.state == State::granted) ++held;
    settled(tx, audit, by, post, post.state == State::granted ? Action::end : Action::decline, now);
  }
  return held;
}

Post appoint(db::Tx& tx, audit::Audit& audit, const Wish& wish, Instant now) {
  Post post = made_of(tx, wish, {}, now);
  store::insert(tx, post);
  return settled(tx, audit, Viewer{}, post, Action::grant, now);
}

}  // namespace regard::people::post
