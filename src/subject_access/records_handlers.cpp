// Finding what is held: by words that are posted, so that no name stands in an address; then confirmed one by one.
#include <boost/json.hpp>

#include <algorithm>

#include "platform/holdings/events.h"
#include "platform/holdings/store.h"
#include "subject_access/handlers.h"
#include "subject_access/shown.h"

namespace regard::subject_access {
namespace {

constexpr forms::Field kFields[] = {{.name = "words",
                                     .kind = forms::Kind::line,
                                     .label = tr("Name, number or other words"),
                                     .missing = tr("Enter a name, a number or words"),
                                     .hint = tr("All the words must stand in the record. Search again by other names, a date of birth or a number."),
                                     .autocomplete = "off"}};
constexpr forms::Question kWordsQuestion{"records", tr("Find what is held"), kFields};

constexpr std::size_t kConfirmedAtOnce = 250;  // more than one search shows

// A list that shows names, as other lists do.
struct NamesShown {
  const holdings::Request& request;
  const std::vector<std::string>& references;
  audit::Entry entry() const {
    boost::json::array records;
    for (const auto& reference : references) records.emplace_back(reference);
    return {.type = "list.looked_at", .subject = {.kind = "list", .id = request.id.value},
            .details = boost::json::serialize(boost::json::object{{"list", "held"}, {"records", std::move(records)}})};
  }
};

Result<Opened> find_to_gather(db::Read& read, const web::Visit& visit) {
  auto opened = find(read, visit);
  if (!opened) return opened;
  if (const auto may = workflow::permitted(holdings::kRequestMoves, opened->request, holdings::RequestAction::gather, visit.viewer); !may)
    return tl::unexpected{may.error()};
  return opened;
}

web::FormPage words_page(const web::Visit& visit, const Opened& opened) {
  auto page = form_page(visit, opened, kWordsQuestion);
  page.button = visit.language(tr("Find"));
  return page;
}

// What of a part is about whoever asks: by words that are typed, or by the name alone that was recorded with the request.
holdings::SomeFound found_of(const holdings::Part& part, const web::Visit& visit, db::Read& read, const holdings::Asker& asker, const PrivateText& words) {
  if (part.by == holdings::FoundBy::words) return part.find(visit, read, words);
  return asker.login.empty() ? holdings::SomeFound{} : part.find(visit, read, asker.login);
}

bool may_be_added(const holdings::Part& part, const web::Visit& visit, db::Read& read, const holdings::Asker& asker, const holdings::Found& found) {
  if (part.by == holdings::FoundBy::words) return true;
  const auto own = found_of(part, visit, read, asker, {});
  return std::ranges::find(own.records, found.id, &holdings::Found::id) != own.records.end();
}

holdings::Asker asker_of(const Opened& opened) {
  const auto person = holdings::person_of(opened.request, opened.key);
  return {person.name, person.number, opened.request.staff, person.login};
}

html::Html results(const web::Visit& visit, db::Read& read, const Opened& opened, const PrivateText& words, std::string mistake = {}) {
  html::View view{visit.services.views, visit.language, "subject_access/views/found.html"};
  const auto known = holdings::store::records(read, opened.request.id);
  html::Checkboxes boxes{.field = {.name = "record", .legend = {.text = visit.language(tr("Which of these are about the person?")), .size = html::Size::m}, .error = std::move(mistake)},
                         .choices = {}};
  bool is_more = false;
  const auto asker = asker_of(opened);
  for (const auto& part : parts()) {
    const auto some = found_of(part, visit, read, asker, words);
    is_more = is_more || some.is_more;
    for (const auto& found : some.records)
      boxes.choices.push_back({.text = visit.language(tr("{NAME}: {WHAT}, {REFERENCE}"), {{"NAME", found.name.empty() ? visit.language(tr("No name given")) : found.name.reveal()}, {"WHAT", found.what}, {"REFERENCE", found.reference}}),
                               .value = found.reference,
                               .chosen = std::ranges::count(known, found.id, &holdings::ConfirmedRecord::id) > 0});
  }
  if (is_more) view.show("MORE");
  std::vector<std::string> references;
  for (const auto& choice : boxes.choices) references.push_back(choice.value);
  if (!references.empty()) visit.services.audit.looked(visit.viewer, visit.now, NamesShown{opened.request, references});
  if (boxes.choices.empty()) {
    view.show("NOTHING");
    return view.render();
  }
  html::View form = view.section("FOUND");
  form.set("FOUND_ACTION", url_of(opened.request.reference, "/confirmation")).set("FOUND_CSRF", visit.viewer.csrf).set("FOUND_WORDS", words.reveal());
  html::add(form, "FOUND_BOXES", boxes);
  return view.render();
}

// The same list again, found by the words that came with it.
Result<http::Response> choose_again(const web::Visit& visit) {
  auto read = visit.services.database.read();
  const auto opened = find_to_gather(read, visit);
  if (!opened) return tl::unexpected{opened.error()};
  auto page = words_page(visit, *opened);
  const auto posted = web::read_form(visit, page);
  if (!posted.mistakes.empty()) return web::show_form(visit, page, posted.answers, posted.mistakes);
  constexpr Words kNothingChosen = tr("Choose at least one");
  page.before = results(visit, read, *opened, posted.answers.hidden("words"), visit.language(kNothingChosen));
  return web::show_form(visit, page, posted.answers, {{"record", kNothingChosen}});
}

}  // namespace

Result<http::Response> ask_records(const web::Visit& visit) {
  auto read = visit.services.database.read();
  const auto opened = find_to_gather(read, visit);
  if (!opened) return tl::unexpected{opened.error()};
  forms::Answers proposed;
  const auto person = holdings::person_of(opened->request, opened->key);
  proposed.set("words", person.name.reveal());
  return web::show_form(visit, words_page(visit, *opened), proposed);
}

Result<http::Response> find_records(const web::Visit& visit) {
  auto read = visit.services.database.read();
  const auto opened = find_to_gather(read, visit);
  if (!opened) return tl::unexpected{opened.error()};
  auto page = words_page(visit, *opened);
  const auto posted = web::read_form(visit, page);
  if (!posted.mistakes.empty()) return web::show_form(visit, page, posted.answers, posted.mistakes);
  page.before = results(visit, read, *opened, posted.answers.hidden("words"));
  return web::show_form(visit, page, posted.answers);
}

Result<http::Response> confirm_records(const web::Visit& visit) {
  const auto form = visit.request.form().value_or(http::Form{});
  const auto confirmed = form.all("record");
  if (confirmed.empty()) return choose_again(visit);
  if (confirmed.size() > kConfirmedAtOnce) return fail(ErrorKind::invalid, "request.too_many", {{"", tr("Add fewer records at once")}});
  std::vector<holdings::Gathered> gathered;
  {
    auto read = visit.services.database.read();
    const auto opened = find_to_gather(read, visit);
    if (!opened) return tl::unexpected{opened.error()};
    const auto asker = asker_of(*opened);
    for (const auto reference : confirmed)
      for (const auto& part : parts())
        if (const auto found = part.by_reference(visit, read, reference); found && may_be_added(part, visit, read, asker, *found)) gathered.push_back({*found, part.held(visit, read, *found, asker)});
  }
  const auto done = visit.services.database.write([&](db::Tx& tx) {
    return holdings::gather(tx, visit.services, visit.viewer, visit.parameter("reference"), gathered, visit.now);
  });
  if (!done) return tl::unexpected{done.error()};
  return web::see_other(url_of(done->reference));
}

}  // namespace regard::subject_access
