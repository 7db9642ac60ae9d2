// Somebody asks what is held about them: the states a request goes through until it is answered.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/viewer.h"
#include "platform/crypto/crypto.h"
#include "platform/workflow/workflow.h"

namespace regard::holdings {

using RequestId = Id<struct SubjectRequestTag>;
using PassageId = Id<struct SubjectRequestPassageTag>;

inline constexpr Permission kSee{"holdings.see"};          // that there are requests, and what is released
inline constexpr Permission kAnswer{"holdings.answer"};    // start requests, decide about each piece, answer
inline constexpr Permission kRelease{"holdings.release"};  // find the records, release what stands in them, look a second time

enum class RequestState { received, released, checking, approved, answered, refused, withdrawn };
enum class RequestAction { gather, release, extend, decide, ask_second_look, send_back, approve, give_out, refuse, withdraw };
enum class Verdict { undecided, given, redacted, withheld };  // of one passage

std::string_view word(RequestState state);
std::string_view word(RequestAction action);
std::string_view word(Verdict verdict);
RequestState request_state_from(std::string_view stored);
Verdict verdict_from(std::string_view stored);
Words label(RequestState state);
Words label(Verdict verdict);

struct Request {
  RequestId id;
  std::string reference;
  RequestState state = RequestState::received;
  int version = 1;
  crypto::KeyId key;
  std::optional<CentreId> centre;  // none: it is about everything the provider holds
  Date received_on{}, answer_by{};
  std::optional<Instant> extended_at;
  Instant started_at{};
  PersonId started_by;
  std::optional<PersonId> staff;  // whoever asks works here: for them their own request does not exist
  std::optional<Instant> released_at, checked_at, over_at;
  std::optional<PersonId> released_by, checked_by, over_by;
  std::vector<PersonId> gathered_by;  // whoever confirmed a record before it was released
  std::string person_sealed, identity_sealed;
  std::optional<std::string> extension_sealed, check_sealed, over_sealed, answer_sealed;

  // The one place where the state changes.
  Result<RequestState> attempt(RequestAction action, const Viewer& viewer);
};

struct StoredPassage {
  PassageId id;
  Uuid record;
  std::string source;
  int place = 0;
  Verdict verdict = Verdict::undecided;
  std::string exemption;  // why it is withheld; while undecided, what is proposed
  int version = 1;
  std::optional<Instant> decided_at;
  std::optional<PersonId> decided_by;
  std::string heading_sealed, text_sealed, names_sealed;
  std::optional<std::string> given_sealed, reasons_sealed;
};

struct ConfirmedRecord {
  std::string kind;
  Uuid id;
  std::string reference;
  Instant confirmed_at{};
  PersonId confirmed_by;
};

// The second look is somebody else's than who found the records or released them: they also look for what the first may be
// kept away from. What they add then is decided by the officer, so they may go on.
std::string_view found_it_themselves(const Request& request, const Viewer& viewer);

using RequestMove = workflow::Move<RequestState, RequestAction, Request>;

inline constexpr RequestMove kRequestMoves[] = {
    {RequestState::received, RequestAction::gather, RequestState::received, kRelease, tr("Find what is held")},
    {RequestState::received, RequestAction::release, RequestState::released, kRelease, tr("Release it to the data protection officer")},
    {RequestState::received, RequestAction::extend, RequestState::received, kAnswer, tr("Take two months more")},
    {RequestState::received, RequestAction::refuse, RequestState::refused, kAnswer, tr("Refuse")},
    {RequestState::received, RequestAction::withdraw, RequestState::withdrawn, kAnswer, tr("Taken back")},
    {RequestState::released, RequestAction::gather, RequestState::released, kRelease, tr("Find what is held")},
    {RequestState::released, RequestAction::decide, RequestState::released, kAnswer, tr("Decide")},
    {RequestState::released, RequestAction::extend, RequestState::released, kAnswer, tr("Take two months more")},
    {RequestState::released, RequestAction::ask_second_look, RequestState::checking, kAnswer, tr("Ask for a second look")},
    {RequestState::released, RequestAction::refuse, RequestState::refused, kAnswer, tr("Refuse")},
    {RequestState::released, RequestAction::withdraw, RequestState::withdrawn, kAnswer, tr("Taken back")},
    {RequestState::checking, RequestAction::gather, RequestState::checking, kRelease, tr("Find what is held")},
    {RequestState::checking, RequestAction::send_back, RequestState::released, kRelease, tr("Send it back")},
    {RequestState::checking, RequestAction::approve, RequestState::approved, kRelease, tr("Approve the answer"), &found_it_themselves},
    {RequestState::approved, RequestAction::send_back, RequestState::released, kAnswer, tr("Take it up again")},
    {RequestState::approved, RequestAction::give_out, RequestState::answered, kAnswer, tr("Give it out")},
};

bool is_over(RequestState state);

// Sealed columns, all under the request's own key.
inline constexpr crypto::Column kPerson{"subject_request.person"};
inline constexpr crypto::Column kIdentity{"subject_request.identity"};
inline constexpr crypto::Column kExtension{"subject_request.extension"};
inline constexpr crypto::Column kCheck{"subject_request.check"};
inline constexpr crypto::Column kOver{"subject_request.over"};
inline constexpr crypto::Column kAnswerGiven{"subject_request.answer"};
inline constexpr crypto::Column kHeading{"subject_request_passage.heading"};
inline constexpr crypto::Column kText{"subject_request_passage.text"};
inline constexpr crypto::Column kNames{"subject_request_passage.names"};
inline constexpr crypto::Column kGiven{"subject_request_passage.given"};
inline constexpr crypto::Column kWithheldBecause{"subject_request_passage.reasons"};

}  // namespace regard::holdings
