#include "concerns/finding/handlers.h"

#include <algorithm>

#include "concerns/casework/store.h"
#include "concerns/concern/events.h"
#include "concerns/concern/store.h"
#include "concerns/deferred.h"
#include "concerns/matching/store.h"
#include "concerns/opening.h"
#include "platform/html/components.h"
#include "platform/web/form_page.h"

namespace regard::concerns {
namespace {

constexpr std::size_t kResultsShown = 25;
constexpr std::size_t kCandidatesAtMost = 2000;  // a common word: what is older is found with another word

constexpr forms::Field kFields[] = {{.name = "words",
                                     .kind = forms::Kind::line,
                                     .label = tr("Find a concern or a case"),
                                     .missing = tr("Enter a reference, a name or words"),
                                     .hint = tr("A reference, or a name or words from the chronology. All the words must be there."),
                                     .autocomplete = "off"}};
constexpr forms::Question kQuestion{"search", tr("Find"), kFields};

web::FormPage form_page(const web::Visit& visit) {
  return {.question = kQuestion, .action = "/search", .back = "/", .button = visit.language(tr("Find"))};
}

// A record that the viewer cannot see is not found by its reference either.
std::optional<std::string> url_of_reference(db::Read& read, const web::Visit& visit, std::string_view reference) {
  if (store::find_visible(read, sight_of(visit.viewer, kTriage), reference)) return "/concerns/" + std::string{reference};
  if (store::find_case(read, sight_of(visit.viewer, kOverseeCases), reference)) return "/cases/" + std::string{reference};
  if (const auto into = store::where_merged(read, sight_of(visit.viewer, kOverseeCases), reference)) return "/cases/" + *into;
  return {};
}

template <class Record>
struct Found {
  std::vector<Record> records;  // newest first
  bool cut = false;             // there may be more: not everything was looked at, or not everything is shown
};

Instant began(const Case& record) { return record.opened_at; }
Instant began(const Concern& concern) { return concern.raised_at; }

// The viewer's own records that hold the words: all of them. For who oversees more, also candidates from the index, newest
// first, as long as the viewer's own query lets too few through.
template <class Record>
Found<Record> found_by_words(const web::Visit& visit, std::string_view kind, std::string_view words, const Sight& sight, const std::vector<Uuid>& own,
                             const std::function<std::vector<Record>(const std::vector<Uuid>&)>& visible) {
  auto& index = visit.services.index;
  Found<Record> found{visible(index.among(kind, words, own))};
  std::size_t candidates = 0;
  if (sight.oversees_all || !sight.centres.empty())
    index.find(kind, words, [&](const std::vector<Uuid>& batch) {
      candidates += batch.size();
      for (auto& record : visible(batch))
        if (std::ranges::count(found.records, record.id, &Record::id) == 0) found.records.push_back(std::move(record));
      found.cut = candidates >= kCandidatesAtMost || found.records.size() > kResultsShown;
      return !found.cut;
    });
  std::ranges::stable_sort(found.records, std::greater{}, [](const Record& record) { return began(record); });
  if (found.records.size() > kResultsShown) {
    found.records.resize(kResultsShown);
    found.cut = true;
  }
  return found;
}

template <class Record>
void add_rows(html::View& view, const web::Visit& visit, crypto::Column column, std::string_view folder, const std::vector<Record>& records,
              std::vector<std::string>& references) {
  std::vector<SealedName> sealed;
  for (const auto& record : records) sealed.push_back({record.key, record.id.value, record.name_sealed});
  const auto names = names_in(visit, column, sealed);
  for (std::size_t i = 0; i < records.size(); ++i) {
    view.section("RESULT").set("RESULT_HREF", std::string{folder} + records[i].reference).set("RESULT_NAME", names[i])
        .set("RESULT_REFERENCE", records[i].reference).set("RESULT_STATE", visit.language(label(records[i].state)));
    references.push_back(records[i].reference);
  }
}

}  // namespace

Result<http::Response> ask_search(const web::Visit& visit) { return web::show_form(visit, form_page(visit)); }

Result<http::Response> search(const web::Visit& visit) {
  auto page = form_page(visit);
  const auto posted = web::read_form(visit, page);
  if (!posted.mistakes.empty()) return web::show_form(visit, page, posted.answers, posted.mistakes);
  const std::string& words = posted.answers.text("words");
  auto read = visit.services.database.read();
  if (const auto reference = reference_from(words))
    if (const auto url = url_of_reference(read, visit, *reference)) return web::see_other(*url);

  const Sight of_cases = sight_of(visit.viewer, kOverseeCases), of_concerns = sight_of(visit.viewer, kTriage);
  const auto cases = found_by_words<Case>(visit, kCasesIndex, words, of_cases, store::own_case_ids(read, of_cases),
                                          [&](const auto& ids) { return store::cases_among(read, of_cases, ids); });
  const auto concerns = found_by_words<Concern>(visit, kConcernsIndex, words, of_concerns, store::own_concern_ids(read, of_concerns),
                                                [&](const auto& ids) { return store::visible_among(read, of_concerns, ids); });
  html::View view{visit.services.views, visit.language, "concerns/views/found.html"};
  std::vector<std::string> references;
  add_rows(view, visit, kCaseName, "/cases/", cases.records, references);
  add_rows(view, visit, kConcernName, "/concerns/", concerns.records, references);
  if (cases.cut || concerns.cut) view.show("MORE");
  else if (references.empty()) view.show("NOTHING");
  visit.services.audit.looked(visit.viewer, visit.now, ListLookedAt{"search", references});
  page.before = view.render();
  return web::show_form(visit, page, posted.answers);
}

}  // namespace regard::concerns
