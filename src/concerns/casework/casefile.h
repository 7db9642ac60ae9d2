// A case: what is done for a person after a concern, by whom, until two people agree that it is done.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "concerns/permissions.h"
#include "platform/base/private_text.h"
#include "platform/base/viewer.h"
#include "platform/crypto/crypto.h"
#include "platform/workflow/workflow.h"

namespace regard::concerns {

using CaseId = Id<struct CaseTag>;
using EntryId = Id<struct CaseEntryTag>;
using TaskId = Id<struct CaseTaskTag>;

enum class CaseState { open, closing, closed };
enum class CaseAction { add_entry, add_task, finish_task, give_to, keep_people, take_in, merge_into, ask_to_close, approve_closure, keep_open, reopen, supervise };
enum class Outcome { supported, referred, unfounded, other };
enum class EntryKind { note, contact, meeting, decision };

std::string_view word(CaseState state);
std::string_view word(CaseAction action);
std::string_view word(Outcome outcome);
std::string_view word(EntryKind kind);
CaseState case_state_from(std::string_view stored);
Outcome outcome_from(std::string_view stored);
EntryKind entry_kind_from(std::string_view stored);
Words label(CaseState state);
Words label(Outcome outcome);
Words label(EntryKind kind);

struct Case {
  CaseId id;
  std::string reference;
  CaseState state = CaseState::open;
  int version = 1;
  crypto::KeyId key;
  std::optional<CentreId> centre;
  Instant opened_at{};
  PersonId opened_by;
  PersonId owner;                            // exactly one, at all times
  std::optional<std::string> supervise_by;  // a date: when those who oversee it look again
  std::optional<Instant> closing_asked_at;
  std::optional<PersonId> closing_asked_by;
  std::optional<Outcome> outcome;
  std::optional<Instant> closed_at;
  std::optional<PersonId> closed_by;
  std::string name_sealed;
  std::optional<std::string> closing_reasons_sealed;

  // The one place where the state changes.
  Result<CaseState> attempt(CaseAction action, const Viewer& viewer);
};

// Who may read an entry: everybody who sees the case, or only those who oversee it.
enum class EntryReach { everybody, overseers };

struct Entry {
  EntryId id;
  EntryKind kind = EntryKind::note;
  EntryReach reach = EntryReach::everybody;
  std::string happened_on;  // a date
  Instant written_at{};
  PersonId written_by;
  std::string text_sealed;
};

struct Task {
  TaskId id;
  bool done = false;
  int version = 1;
  PersonId owner;
  std::string due_on;  // a date
  Instant made_at{};
  PersonId made_by;
  std::optional<Instant> done_at;
  std::optional<PersonId> done_by;
  std::string title_sealed;
};

// The second person: whoever asked for closure does not approve it (supervision/second_person.h).
std::string_view asked_for_it_themselves(const Case& record, const Viewer& viewer);

using CaseMove = workflow::Move<CaseState, CaseAction, Case>;

inline constexpr CaseMove kCaseMoves[] = {
    {CaseState::open, CaseAction::add_entry, CaseState::open, kWorkOnCases, tr("Add to the chronology")},
    {CaseState::open, CaseAction::add_task, CaseState::open, kWorkOnCases, tr("Add a task")},
    {CaseState::open, CaseAction::finish_task, CaseState::open, kWorkOnCases, tr("Mark as done")},
    {CaseState::open, CaseAction::give_to, CaseState::open, kOverseeCases, tr("Give to a caseworker")},
    {CaseState::open, CaseAction::keep_people, CaseState::open, kWorkOnCases, tr("Add a person")},
    {CaseState::open, CaseAction::take_in, CaseState::open, kOverseeCases, tr("Take in a concern or another case")},
    {CaseState::open, CaseAction::merge_into, CaseState::closed, kOverseeCases, tr("Merge into another case")},
    {CaseState::closing, CaseAction::merge_into, CaseState::closed, kOverseeCases, tr("Merge into another case")},
    {CaseState::closed, CaseAction::merge_into, CaseState::closed, kOverseeCases, tr("Merge into another case")},
    {CaseState::open, CaseAction::ask_to_close, CaseState::closing, kWorkOnCases, tr("Ask to close")},
    {CaseState::closing, CaseAction::approve_closure, CaseState::closed, kOverseeCases, tr("Approve the closure"), &asked_for_it_themselves},
    {CaseState::closing, CaseAction::keep_open, CaseState::open, kOverseeCases, tr("Keep it open")},
    {CaseState::closed, CaseAction::reopen, CaseState::open, kOverseeCases, tr("Reopen")},
    {CaseState::open, CaseAction::supervise, CaseState::open, kOverseeCases, tr("Note how it is looked after")},
    {CaseState::closing, CaseAction::supervise, CaseState::closing, kOverseeCases, tr("Note how it is looked after")},
};

// Keeping somebody away is no move: it may be needed in any state, so that nobody approves what concerns them.
bool may_exclude(const Case& record, const Viewer& viewer);

// Sealed columns of a case.
inline constexpr crypto::Column kCaseName{"case_file.name"};
inline constexpr crypto::Column kCaseClosingReasons{"case_file.closing_reasons"};
inline constexpr crypto::Column kEntryText{"case_entry.text"};
inline constexpr crypto::Column kTaskTitle{"case_task.title"};

}  // namespace regard::concerns
