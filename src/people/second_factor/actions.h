// Setting up a second factor, proving it, and taking it away.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "people/people.h"
#include "people/session/session.h"
#include "platform/audit/audit.h"
#include "platform/web/web.h"

namespace regard::people::second_factor {

inline constexpr std::chrono::minutes kPendingLasts{30};

// Whoever has a second factor changes it only after having proved the old one.
Done begin(const web::Services& services, const Viewer& viewer, Instant now);
// The secret being set up, to be shown as QR code and key.
Result<PrivateText> pending(const web::Services& services, const Viewer& viewer, Instant now);

struct Enrolled {
  session::Opened opened;
  std::vector<std::string> recovery_codes;  // shown once
};
Result<Enrolled> confirm(const web::Services& services, const Viewer& viewer, std::string_view code,
                         const session::Place& place, Instant now);
Result<std::vector<std::string>> new_recovery_codes(const web::Services& services, const Viewer& viewer, Instant now);

// What is typed at sign-in. A wrong one is ErrorKind::invalid.
enum class Proof { app_code, recovery_code };
Result<session::Opened> prove(const web::Services& services, const Viewer& viewer, Proof proof, std::string_view typed,
                              const session::Place& place, Instant now);

// A lost phone: the person sets up another one. Whose posts read others' records is a lead's business, so that an
// administrator cannot walk in through another's account.
Done remove(const web::Services& services, const Viewer& viewer, PersonId person, Instant now);

}  // namespace regard::people::second_factor
