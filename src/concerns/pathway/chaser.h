// Asking again: a letter that a person reads, changes and sends. It names our reference and nobody.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "concerns/agency/agency.h"
#include "concerns/pathway/actions.h"
#include "platform/outbox/mail.h"
#include "platform/outbox/outbox.h"

namespace regard::concerns {

std::string chaser_draft(const web::Visit& visit, const Opened& opened, const Step& awaited, const Contact* contact);

struct Chaser {
  StepId id;       // made with the form: sent twice, it is sent once
  StepId about;
  Means means = Means::mail;
  std::optional<ContactId> contact = {};  // of the step's agency; needed for mail
  PrivateText text;
};
// Recorded as a step; by mail it also goes out, later. Refused when the text names somebody.
Result<Step> chase(db::Tx& tx, const web::Services& services, const i18n::Language& language, const Viewer& viewer, std::string_view reference,
                   const Chaser& chaser, Instant now);

// The mail that chase() left in the outbox; nothing for any other job.
std::optional<outbox::Message> chaser_letter(const web::Services& services, const i18n::Language& language, const outbox::Job& job);

}  // namespace regard::concerns
