// What is kept apart in an entry: what it is based on, what in it is assumed, and what else could explain it.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>

#include "concerns/casework/casefile.h"
#include "platform/db/db.h"

namespace regard::concerns {

enum class Basis { seen, told, read };
std::string_view word(Basis basis);
Basis basis_from(std::string_view stored);
Words label(Basis basis);

struct Apart {
  std::optional<Basis> basis = {};
  std::optional<std::string> assumed_sealed = {}, alternative_sealed = {};
};

// As somebody wrote it.
struct SaidApart {
  std::optional<Basis> basis = {};
  PrivateText assumed = {}, alternative = {};
  bool empty() const { return !basis && assumed.empty() && alternative.empty(); }
};

inline constexpr crypto::Column kEntryAssumed{"case_entry_apart.assumed"};
inline constexpr crypto::Column kEntryAlternative{"case_entry_apart.alternative"};

namespace store {

void insert(db::Tx& tx, const EntryId& entry, const Apart& apart);
std::map<EntryId, Apart> aparts(db::Read& read, std::span<const EntryId> entries);  // of those that have one

}  // namespace store

}  // namespace regard::concerns
