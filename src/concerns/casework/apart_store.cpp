// The SQL of what is kept apart in entries.
#include "concerns/casework/apart.h"
#include "platform/base/stored_words.h"

namespace regard::concerns {
namespace {

constexpr StoredWord<Basis> kBases[] = {{Basis::seen, "seen"}, {Basis::told, "told"}, {Basis::read, "read"}};

constexpr std::string_view kInsert = R"sql(
  INSERT INTO case_entry_apart (entry_id, basis, assumed_sealed, alternative_sealed) VALUES (:entry, :basis, :assumed, :alternative)
)sql";
constexpr std::string_view kOfCase = R"sql(
  SELECT p.entry_id, p.basis, p.assumed_sealed, p.alternative_sealed
    FROM case_entry e JOIN case_entry_apart p ON p.entry_id = e.id WHERE e.case_id = :case_id
)sql";

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

std::map<EntryId, Apart> aparts(db::Read& read, const CaseId& record) {
  std::map<EntryId, Apart> found;
  for (const db::Row& row : read.all(kOfCase, {{"case_id", record}})) {
    const auto basis = row.maybe_text("basis");
    found[row.id<CaseEntryTag>("entry_id")] = {basis ? std::optional{basis_from(*basis)} : std::nullopt, row.maybe_text("assumed_sealed"), row.maybe_text("alternative_sealed")};
  }
  return found;
}

}  // namespace store

}  // namespace regard::concerns
