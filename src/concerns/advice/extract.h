// An extract: what is put to a partner to ask for advice, without saying who it is about. The program prepares it, a person
// reads and changes it and says that nobody can be recognised in it; only then is it sent, by a person, outside.
#pragma once

#include <optional>
#include <string>

#include "concerns/pathway/step.h"

namespace regard::concerns {

using ExtractId = Id<struct AdviceExtractTag>;

enum class ExtractState { draft, checked, sent };
enum class ExtractAction { change, check, send };

std::string_view word(ExtractState state);
ExtractState extract_state_from(std::string_view stored);
Words label(ExtractState state);

struct Extract {
  ExtractId id;
  ExtractState state = ExtractState::draft;
  int version = 1;
  Instant made_at{};
  PersonId made_by;
  std::optional<Instant> checked_at = {};
  std::optional<PersonId> checked_by = {};
  std::optional<StepId> step = {};  // with which it was sent
  std::string text_sealed = {};
  std::optional<std::string> left_sealed = {};  // why what still looks like somebody's name may stay

  // The one place where the state changes. Changed again, it has to be checked again.
  Result<ExtractState> attempt(ExtractAction action);
};

// Sealed under the case's key.
inline constexpr crypto::Column kExtractText{"advice_extract.text"};
inline constexpr crypto::Column kExtractLeft{"advice_extract.left"};

}  // namespace regard::concerns
