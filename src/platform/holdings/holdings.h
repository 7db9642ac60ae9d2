// Answering somebody who asks what is held about them. What is held, the areas' parts know (part.h); here are the request,
// its clock, what is taken out and withheld, and the answer.
#pragma once

#include "platform/audit/audit.h"
#include "platform/holdings/part.h"
#include "platform/holdings/request.h"
#include "platform/retention/part.h"

namespace regard::holdings {

struct NewRequest {
  PrivateText name, born, number, contact, identity;
  Date received_on;
  std::optional<PersonId> staff;
  PrivateText login = {};  // the name they sign in with
};
Result<Request> start(db::Tx& tx, const web::Services& services, const Viewer& viewer, const NewRequest& asked, const crypto::RecordKey& key, Instant now);

// Records that somebody confirmed to be about whoever asks, with what stands in them. Confirmed again, what is new is added.
struct Gathered {
  Found found;
  Held held;
};
Result<Request> gather(db::Tx& tx, const web::Services& services, const Viewer& viewer, std::string_view reference,
                       const std::vector<Gathered>& gathered, Instant now);

struct Reasoned {
  PrivateText reasons;
  int version;
};
// release, ask_second_look, send_back, approve, refuse or withdraw.
Result<Request> move(db::Tx& tx, const web::Services& services, const Viewer& viewer, std::string_view reference, RequestAction action,
                     const Reasoned& said, Instant now);
// Within the first month, telling the person why.
Result<Request> extend(db::Tx& tx, const web::Services& services, const Viewer& viewer, std::string_view reference, const Reasoned& said, Instant now);

struct PassageDecision {
  Verdict verdict;
  std::vector<std::string> taken_out;  // names and other words, when redacted
  std::string exemption;               // when withheld
  PrivateText reasons;
  int version;
};
Result<Request> decide(db::Tx& tx, const web::Services& services, const Viewer& viewer, std::string_view reference, const PassageId& passage,
                       const PassageDecision& decision, Instant now);
// Seals what was given, as it was given; the working copies go.
Result<Request> give_out(db::Tx& tx, const web::Services& services, const Viewer& viewer, std::string_view reference, int version, Instant now);

// An exemption as the provision says it.
struct Exemption {
  std::string id, words, where;
};
std::vector<Exemption> exemptions(db::Read& read, provisions::Provisions& provisions, Date day);

// What a request says, opened.
struct Person {
  PrivateText name, born, number, contact, login;
};
Person person_of(const Request& request, const crypto::RecordKey& key);

struct OpenedPassage {
  StoredPassage stored;
  std::string heading;
  PrivateText text;
  std::vector<std::string> names;  // proposed to be taken out; once somebody chose, what they chose
  PrivateText given;               // what is given, once decided
  PrivateText reasons;             // why it is withheld
};
OpenedPassage opened(const StoredPassage& stored, const crypto::RecordKey& key);

// The answer as JSON: made of what is decided, or as it was given out.
PrivateText answer(const web::Services& services, db::Read& read, const Request& request, const crypto::RecordKey& key, Instant now);

// Whether an open request is about this record: then nothing of it ends.
bool is_asked_for(db::Read& read, const Uuid& record);

const retention::Part& retention_part();
std::span<const audit::EventWords> event_words();

}  // namespace regard::holdings
