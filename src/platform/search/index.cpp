#include <algorithm>
#include <condition_variable>
#include <exception>
#include <map>
#include <mutex>
#include <stdexcept>
#include <thread>
#include <unordered_map>
#include <utility>

#include "platform/log/log.h"
#include "platform/search/blind.h"
#include "platform/search/lookup.h"
#include "platform/search/search.h"
#include "platform/search/segment_writer.h"
#include "platform/search/store.h"
#include "platform/search/terms.h"
#include "platform/search/upkeep.h"

namespace regard::search {
namespace {

using store::Rank;

constexpr std::size_t kWordsAsked = 12;  // of a search; more narrow it no further
constexpr std::size_t kFirstBatch = 32, kLargestBatch = 256;

// Eight places for each millisecond, counted back from the year 2248, so that ranks rise from newest to oldest and
// stay positive.
constexpr std::int64_t kPlaces = 8;
constexpr std::uint64_t kWidestWindow = std::uint64_t{1} << 40;  // 4 years
constexpr Instant kEnd{std::chrono::milliseconds{std::int64_t{1} << 43}};

Rank rank_at(Instant at) { return kPlaces * (kEnd - std::clamp(at, Instant{}, kEnd)).count(); }

// Where in the window: texts of one instant find room the sooner, the more they are spread.
std::uint64_t random_bits(const Uuid& id) {
  std::uint64_t bits = 0;
  for (std::size_t i = 9; i < id.bytes.size(); ++i) bits = bits << 8 | id.bytes[i];
  return bits;
}

using Name = std::pair<Uuid, std::string_view>;  // of a text

// Each text's rank: the one it has, or any free one near its instant. The window in which to look doubles until there is
// room, for imports in which thousands share one instant.
std::map<Name, Rank> ranks_of(db::Tx& tx, std::string_view kind, const std::vector<Entry>& entries) {
  std::map<Name, const Entry*> by_name;
  std::vector<store::Ranked> texts;
  for (const auto& entry : entries)
    if (by_name.emplace(Name{entry.record, entry.place}, &entry).second) texts.push_back({0, entry.record, entry.place});
  std::map<Name, Rank> ranks;
  const auto note = [&](const std::vector<store::Ranked>& some) {
    for (const auto& each : some) ranks.emplace(Name{each.record, by_name.at({each.record, each.place})->place}, each.rank);
  };
  note(store::ranked(tx, kind, texts));
  for (std::uint64_t window = kPlaces; window < kWidestWindow; window *= 2) {
    std::vector<store::Ranked> wanted;
    for (const auto& [name, entry] : by_name)
      if (!ranks.contains(name))
        wanted.push_back({rank_at(entry->at) + static_cast<Rank>(random_bits(uuid7(entry->at)) % window), entry->record, entry->place});
    if (wanted.empty()) return ranks;
    note(store::take_ranks(tx, kind, wanted));
  }
  throw std::runtime_error("the search index has no room near a text's instant");
}

// Words beside a text and labels are terms that no text has.
std::string beside(std::string_view term) { return "~" + std::string{term}; }
std::string label(std::string_view name) { return "@" + std::string{name}; }

std::vector<std::string> all_terms(const Entry& entry) {
  std::vector<std::string> all = entry.terms;
  for (const auto& term : entry.beside) all.push_back(beside(term));
  for (const auto& name : entry.labels) all.push_back(label(name));
  return all;
}

}  // namespace

struct Index::State {
  State(db::Database& database, crypto::Keyring& keyring)
      : store{database}, blind{keyring.purpose("index")}, upkeep{store, blind}, tidier{[this] { keep_tidy(); }} {}
  ~State();

  void keep_tidy();
  void wake();
  std::vector<Sought> sought(std::string_view kind, std::string_view words) const;
  Union within(db::Read& read, std::string_view kind, const Scope& scope) const;

  db::Database& store;
  const Blind blind;
  Upkeep upkeep;
  std::mutex mutex;
  std::condition_variable woken;
  bool wanted = false, stopping = false;
  std::thread tidier;  // last: it uses all the others
};

Index::State::~State() {
  {
    const std::lock_guard lock{mutex};
    stopping = true;
  }
  upkeep.stop();
  woken.notify_all();
  tidier.join();
}

void Index::State::wake() {
  {
    const std::lock_guard lock{mutex};
    wanted = true;
  }
  woken.notify_one();
}

void Index::State::keep_tidy() {
  std::unique_lock lock{mutex};
  while (true) {
    woken.wait(lock, [&] { return wanted || stopping; });
    if (stopping) return;
    wanted = false;
    lock.unlock();
    try {
      upkeep.merge();
    } catch (const std::exception& fault) {
      // Nothing is lost: the segments are as they were, and the next add asks again.
      log::write(log::Level::warning, "search.merge_failed", {{"why", log::Safe{fault.what()}}});
    }
    lock.lock();
  }
}

std::vector<Sought> Index::State::sought(std::string_view kind, std::string_view words) const {
  std::vector<Sought> all;
  for (const auto& term : wanted_terms(words)) all.push_back({blind.token(kind, term), blind.token(kind, beside(term))});
  all.resize(std::min(all.size(), kWordsAsked));
  return all;
}

Union Index::State::within(db::Read& read, std::string_view kind, const Scope& scope) const {
  std::vector<std::int64_t> labels;
  for (const auto& name : scope.labels) labels.push_back(blind.token(kind, label(name)));
  return {read, blind, labels, store::ranks_of(read, kind, scope.records)};
}

Index::Index(db::Database& store, crypto::Keyring& keyring) : state_{std::make_unique<State>(store, keyring)} {}
Index::~Index() = default;

void Index::add(std::string_view kind, const std::vector<Entry>& entries) {
  std::unordered_map<std::string, std::int64_t> tokens;
  std::vector<std::vector<std::int64_t>> of_entries;
  for (const auto& entry : entries) {
    auto& own = of_entries.emplace_back();
    for (auto& term : all_terms(entry)) {
      const auto [known, is_new] = tokens.try_emplace(std::move(term), 0);
      if (is_new) known->second = state_->blind.token(kind, known->first);
      own.push_back(known->second);
    }
  }
  if (tokens.empty()) return;

  state_->store.write([&](db::Tx& tx) {
    const auto ranks = ranks_of(tx, kind, entries);
    std::vector<Posting> postings;
    for (std::size_t i = 0; i < entries.size(); ++i)
      for (const auto token : of_entries[i]) postings.push_back({token, ranks.at({entries[i].record, entries[i].place})});
    std::sort(postings.begin(), postings.end());
    SegmentWriter writer{state_->blind};
    for (const auto& posting : postings) writer.add(posting);
    writer.finish();
    store::add_segment(tx, writer.segment(), store::State::live);
    for (const auto& block : writer.take_finished()) store::add_block(tx, writer.id(), block);
  });
  state_->wake();
}

bool Index::forget(std::string_view kind, const Uuid& record) { return forget_all(kind, {&record, 1}); }

bool Index::forget_all(std::string_view kind, std::span<const Uuid> records) {
  state_->store.write([&](db::Tx& tx) {
    for (const auto& record : records) store::unname(tx, kind, record);
  });
  if (state_->upkeep.forget() != Upkeep::Outcome::done) return false;
  return state_->store.scrub();
}

void Index::find(std::string_view kind, std::string_view words, const Scope& scope, std::optional<std::int64_t> after,
                 const std::function<bool(const std::vector<Hit>& batch)>& take) {
  const auto sought = state_->sought(kind, words);
  if (sought.empty()) return;
  auto read = state_->store.read();
  Intersection found{read, state_->blind, sought};
  if (scope.reach == Scope::Reach::some) found.narrow_to(state_->within(read, kind, scope));
  auto rank = found.seek(after ? *after + 1 : 0);
  for (std::size_t size = kFirstBatch; rank; size = std::min(size * 2, kLargestBatch)) {
    std::vector<Rank> ranks;
    for (; rank && ranks.size() < size; rank = found.seek(*rank + 1)) ranks.push_back(*rank);
    auto named = store::named(read, ranks);
    std::sort(named.begin(), named.end());
    std::vector<Hit> batch;
    for (auto& [place_in_time, record, place] : named) batch.push_back({place_in_time, record, std::move(place)});
    if (!batch.empty() && !take(batch)) return;
  }
}

bool Index::is_complete() {
  auto read = state_->store.read();
  return store::is_complete(read);
}

void Index::completed() {
  state_->store.write([](db::Tx& tx) { store::set_complete(tx, true); });
}

void Index::clear() {
  if (state_->upkeep.clear() != Upkeep::Outcome::done)
    throw std::runtime_error("another program is working on the search index: try again in a minute");
}

void Index::tidy() { state_->upkeep.merge(); }

}  // namespace regard::search
