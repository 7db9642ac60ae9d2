#include "concerns/finding/found.h"

#include <algorithm>
#include <map>

#include "concerns/casework/store.h"
#include "concerns/concern/store.h"

namespace regard::concerns {
namespace {

// Of what a viewer who oversees everything is kept away from so much may stand between two results; then they are asked
// whether to look further back.
constexpr std::size_t kCandidatesAtMost = 5000;

// The index looks only where the viewer may see something, so that what it finds is nearly always theirs to see. Whether
// it is, the store says of each.
search::Scope scope_of(db::Read& read, const Sight& cases, const Sight& concerns) {
  if (cases.oversees_all && concerns.oversees_all) return {};
  search::Scope scope{search::Scope::Reach::some};
  const auto add_labels = [&](const Sight& sight, std::string_view kind) {
    for (const Scope& overseen : sight.scopes()) scope.labels.push_back(label_of(kind, overseen.centre));
  };
  add_labels(cases, kOfCase);
  add_labels(concerns, kOfConcern);
  scope.records = store::own_case_ids(read, cases);
  std::ranges::copy(store::own_concern_ids(read, concerns), std::back_inserter(scope.records));
  return scope;
}

// A record that the viewer sees, opened.
struct Seen {
  std::variant<Case, Concern> record;
  crypto::RecordKey key;
  PrivateText name;
};

class Finding {
 public:
  Finding(const web::Visit& visit, db::Read& read)
      : visit_{visit}, read_{read}, cases_{sight_of(visit.viewer, kOverseeCases)}, concerns_{sight_of(visit.viewer, kTriage)} {}

  Found find(std::string_view words, std::optional<std::int64_t> after) {
    std::size_t candidates = 0;
    visit_.services.index.find(kWrittenIndex, words, scope_of(read_, cases_, concerns_), after, [&](const std::vector<search::Hit>& batch) {
      see(batch);
      for (const auto& hit : batch) {
        take(hit);
        if (found_.texts.size() <= kResultsShown) continue;
        found_.texts.pop_back();  // seen to be there, so that nobody is offered more where there is none for them
        found_.go_on_after = ranks_[kResultsShown - 1];
        return false;
      }
      candidates += batch.size();
      if (candidates >= kCandidatesAtMost) found_.go_on_after = batch.back().rank;
      return candidates < kCandidatesAtMost;
    });
    return std::move(found_);
  }

 private:
  static bool is_of_case(const search::Hit& hit) { return hit.place.starts_with(kOfCase); }
  static std::string_view place_in_record(const search::Hit& hit) {
    return std::string_view{hit.place}.substr(hit.place.find(' ') + 1);
  }

  // Asks the store once for each record of the batch.
  void see(const std::vector<search::Hit>& batch) {
    std::vector<Uuid> cases, concerns;
    for (const auto& hit : batch)
      if (seen_.try_emplace(hit.record).second) (is_of_case(hit) ? cases : concerns).push_back(hit.record);
    open(store::cases_among(read_, cases_, cases), kCaseName);
    open(store::visible_among(read_, concerns_, concerns), kConcernName);
  }

  template <class Record>
  void open(const std::vector<Record>& records, crypto::Column column) {
    std::vector<crypto::KeyId> ids;
    for (const auto& record : records) ids.push_back(record.key);
    const auto keys = visit_.services.keyring.find_many(ids);
    for (std::size_t i = 0; i < records.size(); ++i)
      if (keys[i]) seen_[records[i].id.value] = Seen{records[i], *keys[i], crypto::open(*keys[i], {column, records[i].id.value}, records[i].name_sealed)};
  }

  void take(const search::Hit& hit) {
    const auto& seen = seen_.at(hit.record);
    if (!seen) return;
    auto text = std::visit([&](const auto& record) { return found_text({visit_.services, read_, seen->key}, visit_.viewer, record, place_in_record(hit)); }, seen->record);
    if (!text) return;  // gone, or not for this viewer
    found_.texts.push_back({seen->record, seen->name, std::move(*text)});
    ranks_.push_back(hit.rank);
  }

  const web::Visit& visit_;
  db::Read& read_;
  const Sight cases_, concerns_;
  std::map<Uuid, std::optional<Seen>> seen_;
  std::vector<std::int64_t> ranks_;  // of the texts
  Found found_;
};

}  // namespace

Found find_texts(const web::Visit& visit, db::Read& read, std::string_view words, std::optional<std::int64_t> after) {
  return Finding{visit, read}.find(words, after);
}

}  // namespace regard::concerns
