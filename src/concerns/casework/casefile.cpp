#include "concerns/casework/casefile.h"

#include "concerns/supervision/second_person.h"
#include "platform/base/stored_words.h"

namespace regard::concerns {
namespace {

constexpr StoredWord<CaseState> kStates[] = {{CaseState::open, "open"}, {CaseState::closing, "closing"}, {CaseState::closed, "closed"}};
constexpr StoredWord<CaseAction> kActions[] = {{CaseAction::add_entry, "add_entry"},
                                         {CaseAction::add_task, "add_task"},
                                         {CaseAction::finish_task, "finish_task"},
                                         {CaseAction::give_to, "give_to"},
                                         {CaseAction::keep_people, "keep_people"},
                                         {CaseAction::take_in, "take_in"},
                                         {CaseAction::merge_into, "merge_into"},
                                         {CaseAction::ask_to_close, "ask_to_close"},
                                         {CaseAction::approve_closure, "approve_closure"},
                                         {CaseAction::keep_open, "keep_open"},
                                         {CaseAction::reopen, "reopen"},
                                         {CaseAction::supervise, "supervise"}};
constexpr StoredWord<Outcome> kOutcomes[] = {{Outcome::supported, "supported"},
                                       {Outcome::referred, "referred"},
                                       {Outcome::unfounded, "unfounded"},
                                       {Outcome::other, "other"}};
constexpr StoredWord<EntryKind> kKinds[] = {{EntryKind::note, "note"},
                                      {EntryKind::contact, "contact"},
                                      {EntryKind::meeting, "meeting"},
                                      {EntryKind::decision, "decision"}};

}  // namespace

std::string_view word(CaseState state) { return word_in(kStates, state); }
std::string_view word(CaseAction action) { return word_in(kActions, action); }
std::string_view word(Outcome outcome) { return word_in(kOutcomes, outcome); }
std::string_view word(EntryKind kind) { return word_in(kKinds, kind); }
CaseState case_state_from(std::string_view stored) { return value_in(kStates, stored); }
Outcome outcome_from(std::string_view stored) { return value_in(kOutcomes, stored); }
EntryKind entry_kind_from(std::string_view stored) { return value_in(kKinds, stored); }

Words label(CaseState state) {
  switch (state) {
    case CaseState::open: return tr("Open");
    case CaseState::closing: return tr("Closure asked for");
    case CaseState::closed: return tr("Closed");
  }
  throw std::logic_error("CaseState outside its enumerators");
}

Words label(Outcome outcome) {
  switch (outcome) {
    case Outcome::supported: return tr("Support is in place");
    case Outcome::referred: return tr("Somebody else has taken it on");
    case Outcome::unfounded: return tr("The concern was unfounded");
    case Outcome::other: return tr("Another outcome");
  }
  throw std::logic_error("Outcome outside its enumerators");
}

Words label(EntryKind kind) {
  switch (kind) {
    case EntryKind::note: return tr("Note");
    case EntryKind::contact: return tr("Contact");
    case EntryKind::meeting: return tr("Meeting");
    case EntryKind::decision: return tr("Decision");
  }
  throw std::logic_error("EntryKind outside its enumerators");
}

Result<CaseState> Case::attempt(CaseAction action, const Viewer& viewer) {
  auto next = workflow::permitted(kCaseMoves, *this, action, viewer);
  if (next) state = *next;
  return next;
}

bool may_exclude(const Case& record, const Viewer& viewer) { return viewer.may_at(kOverseeCases, record.centre); }

std::string_view asked_for_it_themselves(const Case& record, const Viewer& viewer) {
  return refused_as_own(record.closing_asked_by, viewer, record.centre);
}

}  // namespace regard::concerns
