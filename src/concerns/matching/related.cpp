#include "concerns/matching/related.h"

#include <algorithm>

#include "concerns/casework/store.h"
#include "concerns/concern/events.h"
#include "concerns/concern/store.h"
#include "concerns/deferred.h"
#include "concerns/matching/store.h"
#include "concerns/opening.h"
#include "platform/base/calendar.h"
#include "platform/i18n/dates.h"
#include "platform/html/components.h"

namespace regard::concerns {
namespace {

constexpr std::size_t kProposed = 10;

// A record as this shows it, whichever it is.
struct Line {
  std::string name, reference, href, state, why = {};
};

class Lines {
 public:
  explicit Lines(const web::Visit& visit) : visit_{visit} {}

  std::vector<Line> of(const std::vector<Case>& cases) {
    std::vector<SealedName> sealed;
    for (const auto& record : cases) sealed.push_back({record.key, record.id.value, record.name_sealed});
    const auto names = names_in(visit_, kCaseName, sealed);
    std::vector<Line> lines;
    for (std::size_t i = 0; i < cases.size(); ++i) add(lines, names[i], "/cases/", cases[i].reference, label(cases[i].state));
    return lines;
  }
  std::vector<Line> of(const std::vector<Concern>& concerns) {
    std::vector<SealedName> sealed;
    for (const auto& concern : concerns) sealed.push_back({concern.key, concern.id.value, concern.name_sealed});
    const auto names = names_in(visit_, kConcernName, sealed);
    std::vector<Line> lines;
    for (std::size_t i = 0; i < concerns.size(); ++i) add(lines, names[i], "/concerns/", concerns[i].reference, label(concerns[i].state));
    return lines;
  }
  const std::vector<std::string>& references() const { return references_; }

 private:
  void add(std::vector<Line>& lines, const std::string& name, std::string_view folder, const std::string& reference, Words state) {
    lines.push_back({name, reference, std::string{folder} + reference, visit_.language(state)});
    references_.push_back(reference);
  }
  const web::Visit& visit_;
  std::vector<std::string> references_;
};

// The likeliest first, cases before concerns.
std::vector<Line> proposed(const web::Visit& visit, db::Read& read, const Either& either, Lines& lines) {
  std::vector<Line> all;
  const auto add = [&](auto likes) {
    if (likes.size() > kProposed) likes.resize(kProposed);
    std::vector<decltype(likes.front().record)> records;
    for (const auto& like : likes) records.push_back(like.record);
    auto shown = lines.of(records);
    for (std::size_t i = 0; i < shown.size(); ++i) {
      shown[i].why = visit.language(label(likes[i].why));
      all.push_back(std::move(shown[i]));
    }
  };
  add(store::like_cases(read, sight_of(visit.viewer, kOverseeCases), either.ref()));
  add(store::like_concerns(read, sight_of(visit.viewer, kTriage), either.ref()));
  return all;
}

void add_proposed(html::View& view, const web::Visit& visit, db::Read& read, const Either& either, Lines& lines) {
  if (!visit.viewer.may_at(kOverseeCases, either.centre())) return;
  for (const Line& line : proposed(visit, read, either, lines))
    view.section("PROPOSED").set("PROPOSED_HREF", either.url("/same-person/" + line.reference)).set("PROPOSED_NAME", line.name)
        .set("PROPOSED_REFERENCE", line.reference).set("PROPOSED_STATE", line.state).set("PROPOSED_WHY", line.why);
}

void add_lines(html::View& view, const std::vector<Line>& lines, const Either& either, bool may_change) {
  for (const Line& line : lines) {
    html::View row = view.section("WITH");
    row.set("WITH_HREF", line.href).set("WITH_NAME", line.name).set("WITH_REFERENCE", line.reference).set("WITH_STATE", line.state);
    if (may_change) row.section("WITH_AGAIN").set("AGAIN_HREF", either.url("/same-person/" + line.reference)).set("AGAIN_REFERENCE", line.reference);
  }
}

void add_incident(html::View& view, const web::Visit& visit, db::Read& read, const Either& either, Lines& lines) {
  if (!either.is_case()) return;
  for (const Line& line : lines.of(store::cases_of_the_same_incident(read, sight_of(visit.viewer, kOverseeCases), either.record->id)))
    view.section("INCIDENT").set("INCIDENT_HREF", line.href).set("INCIDENT_NAME", line.name).set("INCIDENT_REFERENCE", line.reference)
        .set("INCIDENT_STATE", line.state);
  for (const auto& part : store::parts_of(read, either.record->id))
    if (part.id != either.record->id) view.section("MERGED").set("MERGED_REFERENCE", part.reference);
}

}  // namespace

html::Html related(const web::Visit& visit, db::Read& read, const Either& either) {
  Lines lines{visit};
  html::View view{visit.services.views, visit.language, "concerns/views/related.html"};
  add_incident(view, visit, read, either, lines);
  const bool may_change = visit.viewer.may_at(kOverseeCases, either.centre());
  add_lines(view, lines.of(store::paired_cases(read, sight_of(visit.viewer, kOverseeCases), either.ref(), PairState::together)), either, may_change);
  add_lines(view, lines.of(store::paired_concerns(read, sight_of(visit.viewer, kTriage), either.ref(), PairState::together)), either, may_change);
  add_proposed(view, visit, read, either, lines);
  if (!lines.references().empty()) visit.services.audit.looked(visit.viewer, visit.now, ListLookedAt{"related", lines.references()});
  return view.render();
}

}  // namespace regard::concerns
