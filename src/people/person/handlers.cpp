#include "people/person/handlers.h"

#include <boost/json.hpp>

#include "people/access.h"
#include "people/events.h"
#include "people/pages.h"
#include "people/person/actions.h"
#include "people/person/forms.h"
#include "people/person/store.h"
#include "people/post/store.h"
#include "people/second_factor/actions.h"
#include "people/second_factor/store.h"
#include "people/session/store.h"
#include "people/signin/store.h"
#include "platform/base/calendar.h"
#include "platform/html/components.h"
#include "platform/i18n/dates.h"

namespace regard::people::person {
namespace {

constexpr std::size_t kEventsShown = 50;

html::SummaryList summary(db::Read& read, const web::Visit& visit, const Record& person) {
  const auto& language = visit.language;
  html::SummaryList list{.rows = {{language(tr("Reference")), person.reference, {}}, {language(tr("Email address")), person.email, {}}}};
  if (person.left_on) {
    list.rows.push_back({language(tr("Left")), i18n::long_date(language, *person.left_on), {}});
    return list;
  }
  const bool has_password = signin::store::password_of(read, person.id).has_value();
  list.rows.push_back({language(tr("Password")), has_password ? language(tr("Set")) : language(tr("Not set yet")), {}});
  const bool enrolled = second_factor::store::is_enrolled(read, person.id);
  list.rows.push_back({language(tr("Second factor")), enrolled ? language(tr("Set up")) : language(tr("Not set up")), {}});
  return list;
}

std::string term(const web::Visit& visit, const post::Post& post) {
  const std::string from = i18n::long_date(visit.language, post.starts_on);
  if (!post.ends_on) return visit.language(tr("From {DAY}"), {{"DAY", from}});
  return visit.language(tr("{FROM} to {TO}"), {{"FROM", from}, {"TO", i18n::long_date(visit.language, *post.ends_on)}});
}

html::Content what_next(const web::Visit& visit, const post::Post& post, const std::string& role) {
  const auto may = [&](post::Action action) { return workflow::permitted(post::kMoves, post, action, visit.viewer).has_value(); };
  if (may(post::Action::grant)) return text_link(visit, "/grants/" + post.id.text(), visit.language(tr("Decide")), role);
  if (may(post::Action::decline)) return text_link(visit, "/grants/" + post.id.text(), visit.language(tr("Take it back")), role);
  if (may(post::Action::end) && post::stage(post, london_date(visit.now)) != post::Stage::over)
    return text_link(visit, "/posts/" + post.id.text() + "/end", visit.language(tr("End")), role);
  return "";
}

html::Table posts(db::Read& read, const web::Visit& visit, const Record& person) {
  const auto& language = visit.language;
  html::Table table{.caption = language(tr("Posts, the newest first")), .caption_size = html::Size::hidden,
                    .columns = {{language(tr("Post"))}, {language(tr("Centre"))}, {language(tr("Term"))}, {language(tr("Standing"))},
                                {language(tr("What you can do"))}},
                    .narrow = html::Table::Narrow::stacked};
  for (const auto& post : post::store::of_person(read, person.id)) {
    const auto centre = post.centre ? find_centre(read, *post.centre) : std::nullopt;
    const std::string role = language(named(post.role).label);
    table.rows.push_back({role, centre ? centre->name : language(tr("Everywhere")), term(visit, post),
                          language(post::label(post::stage(post, london_date(visit.now)))), what_next(visit, post, role)});
  }
  return table;
}

std::string role_in(const web::Visit& visit, const PrivateText& details) {
  boost::json::error_code wrong;
  const auto parsed = boost::json::parse(details.reveal(), wrong);
  const auto* object = wrong ? nullptr : parsed.if_object();
  const auto* role = object ? object->if_contains("role") : nullptr;
  const auto found = role && role->is_string() ? role_from(role->as_string()) : std::nullopt;
  return found ? visit.language(named(*found).label) : std::string{};
}

Words words_of(std::string_view type) {
  for (const auto& known : event_words())
    if (known.name == type) return known.words;
  return tr("Something else");
}

html::Timeline history(db::Read& read, const web::Visit& visit, const Record& person) {
  html::Timeline timeline;
  const auto events = audit::about(read, "person", person.id.value, nullptr, kEventsShown);
  std::vector<PersonId> actors;
  for (const auto& event : events)
    if (event.by) actors.push_back(*event.by);
  const auto known = names(read, actors);
  for (const auto& event : events) {
    std::string title = visit.language(words_of(event.type));
    if (const std::string role = role_in(visit, event.details); !role.empty()) title += ": " + role;
    const auto actor = event.by ? known.find(*event.by) : known.end();
    timeline.items.push_back({.title = title, .by = actor == known.end() ? "" : actor->second, .machine = iso(event.at),
                              .when = i18n::long_time(visit.language, event.at), .content = {}, .id = {}});
  }
  return timeline;
}

void offer_acts(html::View& view, db::Read& read, const web::Visit& visit, const Record& person) {
  const auto offer = [&](std::string_view href, Words text) {
    html::add(view, "ACTS", html::Button{.text = visit.language(text), .look = html::Button::Look::secondary, .href = url_of(person) + std::string{href}});
  };
  const bool manages = visit.viewer.may_everywhere(kManagePeople), here = person.standing == Standing::here;
  if (here && visit.viewer.may(kAskPosts)) offer("/posts/new", tr("Give a post"));
  if (here && manages) offer("/change", tr("Change name or email address"));
  if (here && second_factor::store::is_enrolled(read, person.id) && access::may_open_way_in(read, visit.viewer, person.id, visit.now))
    offer("/second-factor", tr("Remove the second factor"));
  if (here && manages && person.id != visit.viewer.person) offer("/left", tr("Mark as left"));
  if (here && manages)
    view.section("INVITE").set("INVITE_ACTION", url_of(person) + "/invitation").set("INVITE_CSRF", visit.viewer.csrf);
  if (!here && manages) view.section("BACK").set("BACK_ACTION", url_of(person) + "/back").set("BACK_CSRF", visit.viewer.csrf)
      .set("BACK_VERSION", std::to_string(person.version));
}

// A form about one person: found, shown or read, acted on, and back to their page.
web::FormPage form_page(const web::Visit& visit, const forms::Question& question, const Record& person, html::Html before = {}) {
  return {.question = question, .action = url_of(person) + "/" + std::string{question.slug}, .back = url_of(person),
          .button = visit.language(tr("Save")), .picks = {}, .before = std::move(before), .version = static_cast<int>(person.version)};
}

std::function<Meanwhile()> meanwhile(const web::Visit& visit) {
  return [&visit] {
    auto read = visit.services.database.read();
    const auto person = found(read, visit).value();
    return Meanwhile{person.name + ", " + person.email, person.version};
  };
}

// What they hold until now: it ends with them.
html::Html still_held(db::Read& read, const web::Visit& visit, const Record& person) {
  html::View view{visit.services.views, visit.language, "people/views/leaving.html"};
  view.set("LEAVING_NAME", person.name);
  const auto posts = post::store::held(read, person.id, london_date(visit.now));
  if (posts.empty()) return view.render();
  html::View holds = view.section("HOLDS");
  for (const Held& held : posts) {
    const auto centre = held.centre ? find_centre(read, *held.centre) : std::nullopt;
    holds.section("HELD").set("HELD_POST", visit.language(named(held.role).label)).set("HELD_CENTRE", centre ? centre->name : visit.language(tr("everywhere")));
  }
  return view.render();
}

web::FormPage left_page(db::Read& read, const web::Visit& visit, const Record& person) {
  auto page = form_page(visit, kLeft, person, still_held(read, visit, person));
  page.button = visit.language(tr("Mark as left"));
  return page;
}

}  // namespace

std::string url_of(const Person& person) { return "/people/" + person.reference; }

Result<Record> found(db::Read& read, const web::Visit& visit) {
  const auto reference = reference_from(visit.parameter("reference"));
  auto person = reference ? store::find_by_reference(read, *reference) : std::nullopt;
  if (!person) return fail(ErrorKind::not_found, "person.unknown");
  return *person;
}

Result<http::Response> show_person(const web::Visit& visit) {
  auto read = visit.services.database.read();
  const auto person = found(read, visit);
  if (!person) return tl::unexpected{person.error()};
  html::View view{visit.services.views, visit.language, "people/views/person.html"};
  view.set("PERSON_NAME", person->name);
  html::add(view, "SUMMARY", summary(read, visit, *person));
  const auto table = posts(read, visit, *person);
  if (table.rows.empty()) view.show("NO_POSTS");
  else html::add(view, "POSTS", table);
  offer_acts(view, read, visit, *person);
  html::add(view, "HISTORY", history(read, visit, *person));
  return show_page(visit, {.title = person->name, .content = view.render(), .back = "/people", .width = html::Page::Width::wide});
}

Result<http::Response> ask_change(const web::Visit& visit) {
  auto read = visit.services.database.read();
  const auto person = found(read, visit);
  if (!person) return tl::unexpected{person.error()};
  forms::Answers answers;
  answers.set(kName, person->name);
  answers.set(kEmail, person->email);
  return web::show_form(visit, form_page(visit, kChange, *person), answers);
}

Result<http::Response> do_change(const web::Visit& visit) {
  const auto person = [&] {
    auto read = visit.services.database.read();
    return found(read, visit);
  }();
  if (!person) return tl::unexpected{person.error()};
  auto page = form_page(visit, kChange, *person);
  auto posted = web::read_form(visit, page);
  page.version = posted.version;
  const auto email = email_from(posted.answers.text(kEmail));
  if (posted.mistakes.empty() && !email)
    posted.mistakes.push_back({std::string{kEmail}, tr("Enter an email address like name@example.ac.uk")});
  if (!posted.mistakes.empty()) return web::show_form(visit, page, posted.answers, posted.mistakes);
  const auto changed =
      change(visit.services, visit.viewer, person->reference, {posted.answers.text(kName), *email}, posted.version, visit.now);
  if (changed) return web::see_other(url_of(*changed));
  if (changed.error().code == "person.second_person")
    return again(visit, page, posted.answers, Error{ErrorKind::invalid, "person.second_person",
                 {{std::string{kEmail}, tr("This person reads what others recorded, so a new address takes two: end those posts, change the address, then ask for the posts again")}}});
  return again(visit, page, posted.answers, changed.error(), meanwhile(visit));
}

Result<http::Response> do_invite(const web::Visit& visit) {
  const auto invited = visit.services.database.write([&](db::Tx& tx) -> Result<Record> {
    const auto person = found(tx, visit);
    if (!person) return person;
    return invite(tx, visit.services, visit.viewer, person->reference, visit.now);
  });
  if (!invited) return tl::unexpected{invited.error()};
  return web::see_other(url_of(*invited));
}

Result<http::Response> ask_left(const web::Visit& visit) {
  auto read = visit.services.database.read();
  const auto person = found(read, visit);
  if (!person) return tl::unexpected{person.error()};
  forms::Answers answers;
  answers.set(kOn, iso(london_date(visit.now)));
  return web::show_form(visit, left_page(read, visit, *person), answers);
}

Result<http::Response> do_left(const web::Visit& visit) {
  auto page_of = [&]() -> Result<web::FormPage> {
    auto read = visit.services.database.read();
    const auto person = found(read, visit);
    if (!person) return tl::unexpected{person.error()};
    return left_page(read, visit, *person);
  };
  auto page = page_of();
  if (!page) return tl::unexpected{page.error()};
  auto posted = web::read_form(visit, *page);
  page->version = posted.version;
  if (!posted.mistakes.empty()) return web::show_form(visit, *page, posted.answers, posted.mistakes);
  const Date on = date_from_iso(posted.answers.text(kOn)).value();
  const auto left = mark_as_left(visit.services, visit.viewer, reference_from(visit.parameter("reference")).value(), on, posted.version, visit.now);
  if (!left) return again(visit, *page, posted.answers, left.error(), meanwhile(visit));
  return web::see_other(url_of(*left));
}

Result<http::Response> do_back(const web::Visit& visit) {
  const web::FormPage page{.question = kRemoveFactor, .action = {}, .back = {}};
  const auto posted = web::read_form(visit, page);
  const auto back = visit.services.database.write([&](db::Tx& tx) -> Result<Record> {
    const auto person = found(tx, visit);
    if (!person) return person;
    return mark_as_back(tx, visit.services, visit.viewer, person->reference, posted.version, visit.now);
  });
  if (!back) return tl::unexpected{back.error()};
  return web::see_other(url_of(*back));
}

Result<http::Response> ask_remove_factor(const web::Visit& visit) {
  auto read = visit.services.database.read();
  const auto person = found(read, visit);
  if (!person) return tl::unexpected{person.error()};
  if (const auto may = access::may_open_way_in(read, visit.viewer, person->id, visit.now); !may) return tl::unexpected{may.error()};
  html::View view{visit.services.views, visit.language, "people/views/remove_factor.html"};
  view.set("FACTOR_NAME", person->name);
  auto page = form_page(visit, kRemoveFactor, *person, view.render());
  page.button = visit.language(tr("Remove it"));
  return web::show_form(visit, page);
}

Result<http::Response> do_remove_factor(const web::Visit& visit) {
  const auto person = [&] {
    auto read = visit.services.database.read();
    return found(read, visit);
  }();
  if (!person) return tl::unexpected{person.error()};
  if (const auto removed = second_factor::remove(visit.services, visit.viewer, person->id, visit.now); !removed) return tl::unexpected{removed.error()};
  return web::see_other(url_of(*person));
}

}  // namespace regard::people::person
