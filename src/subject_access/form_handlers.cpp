// The forms on the way to an answer. How they go is in record_form.h.
#include <algorithm>
#include <sstream>

#include "people/people.h"
#include "platform/base/calendar.h"
#include "platform/holdings/holdings.h"
#include "platform/web/record_form.h"
#include "subject_access/forms.h"
#include "subject_access/handlers.h"
#include "subject_access/shown.h"

namespace regard::subject_access {
namespace {

using holdings::Request;
using holdings::RequestAction;

template <RequestAction action>
Done by_the_table(const Opened& opened, const Viewer& viewer) {
  const auto may = workflow::permitted(holdings::kRequestMoves, opened.request, action, viewer);
  if (!may) return tl::unexpected{may.error()};
  return {};
}

std::string says_now(db::Read&, const web::Visit& visit, const Opened& opened) { return visit.language(label(opened.request.state)); }

template <const forms::Question& question>
web::FormPage page(db::Read&, const web::Visit& visit, const Opened& opened) {
  return form_page(visit, opened, question);
}

html::Html inset(const web::Visit& visit, std::string text) {
  return html::render(visit.services.views, visit.language, html::InsetText{.text = std::move(text)});
}

web::FormPage release_page(db::Read&, const web::Visit& visit, const Opened& opened) {
  auto page = form_page(visit, opened, kReleaseQuestion);
  page.before = inset(visit, visit.language(tr("The data protection officer will read what stands in the records that were found, and nothing else of them. Have you looked by every name and number?")));
  page.button = visit.language(tr("Release it"));
  return page;
}

web::FormPage second_look_page(db::Read&, const web::Visit& visit, const Opened& opened) {
  auto page = form_page(visit, opened, kSecondLookQuestion);
  page.before = inset(visit, visit.language(tr("Somebody else than who found and released the records reads the answer, and looks for other records too.")));
  page.button = visit.language(tr("Ask for it"));
  return page;
}

// The answer stands above what is asked about it. Whoever found or released the records has only one thing to say.
web::FormPage check_page(db::Read& read, const web::Visit& visit, const Opened& opened) {
  const bool is_second = holdings::found_it_themselves(opened.request, visit.viewer).empty();
  auto page = form_page(visit, opened, is_second ? kCheckQuestion : kSendingBackQuestion);
  page.before = html::render(visit.services.views, visit.language,
                             html::Details{.summary = visit.language(tr("The answer as it would go out")),
                                           .text = drawn(visit, opened, holdings::answer(visit.services, read, opened.request, opened.key, visit.now), Drawn::to_be_checked),
                                           .open = true});
  return page;
}

web::FormPage giving_page(db::Read&, const web::Visit& visit, const Opened& opened) {
  auto page = form_page(visit, opened, kGivingQuestion);
  page.before = inset(visit, visit.language(tr("The answer is kept as it is now, and the copies of what was found are destroyed. Afterwards you can print it or save it, and send it.")));
  page.button = visit.language(tr("Give it out"));
  return page;
}

holdings::Reasoned said(const web::Posted& posted) { return {posted.answers.hidden(kReasons), posted.version}; }

template <RequestAction action>
Result<Request> act_move(db::Tx& tx, const web::Visit& visit, const web::Posted& posted) {
  return holdings::move(tx, visit.services, visit.viewer, visit.parameter("reference"), action, said(posted), visit.now);
}

Result<Request> act_extension(db::Tx& tx, const web::Visit& visit, const web::Posted& posted) {
  return holdings::extend(tx, visit.services, visit.viewer, visit.parameter("reference"), said(posted), visit.now);
}

Result<Request> act_closing(db::Tx& tx, const web::Visit& visit, const web::Posted& posted) {
  const auto action = posted.answers.text(kVerdict) == "withdraw" ? RequestAction::withdraw : RequestAction::refuse;
  return holdings::move(tx, visit.services, visit.viewer, visit.parameter("reference"), action, said(posted), visit.now);
}

Result<Request> act_check(db::Tx& tx, const web::Visit& visit, const web::Posted& posted) {
  const auto action = posted.answers.text(kVerdict) == "approve" ? RequestAction::approve : RequestAction::send_back;
  return holdings::move(tx, visit.services, visit.viewer, visit.parameter("reference"), action, said(posted), visit.now);
}

Result<Request> act_giving(db::Tx& tx, const web::Visit& visit, const web::Posted& posted) {
  return holdings::give_out(tx, visit.services, visit.viewer, visit.parameter("reference"), posted.version, visit.now);
}

template <Result<Request> (*action)(db::Tx&, const web::Visit&, const web::Posted&)>
Result<std::string> act(const web::Visit& visit, const web::Posted& posted) {
  const auto done = visit.services.database.write([&](db::Tx& tx) { return action(tx, visit, posted); });
  if (!done) return tl::unexpected{done.error()};
  return url_of(done->reference);
}

using RequestForm = web::RecordForm<Opened>;
constexpr RequestForm kRelease{find, by_the_table<RequestAction::release>, release_page, act<act_move<RequestAction::release>>, says_now};
constexpr RequestForm kExtension{find, by_the_table<RequestAction::extend>, page<kExtensionQuestion>, act<act_extension>, says_now};
constexpr RequestForm kClosing{find, by_the_table<RequestAction::refuse>, page<kClosingQuestion>, act<act_closing>, says_now};
constexpr RequestForm kSecondLook{find, by_the_table<RequestAction::ask_second_look>, second_look_page, act<act_move<RequestAction::ask_second_look>>, says_now};
constexpr RequestForm kCheck{find, by_the_table<RequestAction::send_back>, check_page, act<act_check>, says_now};
constexpr RequestForm kTakeUp{find, by_the_table<RequestAction::send_back>, page<kTakeUpQuestion>, act<act_move<RequestAction::send_back>>, says_now};
constexpr RequestForm kGiving{find, by_the_table<RequestAction::give_out>, giving_page, act<act_giving>, says_now};

// An address of somebody here, among what was typed about where the answer goes.
std::optional<PersonId> staff_with_address_in(db::Read& read, const PrivateText& contact) {
  std::string words{contact.reveal()};
  std::ranges::replace_if(words, [](char c) { return c == ',' || c == ';' || c == '<' || c == '>'; }, ' ');
  std::istringstream stream{words};
  for (std::string word; stream >> word;)
    if (word.find('@') != std::string::npos)
      if (const auto people = people::called(read, word); !people.empty()) return people.front().id;
  return {};
}

// Who works here and asks: for them the request does not exist, so nobody is left to guess whether they are somebody here.
std::optional<PersonId> who_asks(db::Read& read, web::Posted& posted) {
  const auto& typed = posted.answers.text(kStaff);
  if (typed == kNobodyHere) return {};
  if (!typed.empty()) {
    const auto reference = reference_from(typed);
    const auto person = reference ? people::find_by_reference(read, *reference) : std::nullopt;
    if (person) return person->id;
    posted.mistakes.push_back({std::string{kStaff}, tr("Enter the reference of a person here, or leave it empty")});
    return {};
  }
  if (const auto person = staff_with_address_in(read, posted.answers.hidden(kContact))) return person;
  const PrivateText name = posted.answers.hidden(kName);
  if (!name.empty() && !people::called(read, name.reveal()).empty())
    posted.mistakes.push_back({std::string{kStaff}, tr("Somebody here has this name. Enter their reference, or a hyphen (-) if it is somebody else who asks")});
  return {};
}

web::FormPage new_page(const web::Visit& visit) {
  return {.question = kNewQuestion, .action = "/requests/new", .back = "/requests", .button = visit.language(tr("Record it"))};
}

}  // namespace

Result<http::Response> ask_new(const web::Visit& visit) { return web::show_form(visit, new_page(visit)); }

Result<http::Response> save_new(const web::Visit& visit) {
  const auto page = new_page(visit);
  auto posted = web::read_form(visit, page);
  const auto staff = [&] {
    auto read = visit.services.database.read();
    return who_asks(read, posted);
  }();
  if (!posted.mistakes.empty()) return web::show_form(visit, page, posted.answers, posted.mistakes);
  const auto& told = posted.answers;
  const holdings::NewRequest asked{told.hidden(kName), told.hidden(kBorn), told.hidden(kNumber), told.hidden(kContact), told.hidden(kIdentity),
                                   date_from_iso(told.text(kReceivedOn)).value(), staff, told.hidden(kLogin)};
  const auto key = visit.services.keyring.take(visit.now);
  const auto done = visit.services.database.write([&](db::Tx& tx) { return holdings::start(tx, visit.services, visit.viewer, asked, key, visit.now); });
  if (!done && done.error().kind == ErrorKind::invalid) return web::show_form(visit, page, told, done.error().fields);
  if (!done) return tl::unexpected{done.error()};
  return web::see_other(staff == visit.viewer.person && staff ? "/requests" : url_of(done->reference));
}

Result<http::Response> ask_release(const web::Visit& visit) { return web::ask(visit, kRelease); }
Result<http::Response> save_release(const web::Visit& visit) { return web::answer(visit, kRelease); }
Result<http::Response> ask_extension(const web::Visit& visit) { return web::ask(visit, kExtension); }
Result<http::Response> save_extension(const web::Visit& visit) { return web::answer(visit, kExtension); }
Result<http::Response> ask_closing(const web::Visit& visit) { return web::ask(visit, kClosing); }
Result<http::Response> save_closing(const web::Visit& visit) { return web::answer(visit, kClosing); }
Result<http::Response> ask_second_look(const web::Visit& visit) { return web::ask(visit, kSecondLook); }
Result<http::Response> save_second_look(const web::Visit& visit) { return web::answer(visit, kSecondLook); }
Result<http::Response> ask_check(const web::Visit& visit) { return web::ask(visit, kCheck); }
Result<http::Response> save_check(const web::Visit& visit) { return web::answer(visit, kCheck); }
Result<http::Response> ask_take_up(const web::Visit& visit) { return web::ask(visit, kTakeUp); }
Result<http::Response> save_take_up(const web::Visit& visit) { return web::answer(visit, kTakeUp); }
Result<http::Response> ask_giving(const web::Visit& visit) { return web::ask(visit, kGiving); }
Result<http::Response> save_giving(const web::Visit& visit) { return web::answer(visit, kGiving); }

}  // namespace regard::subject_access
