// Somebody needs a blocked site for their work. A person decides; whoever runs the filter opens the site and closes it again.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "platform/base/calendar.h"
#include "platform/crypto/crypto.h"
#include "platform/workflow/workflow.h"
#include "webfilter/permissions.h"

namespace regard::webfilter::exception {

using ExceptionId = Id<struct ExceptionTag>;

// Of no post: whoever holds the code that was given when it was asked for.
inline constexpr Permission kHoldsCode{"web.exception_code"};

enum class ExceptionState { waiting, granted, refused, withdrawn, set_up, ended };
enum class ExceptionAction { grant, refuse, withdraw, set_up, shorten, take_away };

std::string_view word(ExceptionState state);
std::string_view word(ExceptionAction action);
ExceptionState exception_state_from(std::string_view stored);
Words label(ExceptionState state);

struct WebException {
  ExceptionId id;
  std::string reference;  // "W-7K2Q-9XWD"
  ExceptionState state = ExceptionState::waiting;
  int version = 1;
  crypto::KeyId key;
  std::string rules_version, language, code_hash;
  Instant asked_at{};
  std::optional<PersonId> asked_by;  // who signed in, or else whose address was typed
  Instant decide_by{};
  std::optional<Instant> decided_at;
  std::optional<PersonId> decided_by;
  std::optional<std::string> until_on;  // ISO; the site is open on this day, not on the next
  std::optional<Instant> set_up_at, over_at;
  std::string told_sealed;  // which site, what for, who: as JSON
  std::optional<std::string> answer_sealed;
  std::optional<CentreId> centre;  // one book of the whole provider: always none

  // The one place where the state changes.
  Result<ExceptionState> attempt(ExceptionAction action, const Viewer& viewer);
};

std::string_view is_their_own(const WebException& exception, const Viewer& viewer);
bool has_run_out(const WebException& exception, Date today);  // its last day is over

using ExceptionMove = workflow::Move<ExceptionState, ExceptionAction, WebException>;

inline constexpr ExceptionMove kExceptionMoves[] = {
    {ExceptionState::waiting, ExceptionAction::grant, ExceptionState::granted, kDecideExceptions, tr("Open it for them"), &is_their_own},
    {ExceptionState::waiting, ExceptionAction::refuse, ExceptionState::refused, kDecideExceptions, tr("Refuse"), &is_their_own},
    {ExceptionState::waiting, ExceptionAction::withdraw, ExceptionState::withdrawn, kHoldsCode, tr("I do not need it any more")},
    {ExceptionState::granted, ExceptionAction::set_up, ExceptionState::set_up, kCarryOutExceptions, tr("It is set up")},
    {ExceptionState::granted, ExceptionAction::shorten, ExceptionState::granted, kDecideExceptions, tr("End it earlier")},
    {ExceptionState::granted, ExceptionAction::take_away, ExceptionState::ended, kCarryOutExceptions, tr("End it without setting it up")},
    {ExceptionState::set_up, ExceptionAction::shorten, ExceptionState::set_up, kDecideExceptions, tr("End it earlier")},
    {ExceptionState::set_up, ExceptionAction::take_away, ExceptionState::ended, kCarryOutExceptions, tr("It is blocked again")},
};

// Sealed columns.
inline constexpr crypto::Column kExceptionTold{"web_exception.told"};
inline constexpr crypto::Column kExceptionAnswer{"web_exception.answer"};

}  // namespace regard::webfilter::exception
