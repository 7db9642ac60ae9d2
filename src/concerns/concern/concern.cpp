#include "concerns/concern/concern.h"

#include "platform/base/stored_words.h"
#include "concerns/clocks.h"

namespace regard::concerns {
namespace {

constexpr StoredWord<ConcernState> kStates[] = {{ConcernState::received, "received"},
                                          {ConcernState::needs_case, "needs_case"},
                                          {ConcernState::in_case, "in_case"},
                                          {ConcernState::welfare, "welfare"},
                                          {ConcernState::no_further_action, "no_further_action"}};
constexpr StoredWord<ConcernAction> kActions[] = {{ConcernAction::support_as_welfare, "support_as_welfare"},
                                            {ConcernAction::ask_for_case, "ask_for_case"},
                                            {ConcernAction::close_without_action, "close_without_action"},
                                            {ConcernAction::open_case, "open_case"},
                                            {ConcernAction::add_to_case, "add_to_case"},
                                            {ConcernAction::open_another_case, "open_another_case"},
                                            {ConcernAction::reconsider, "reconsider"}};
constexpr StoredWord<Channel> kChannels[] = {{Channel::public_page, "public"}, {Channel::staff, "staff"}, {Channel::api, "api"}};
constexpr StoredWord<Urgency> kUrgencies[] = {{Urgency::now, "now"}, {Urgency::unsure, "unsure"}, {Urgency::later, "later"}};

}  // namespace

std::string_view word(ConcernState state) { return word_in(kStates, state); }
std::string_view word(ConcernAction action) { return word_in(kActions, action); }
std::string_view word(Channel channel) { return word_in(kChannels, channel); }
std::string_view word(Urgency urgency) { return word_in(kUrgencies, urgency); }
ConcernAction concern_action_from(std::string_view stored) { return value_in(kActions, stored); }
ConcernState concern_state_from(std::string_view stored) { return value_in(kStates, stored); }
Channel channel_from(std::string_view stored) { return value_in(kChannels, stored); }
Urgency urgency_from(std::string_view stored) { return value_in(kUrgencies, stored); }

Words label(ConcernState state) {
  switch (state) {
    case ConcernState::received: return tr("To be decided");
    case ConcernState::needs_case: return tr("Needs a case");
    case ConcernState::in_case: return tr("In a case");
    case ConcernState::welfare: return tr("Ordinary welfare");
    case ConcernState::no_further_action: return tr("No further action");
  }
  throw std::logic_error("ConcernState outside its enumerators");
}

Words label(ConcernAction action) {
  switch (action) {
    case ConcernAction::support_as_welfare: return tr("Supported as ordinary welfare");
    case ConcernAction::ask_for_case: return tr("Needed a case");
    case ConcernAction::close_without_action: return tr("No further action");
    case ConcernAction::open_case: return tr("Case opened");
    case ConcernAction::add_to_case: return tr("Added to a case");
    case ConcernAction::open_another_case: return tr("Case opened for another person");
    case ConcernAction::reconsider: return tr("Thought of again");
  }
  throw std::logic_error("ConcernAction outside its enumerators");
}

Result<ConcernState> Concern::attempt(ConcernAction action, const Viewer& viewer) {
  auto next = workflow::permitted(kConcernMoves, *this, action, viewer);
  if (next) state = *next;
  return next;
}

bool may_exclude(const Concern& concern, const Viewer& viewer) { return viewer.may_at(kTriage, concern.centre); }

Instant decide_by(const Clocks& clocks, Urgency urgency, Instant raised_at) {
  switch (urgency) {
    case Urgency::now: return raised_at + std::chrono::hours{clocks.number("concern", "hours_when_in_danger")};
    case Urgency::unsure: return clocks.after_working_days(raised_at, clocks.number("concern", "working_days_when_unsure"));
    case Urgency::later: return clocks.after_working_days(raised_at, clocks.number("concern", "working_days_otherwise"));
  }
  throw std::logic_error("Urgency outside its enumerators");
}

}  // namespace regard::concerns
