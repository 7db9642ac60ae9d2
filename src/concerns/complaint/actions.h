// What people do with complaints.
#pragma once

#include <optional>
#include <string_view>

#include "concerns/complaint/complaint.h"
#include "platform/forms/forms.h"
#include "platform/web/web.h"

namespace regard::concerns {

// From anybody, with or without an account. Whether what they name exists is not told. `key` is fresh.
Complaint complain(db::Tx& tx, const web::Services& services, const Viewer& viewer, const crypto::RecordKey& key, const forms::Answers& told, Instant now);

// take, acknowledge or reopen; reopen says why.
struct ComplaintStep {
  ComplaintAction action;
  PrivateText why;
  int version;
};
Result<Complaint> step(db::Tx& tx, const web::Services& services, const Viewer& viewer, std::string_view reference, const ComplaintStep& wanted, Instant now);

// What those who oversee the case gave to whoever looks into the complaint. The latest text stands; earlier ones are in the audit.
struct Provided {
  PrivateText text;
  int version;
};
Result<Complaint> provide(db::Tx& tx, const web::Services& services, const Viewer& viewer, std::string_view reference, const Provided& provided, Instant now);

struct ComplaintAnswer {
  ComplaintOutcome outcome;
  PrivateText reasons, learning;  // learning may be empty
  int version;
};
Result<Complaint> answer_complaint(db::Tx& tx, const web::Services& services, const Viewer& viewer, std::string_view reference, const ComplaintAnswer& answer,
                                   Instant now);

// When somebody who looks after complaints leaves: another without a part in it, or nobody until there is one.
void pass_on_complaints(db::Tx& tx, const web::Services& services, const Viewer& by, const PersonId& leaving, Instant now);

// Not answered, and looked after by nobody: there was nobody, or whoever was chosen may not any more, since their post ended
// or they took a part in it. Whatever the viewer.
std::vector<Complaint> complaints_nobody_handles(db::Read& read, Date today);

}  // namespace regard::concerns
