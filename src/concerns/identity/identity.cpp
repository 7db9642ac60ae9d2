#include "concerns/identity/identity.h"

#include "platform/base/stored_words.h"

namespace regard::concerns::identity {
namespace {

constexpr StoredWord<IdentityState> kStates[] = {
    {IdentityState::kept, "kept"}, {IdentityState::asked, "asked"}, {IdentityState::released, "released"}};
constexpr StoredWord<IdentityAction> kActions[] = {
    {IdentityAction::ask, "ask"}, {IdentityAction::grant, "grant"}, {IdentityAction::refuse, "refuse"}};

}  // namespace

std::string_view word(IdentityState state) { return word_in(kStates, state); }
std::string_view word(IdentityAction action) { return word_in(kActions, action); }
IdentityState identity_state_from(std::string_view stored) { return value_in(kStates, stored); }

Words label(IdentityState state) {
  switch (state) {
    case IdentityState::kept: return tr("Kept in confidence");
    case IdentityState::asked: return tr("Asked for: a custodian decides");
    case IdentityState::released: return tr("Released");
  }
  throw std::logic_error("IdentityState outside its enumerators");
}

Result<IdentityState> Identity::attempt(IdentityAction action, const Viewer& viewer) {
  auto next = workflow::permitted(kIdentityMoves, *this, action, viewer);
  if (next) state = *next;
  return next;
}

std::string_view asked_for_it_themselves(const Identity& identity, const Viewer& viewer) {
  return identity.asked_by == viewer.person ? "identity.second_person" : "";
}

}  // namespace regard::concerns::identity
