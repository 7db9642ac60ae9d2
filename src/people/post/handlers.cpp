#include "people/post/handlers.h"

#include <algorithm>

#include "people/pages.h"
#include "people/person/handlers.h"
#include "people/person/store.h"
#include "people/post/actions.h"
#include "people/post/forms.h"
#include "people/post/store.h"
#include "platform/base/calendar.h"
#include "platform/html/components.h"
#include "platform/i18n/dates.h"

namespace regard::people::post {
namespace {

// The centres where this viewer may ask for posts, and everywhere if they may there.
forms::Picks places(db::Read& read, const web::Visit& visit) {
  forms::Picks picks;
  auto& offered = picks[std::string{kCentre}];
  if (visit.viewer.may_everywhere(kAskPosts)) offered.push_back({std::string{kEverywhere}, visit.language(tr("Everywhere"))});
  for (const Centre& centre : centres(read))
    if (visit.viewer.may_at(kAskPosts, centre.id)) offered.push_back({centre.reference, centre.name});
  return picks;
}

std::optional<CentreId> centre_of(db::Read& read, const std::string& chosen) {
  for (const Centre& centre : centres(read))
    if (centre.reference == chosen) return centre.id;
  return {};
}

web::FormPage post_page(db::Read& read, const web::Visit& visit, const person::Record& person) {
  html::View view{visit.services.views, visit.language, "people/views/post.html"};
  view.set("POST_FOR", person.name);
  if (!visit.viewer.may(kGrantPosts)) view.show("ASKS_ONLY");
  const auto& question = visit.viewer.may_everywhere(kAskPosts) ? kPost : kCentrePost;
  return {.question = question, .action = person::url_of(person) + "/posts/new", .back = person::url_of(person),
          .button = visit.language(visit.viewer.may(kGrantPosts) ? tr("Give this post") : tr("Give or ask for this post")), .picks = places(read, visit), .before = view.render()};
}

struct Whose {
  Post post;
  person::Record person;
};
// A post that this viewer may do something about; to others it does not exist.
Result<Whose> found(db::Read& read, const web::Visit& visit) {
  const auto id = uuid_from(visit.parameter("post"));
  auto post = id ? store::find(read, PostId{*id}) : std::nullopt;
  if (!post || !visit.viewer.may_at(kAskPosts, post->centre)) return fail(ErrorKind::not_found, "post.unknown");
  return Whose{*post, person::store::find(read, post->person).value()};
}

html::Html facts(db::Read& read, const web::Visit& visit, const Whose& whose) {
  const auto& [post, person] = whose;
  const auto& language = visit.language;
  const auto centre = post.centre ? find_centre(read, *post.centre) : std::nullopt;
  const auto asker = post.asked_by ? find(read, *post.asked_by) : std::nullopt;
  html::SummaryList list{.rows = {{language(tr("Person")), text_link(visit, person::url_of(person), person.name), {}},
                                  {language(tr("Email address")), person.email, {}},
                                  {language(tr("Post")), language(named(post.role).label), {}},
                                  {language(tr("What it does")), language(named(post.role).purpose), {}},
                                  {language(tr("Where")), centre ? centre->name : language(tr("Everywhere")), {}},
                                  {language(tr("First day")), i18n::long_date(language, post.starts_on), {}},
                                  {language(tr("Last day")), post.ends_on ? i18n::long_date(language, *post.ends_on) : language(tr("Not set")), {}},
                                  {language(tr("Asked for by")), asker ? asker->name : language(tr("Whoever runs the machine")), {}},
                                  {language(tr("Asked for on")), i18n::long_time(language, post.asked_at), {}},
                                  {language(tr("Standing")), language(label(stage(post, london_date(visit.now)))), {}}}};
  return html::render(visit.services.views, language, list);
}

// What this viewer may do about a post that waits.
enum class Say { decide, take_back, nothing };
Say say_of(const Post& post, const Viewer& viewer) {
  if (post.state != State::asked) return Say::nothing;
  if (workflow::permitted(kMoves, post, Action::grant, viewer)) return Say::decide;
  return workflow::permitted(kMoves, post, Action::decline, viewer) ? Say::take_back : Say::nothing;
}

web::FormPage decision_page(db::Read& read, const web::Visit& visit, const Whose& whose) {
  const bool decides = say_of(whose.post, visit.viewer) == Say::decide;
  return {.question = decides ? kDecide : kTakeBack, .action = "/grants/" + whose.post.id.text(), .back = "/grants",
          .button = decides ? visit.language(tr("Save")) : visit.language(tr("Take it back")),
          .picks = {}, .before = facts(read, visit, whose), .version = static_cast<int>(whose.post.version)};
}

web::FormPage end_page(db::Read& read, const web::Visit& visit, const Whose& whose) {
  return {.question = kEnd, .action = "/posts/" + whose.post.id.text() + "/end", .back = person::url_of(whose.person),
          .button = visit.language(tr("End this post")), .picks = {}, .before = facts(read, visit, whose),
          .version = static_cast<int>(whose.post.version)};
}

std::function<Meanwhile()> meanwhile(const web::Visit& visit) {
  return [&visit] {
    auto read = visit.services.database.read();
    const auto whose = found(read, visit).value();
    return Meanwhile{visit.language(label(stage(whose.post, london_date(visit.now)))), whose.post.version};
  };
}

Wish wish_of(db::Read& read, const person::Record& person, const forms::Answers& answers) {
  return {.person = person.id, .role = role_from(answers.text(kRole)).value(), .centre = centre_of(read, answers.text(kCentre)),
          .starts_on = date_from_iso(answers.text(kStartsOn)).value(), .ends_on = date_from_iso(answers.text(kEndsOn))};
}

// What a post is about and its form. Reading ends here: a writer that still held a snapshot would hold two connections.
template <class About>
struct Opened {
  About about;
  web::FormPage page;
};
template <class About>
Result<Opened<About>> open_page(const web::Visit& visit, Result<About> (*find)(db::Read&, const web::Visit&),
                                web::FormPage (*page)(db::Read&, const web::Visit&, const About&)) {
  auto read = visit.services.database.read();
  auto about = find(read, visit);
  if (!about) return tl::unexpected{about.error()};
  auto made = page(read, visit, *about);
  return Opened<About>{std::move(*about), std::move(made)};
}

Result<Post> act_on(const web::Visit& visit, const web::Posted& posted, Action action, std::optional<Date> last_day = {}) {
  return visit.services.database.write([&](db::Tx& tx) -> Result<Post> {
    const auto whose = found(tx, visit);
    if (!whose) return tl::unexpected{whose.error()};
    auto& audit = visit.services.audit;
    switch (action) {
      case Action::grant: return grant(tx, audit, visit.viewer, whose->post.id, posted.version, visit.now);
      case Action::decline: return decline(tx, audit, visit.viewer, whose->post.id, posted.version, visit.now);
      case Action::end: {
        auto ended = end(tx, audit, visit.viewer, whose->post.id, last_day, posted.version, visit.now);
        if (ended)  // what no other post of theirs reaches any more
          for (const auto& leave : visit.services.when_somebody_leaves) leave(tx, visit.services, visit.viewer, ended->person, visit.now);
        return ended;
      }
    }
    throw std::logic_error("post::Action outside its enumerators");
  });
}

}  // namespace

Result<http::Response> ask_post(const web::Visit& visit) {
  auto read = visit.services.database.read();
  const auto person = person::found(read, visit);
  if (!person) return tl::unexpected{person.error()};
  forms::Answers answers;
  answers.set(kStartsOn, iso(london_date(visit.now)));
  return web::show_form(visit, post_page(read, visit, *person), answers);
}

Result<http::Response> do_post(const web::Visit& visit) {
  auto opened = open_page<person::Record>(visit, &person::found, &post_page);
  if (!opened) return tl::unexpected{opened.error()};
  auto& [person, page] = *opened;
  auto posted = web::read_form(visit, page);
  if (!posted.mistakes.empty()) return web::show_form(visit, page, posted.answers, posted.mistakes);
  const auto asked = visit.services.database.write([&](db::Tx& tx) {
    return ask(tx, visit.services.audit, visit.viewer, wish_of(tx, person, posted.answers), visit.now);
  });
  if (!asked) return again(visit, page, posted.answers, asked.error());
  return web::see_other(person::url_of(person));
}

Result<http::Response> ask_end(const web::Visit& visit) {
  auto read = visit.services.database.read();
  const auto whose = found(read, visit);
  if (!whose) return tl::unexpected{whose.error()};
  if (const auto may = workflow::permitted(kMoves, whose->post, Action::end, visit.viewer); !may) return tl::unexpected{may.error()};
  return web::show_form(visit, end_page(read, visit, *whose));
}

Result<http::Response> do_end(const web::Visit& visit) {
  auto opened = open_page<Whose>(visit, &found, &end_page);
  if (!opened) return tl::unexpected{opened.error()};
  auto& [whose, page] = *opened;
  auto posted = web::read_form(visit, page);
  page.version = posted.version;
  if (!posted.mistakes.empty()) return web::show_form(visit, page, posted.answers, posted.mistakes);
  const auto ended = act_on(visit, posted, Action::end, date_from_iso(posted.answers.text(kLastDay)));
  if (!ended) return again(visit, page, posted.answers, ended.error(), meanwhile(visit));
  return web::see_other(person::url_of(whose.person));
}

Result<http::Response> show_asked(const web::Visit& visit) {
  auto read = visit.services.database.read();
  const auto& language = visit.language;
  html::Table table{.caption = language(tr("Posts that wait to be granted, the oldest first")), .caption_size = html::Size::hidden,
                    .columns = {{language(tr("Person"))}, {language(tr("Post"))}, {language(tr("Asked for by"))}, {language(tr("Asked for on"))}},
                    .narrow = html::Table::Narrow::stacked};
  for (const auto& [post, person, reference, asked_by] : store::asked(read)) {
    if (!visit.viewer.may_at(kAskPosts, post.centre)) continue;
    table.rows.push_back({text_link(visit, "/grants/" + post.id.text(), person), language(named(post.role).label), asked_by,
                          i18n::long_time(language, post.asked_at)});
  }
  html::View view{visit.services.views, language, "people/views/grants.html"};
  if (table.rows.empty()) view.show("NONE_WAITS");
  else html::add(view, "TABLE", table);
  return show_page(visit, {.title = language(tr("Posts to grant")), .content = view.render(), .back = {}, .width = html::Page::Width::wide, .tab = Tab::grants});
}

Result<http::Response> ask_decision(const web::Visit& visit) {
  auto read = visit.services.database.read();
  const auto whose = found(read, visit);
  if (!whose) return tl::unexpected{whose.error()};
  if (say_of(whose->post, visit.viewer) != Say::nothing) return web::show_form(visit, decision_page(read, visit, *whose));
  // Theirs to see and not to decide: the state, and why.
  html::View view{visit.services.views, visit.language, "people/views/not_yours.html"};
  view.set("FACTS_HTML", facts(read, visit, *whose));
  return show_page(visit, {.title = visit.language(tr("Decide about a post")), .content = view.render(), .back = "/grants"});
}

Result<http::Response> do_decision(const web::Visit& visit) {
  auto opened = open_page<Whose>(visit, &found, &decision_page);
  if (!opened) return tl::unexpected{opened.error()};
  auto& page = opened->page;
  auto posted = web::read_form(visit, page);
  page.version = posted.version;
  if (!posted.mistakes.empty()) return web::show_form(visit, page, posted.answers, posted.mistakes);
  // What was sent, not what may be: whoever lost the right to grant must not have declined by it.
  const auto form = visit.request.form();
  const bool grants = form && form->first(kVerdict) == "grant";
  const auto decided = act_on(visit, posted, grants ? Action::grant : Action::decline);
  if (!decided) return again(visit, page, posted.answers, decided.error(), meanwhile(visit));
  return web::see_other("/grants");
}

}  // namespace regard::people::post
