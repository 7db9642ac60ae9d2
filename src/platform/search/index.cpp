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

std::uint64_t random_bits(const Uuid& id) {
  std::uint64_t bits = 0;
  for (std::size_t i = 9; i < id.bytes.size(); ++i) bits = bits << 8 | id.bytes[i];
  return bits;
}

// Each record's rank: the one it has, or any free one near its instant. The window in which to look doubles until
// there is room, for imports in which thousands share one instant.
std::map<Uuid, Rank> ranks_of(db::Tx& tx, std::string_view kind, const std::vector<Entry>& entries) {
  std::vector<Uuid> records;
  for (const auto& entry : entries) records.push_back(entry.record);
  std::map<Uuid, Rank> ranks;
  const auto note = [&](const std::vector<store::Ranked>& some) {
    for (const auto& each : some) ranks.emplace(each.record, each.rank);
  };
  note(store::ranked(tx, kind, records));
  for (std::uint64_t window = kPlaces; window < kWidestWindow; window *= 2) {
    std::map<Uuid, Rank> wanted;
    for (const auto& entry : entries)
      if (!ranks.contains(entry.record))
        wanted.emplace(entry.record, rank_at(entry.at) + static_cast<Rank>(random_bits(entry.record) % window));
    if (wanted.empty()) return ranks;
    std::vector<store::Ranked> asked;
    for (const auto& [record, rank] : wanted) asked.push_back({rank, record});
    note(store::take_ranks(tx, kind, asked));
  }
  throw std::runtime_error("the search index has no room near a record's instant");
}

}  // namespace

struct Index::State {
  State(db::Database& database, crypto::Keyring& keyring)
      : store{database}, blind{keyring.purpose("index")}, upkeep{store, blind}, tidier{[this] { keep_tidy(); }} {}
  ~State();

  void keep_tidy();
  void wake();
  std::vector<std::int64_t> tokens(std::string_view kind, std::string_view words) const;

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

std::vector<std::int64_t> Index::State::tokens(std::string_view kind, std::string_view words) const {
  std::vector<std::int64_t> tokens;
  for (const auto& term : wanted_terms(words)) tokens.push_back(blind.token(kind, term));
  tokens.resize(std::min(tokens.size(), kWordsAsked));
  return tokens;
}

Index::Index(db::Database& store, crypto::Keyring& keyring) : state_{std::make_unique<State>(store, keyring)} {}
Index::~Index() = default;

void Index::add(std::string_view kind, const std::vector<Entry>& entries) {
  std::unordered_map<std::string_view, std::int64_t> tokens;
  for (const auto& entry : entries)
    for (const auto& term : entry.terms) tokens.try_emplace(term, 0);
  if (tokens.empty()) return;
  for (auto& [term, token] : tokens) token = state_->blind.token(kind, term);

  state_->store.write([&](db::Tx& tx) {
    const auto ranks = ranks_of(tx, kind, entries);
    std::vector<Posting> postings;
    for (const auto& entry : entries)
      for (const auto& term : entry.terms) postings.push_back({tokens.at(term), ranks.at(entry.record)});
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

void Index::find(std::string_view kind, std::string_view words,
                 const std::function<bool(const std::vector<Uuid>& batch)>& take) {
  const auto tokens = state_->tokens(kind, words);
  auto read = state_->store.read();
  Intersection found{read, state_->blind, tokens};
  auto rank = found.seek(0);
  for (std::size_t size = kFirstBatch; rank; size = std::min(size * 2, kLargestBatch)) {
    std::vector<Rank> ranks;
    for (; rank && ranks.size() < size; rank = found.seek(*rank + 1)) ranks.push_back(*rank);
    auto named = store::named(read, ranks);
    std::sort(named.begin(), named.end());
    std::vector<Uuid> batch;
    for (const auto& [place, record] : named) batch.push_back(record);
    if (!batch.empty() && !take(batch)) return;
  }
}

std::vector<Uuid> Index::among(std::string_view kind, std::string_view words, std::span<const Uuid> records) {
  const auto tokens = state_->tokens(kind, words);
  if (records.empty()) return {};
  auto read = state_->store.read();
  auto ranked = store::ranked(read, kind, records);
  std::sort(ranked.begin(), ranked.end());
  Intersection found{read, state_->blind, tokens};
  std::vector<Uuid> holding;
  for (const auto& [rank, record] : ranked) {
    const auto next = found.seek(rank);
    if (!next) break;
    if (*next == rank) holding.push_back(record);
  }
  const auto place = [&](const Uuid& record) { return std::find(records.begin(), records.end(), record); };
  std::sort(holding.begin(), holding.end(), [&](const Uuid& a, const Uuid& b) { return place(a) < place(b); });
  return holding;
}

void Index::clear() {
  if (state_->upkeep.clear() != Upkeep::Outcome::done)
    throw std::runtime_error("another program is working on the search index: try again in a minute");
}

void Index::tidy() { state_->upkeep.merge(); }

}  // namespace regard::search
