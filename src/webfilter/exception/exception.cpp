#include "webfilter/exception/exception.h"

#include "platform/base/stored_words.h"

namespace regard::webfilter::exception {
namespace {

constexpr StoredWord<ExceptionState> kStates[] = {{ExceptionState::waiting, "waiting"},     {ExceptionState::granted, "granted"},
                                                  {ExceptionState::refused, "refused"},     {ExceptionState::withdrawn, "withdrawn"},
                                                  {ExceptionState::set_up, "set_up"},       {ExceptionState::ended, "ended"}};
constexpr StoredWord<ExceptionAction> kActions[] = {{ExceptionAction::grant, "grant"},       {ExceptionAction::refuse, "refuse"},
                                                    {ExceptionAction::withdraw, "withdraw"}, {ExceptionAction::set_up, "set_up"},
                                                    {ExceptionAction::shorten, "shorten"},   {ExceptionAction::take_away, "take_away"}};

}  // namespace

std::string_view word(ExceptionState state) { return word_in(kStates, state); }
std::string_view word(ExceptionAction action) { return word_in(kActions, action); }
ExceptionState exception_state_from(std::string_view stored) { return value_in(kStates, stored); }

Words label(ExceptionState state) {
  switch (state) {
    case ExceptionState::waiting: return tr("Waits for a decision");
    case ExceptionState::granted: return tr("Agreed, not yet set up");
    case ExceptionState::refused: return tr("Refused");
    case ExceptionState::withdrawn: return tr("Taken back");
    case ExceptionState::set_up: return tr("Open");
    case ExceptionState::ended: return tr("Ended");
  }
  throw std::logic_error("ExceptionState outside its enumerators");
}

Result<ExceptionState> WebException::attempt(ExceptionAction action, const Viewer& viewer) {
  auto next = workflow::permitted(kExceptionMoves, *this, action, viewer);
  if (next) state = *next;
  return next;
}

std::string_view is_their_own(const WebException& exception, const Viewer& viewer) {
  return exception.asked_by && exception.asked_by == viewer.person ? "web_exception.own" : std::string_view{};
}

bool has_run_out(const WebException& exception, Date today) { return exception.until_on && *exception.until_on < iso(today); }

}  // namespace regard::webfilter::exception
