// The SQL of what is kept apart in entries.
#include "concerns/casework/apart.h"
#include "platform/base/stored_words.h"

namespace regard::concerns {
namespace {

constexpr StoredWord<Basis> kBases[] = {{Basis::seen, "seen"}, {Basis::told, "told"}, {Basis::read, "read"}};

constexpr std::string_view kInsert = R"sql(
  INSERT INTO case_entry_apart (entry_id, basis, assumed_sealed, alternative_sealed) VALUES (:entry, :basis, :assumed, :alternative)
)sql";

constexpr std::size_t kAtOnce = 30;  // what a page of the chronology shows

const std::vector<std::string>& places() {
  static const auto made = [] {
    std::vector<std::string> all;
    for (std::size_t i = 0; i < kAtOnce; ++i) all.push_back("entry" + std::to_string(i));
    return all;
  }();
  return made;
}

// Always of as many, so that it is one statement.
const std::string& of_entries() {
  static const auto made = [] {
    std::string sql = "SELECT entry_id, basis, assumed_sealed, alternative_sealed FROM case_entry_apart WHERE entry_id IN (";
    for (const auto& place : places()) sql += (place == places().front() ? ":" : ", :") + place;
    return sql + ")";
  }();
  return made;
}

}  // namespace

std::string_view word(Basis basis) { return word_in(kBases, basis); }
Basis basis_from(std::string_view stored) { return value_in(kBases, stored); }

Words label(Basis basis) {
  switch (basis) {
    case Basis::seen: return tr("Seen or heard by whoever wrote it");
    case Basis::told: return tr("Told by somebody else");
    case Basis::read: return tr("Read");
  }
  throw std::logic_error("Basis outside its enumerators");
}

namespace store {

void insert(db::Tx& tx, const EntryId& entry, const Apart& apart) {
  tx.run(kInsert, {{"entry", entry}, {"basis", apart.basis ? std::optional{word(*apart.basis)} : std::nullopt},
                   {"assumed", apart.assumed_sealed}, {"alternative", apart.alternative_sealed}});
}

std::map<EntryId, Apart> aparts(db::Read& read, std::span<const EntryId> entries) {
  std::map<EntryId, Apart> found;
  for (std::size_t from = 0; from < entries.size(); from += kAtOnce) {
    db::Binds binds;
    for (std::size_t i = 0; i < kAtOnce; ++i) binds.emplace_back(places()[i], from + i < entries.size() ? entries[from + i].text() : std::string{});
    for (const db::Row& row : read.all(of_entries(), binds)) {
      const auto basis = row.maybe_text("basis");
      found[row.id<CaseEntryTag>("entry_id")] = {basis ? std::optional{basis_from(*basis)} : std::nullopt, row.maybe_text("assumed_sealed"), row.maybe_text("alternative_sealed")};
    }
  }
  return found;
}

}  // namespace store

}  // namespace regard::concerns
