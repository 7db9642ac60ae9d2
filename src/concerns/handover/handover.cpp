#include "concerns/handover/handover.h"

#include "platform/base/stored_words.h"

namespace regard::concerns {
namespace {

constexpr StoredWord<HandoverWhy> kWhys[] = {{HandoverWhy::left, "left"}, {HandoverWhy::away, "away"}};
constexpr StoredWord<HandoverKind> kKinds[] = {
    {HandoverKind::ownership, "ownership"}, {HandoverKind::membership, "membership"}, {HandoverKind::task, "task"},
    {HandoverKind::step, "step"}};
constexpr StoredWord<HandoverState> kStates[] = {
    {HandoverState::waiting, "waiting"}, {HandoverState::moved, "moved"}, {HandoverState::undone, "undone"}};
constexpr StoredWord<HandoverAction> kActions[] = {{HandoverAction::hand_over, "hand_over"}, {HandoverAction::leave_undone, "leave_undone"}};

}  // namespace

std::string_view word(HandoverWhy why) { return word_in(kWhys, why); }
std::string_view word(HandoverKind kind) { return word_in(kKinds, kind); }
std::string_view word(HandoverState state) { return word_in(kStates, state); }
std::string_view word(HandoverAction action) { return word_in(kActions, action); }
HandoverWhy handover_why_from(std::string_view stored) { return value_in(kWhys, stored); }
HandoverKind handover_kind_from(std::string_view stored) { return value_in(kKinds, stored); }
HandoverState handover_state_from(std::string_view stored) { return value_in(kStates, stored); }

Words label(HandoverKind kind) {
  switch (kind) {
    case HandoverKind::ownership: return tr("Cases they own");
    case HandoverKind::membership: return tr("Cases they work on");
    case HandoverKind::task: return tr("Tasks");
    case HandoverKind::step: return tr("Steps that wait");
  }
  throw std::logic_error("HandoverKind outside its enumerators");
}

Words label(HandoverState state) {
  switch (state) {
    case HandoverState::waiting: return tr("Waits");
    case HandoverState::moved: return tr("Handed over");
    case HandoverState::undone: return tr("Not handed over");
  }
  throw std::logic_error("HandoverState outside its enumerators");
}

Result<HandoverState> HandoverItem::attempt(HandoverAction action, const Viewer& viewer) {
  auto next = workflow::permitted(kHandoverMoves, *this, action, viewer);
  if (next) state = *next;
  return next;
}

}  // namespace regard::concerns
