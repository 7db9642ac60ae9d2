#include "concerns/finding/handlers.h"

#include "concerns/casework/store.h"
#include "concerns/concern/events.h"
#include "concerns/concern/store.h"
#include "concerns/deferred.h"
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
  return {};
}

// Candidates from the index, newest first, as long as the viewer's own query lets too few through.
template <class Record>
std::vector<Record> found_by_words(const web::Visit& visit, std::string_view kind, std::string_view words,
                                   const std::function<std::vector<Record>(const std::vector<Uuid>&)>& visible) {
  std::vector<Record> found;
  std::size_t candidates = 0;
  visit.services.index.find(kind, words, [&](const std::vector<Uuid>& batch) {
    candidates += batch.size();
    for (auto& record : visible(batch)) found.push_back(std::move(record));
    return found.size() < kResultsShown && candidates < kCandidatesAtMost;
  });
  if (found.size() > kResultsShown) found.resize(kResultsShown);
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

  const auto cases = found_by_words<Case>(visit, kCasesIndex, words, [&](const auto& ids) {
    return store::cases_among(read, sight_of(visit.viewer, kOverseeCases), ids);
  });
  const auto concerns = found_by_words<Concern>(visit, kConcernsIndex, words, [&](const auto& ids) {
    return store::visible_among(read, sight_of(visit.viewer, kTriage), ids);
  });
  html::View view{visit.services.views, visit.language, "concerns/views/found.html"};
  std::vector<std::string> references;
  add_rows(view, visit, kCaseName, "/cases/", cases, references);
  add_rows(view, visit, kConcernName, "/concerns/", concerns, references);
  if (references.empty()) view.show("NOTHING");
  visit.services.audit.looked(visit.viewer, visit.now, ListLookedAt{"search", references});
  page.before = view.render();
  return web::show_form(visit, page, posted.answers);
}

}  // namespace regard::concerns
