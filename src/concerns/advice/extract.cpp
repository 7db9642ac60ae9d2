#include "concerns/advice/extract.h"

#include "platform/base/stored_words.h"

namespace regard::concerns {
namespace {

constexpr StoredWord<ExtractState> kStates[] = {{ExtractState::draft, "draft"}, {ExtractState::checked, "checked"}, {ExtractState::sent, "sent"}};

struct ExtractMove {
  ExtractState from;
  ExtractAction action;
  ExtractState to;
};

// Who may: whoever may record that advice was sought outside (pathway/rules.h).
constexpr ExtractMove kMoves[] = {{ExtractState::draft, ExtractAction::change, ExtractState::draft},
                                  {ExtractState::checked, ExtractAction::change, ExtractState::draft},
                                  {ExtractState::draft, ExtractAction::check, ExtractState::checked},
                                  {ExtractState::checked, ExtractAction::check, ExtractState::checked},
                                  {ExtractState::checked, ExtractAction::send, ExtractState::sent}};

}  // namespace

std::string_view word(ExtractState state) { return word_in(kStates, state); }
ExtractState extract_state_from(std::string_view stored) { return value_in(kStates, stored); }

Words label(ExtractState state) {
  switch (state) {
    case ExtractState::draft: return tr("To be read and checked");
    case ExtractState::checked: return tr("Checked");
    case ExtractState::sent: return tr("Sent");
  }
  throw std::logic_error("ExtractState outside its enumerators");
}

Result<ExtractState> Extract::attempt(ExtractAction action) {
  for (const ExtractMove& move : kMoves)
    if (move.from == state && move.action == action) return state = move.to;
  return fail(ErrorKind::conflict, "extract.wrong_state");
}

}  // namespace regard::concerns
