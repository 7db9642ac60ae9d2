#include "platform/holdings/request.h"

#include <algorithm>

#include "platform/base/stored_words.h"

namespace regard::holdings {
namespace {

constexpr StoredWord<RequestState> kStates[] = {
    {RequestState::received, "received"}, {RequestState::released, "released"}, {RequestState::checking, "checking"}, {RequestState::approved, "approved"},
    {RequestState::answered, "answered"}, {RequestState::refused, "refused"},   {RequestState::withdrawn, "withdrawn"}};
constexpr StoredWord<RequestAction> kActions[] = {{RequestAction::gather, "gather"},
                                                  {RequestAction::release, "release"},
                                                  {RequestAction::extend, "extend"},
                                                  {RequestAction::decide, "decide"},
                                                  {RequestAction::ask_second_look, "ask_second_look"},
                                                  {RequestAction::send_back, "send_back"},
                                                  {RequestAction::approve, "approve"},
                                                  {RequestAction::give_out, "give_out"},
                                                  {RequestAction::refuse, "refuse"},
                                                  {RequestAction::withdraw, "withdraw"}};
constexpr StoredWord<Verdict> kVerdicts[] = {
    {Verdict::undecided, "undecided"}, {Verdict::given, "given"}, {Verdict::redacted, "redacted"}, {Verdict::withheld, "withheld"}};

}  // namespace

std::string_view word(RequestState state) { return word_in(kStates, state); }
std::string_view word(RequestAction action) { return word_in(kActions, action); }
std::string_view word(Verdict verdict) { return word_in(kVerdicts, verdict); }
RequestState request_state_from(std::string_view stored) { return value_in(kStates, stored); }
Verdict verdict_from(std::string_view stored) { return value_in(kVerdicts, stored); }

Words label(RequestState state) {
  switch (state) {
    case RequestState::received: return tr("Received");
    case RequestState::released: return tr("Released to be decided");
    case RequestState::checking: return tr("Waits for a second look");
    case RequestState::approved: return tr("May be given out");
    case RequestState::answered: return tr("Answered");
    case RequestState::refused: return tr("Refused");
    case RequestState::withdrawn: return tr("Taken back");
  }
  throw std::logic_error("RequestState outside its enumerators");
}

Words label(Verdict verdict) {
  switch (verdict) {
    case Verdict::undecided: return tr("Not decided");
    case Verdict::given: return tr("Given as it is");
    case Verdict::redacted: return tr("Given with names taken out");
    case Verdict::withheld: return tr("Withheld");
  }
  throw std::logic_error("Verdict outside its enumerators");
}

Result<RequestState> Request::attempt(RequestAction action, const Viewer& viewer) {
  auto next = workflow::permitted(kRequestMoves, *this, action, viewer);
  if (next) state = *next;
  return next;
}

std::string_view found_it_themselves(const Request& request, const Viewer& viewer) {
  const bool found = viewer.person && std::ranges::count(request.gathered_by, *viewer.person) > 0;
  return found || request.released_by == viewer.person ? "request.second_person" : std::string_view{};
}

bool is_over(RequestState state) {
  return state == RequestState::answered || state == RequestState::refused || state == RequestState::withdrawn;
}

}  // namespace regard::holdings
