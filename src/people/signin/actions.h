// Signing in with a password, and setting one.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "people/session/session.h"
#include "people/signin/device.h"
#include "people/signin/throttle.h"
#include "platform/base/private_text.h"
#include "platform/web/web.h"

namespace regard::people::signin {

// Where an attempt comes from.
struct Origin {
  session::Place place;
  std::string source;            // what one attacker cannot vary at will
  std::optional<Device> device;
};
Origin origin_of(const web::Services& services, const http::Request& request, Instant now);

enum class SecondFactor { none, to_prove, to_set_up };
struct SignIn {
  session::Opened opened;
  SecondFactor second_factor;    // what comes next
};

// Wrong: ErrorKind::invalid, the same for an account that does not exist. Too often: ErrorKind::too_many.
Result<SignIn> sign_in(const web::Services& services, std::string_view email, const PrivateText& password,
                       const Origin& origin, Instant now);
SecondFactor second_factor_of(db::Read& read, PersonId person, Date today);

// Before a second factor is judged; forgiven when it was right.
Done count_code(const web::Services& services, PersonId person, const Origin& origin, Instant now);
void forgive_code(const web::Services& services, PersonId person, const Origin& origin, Instant now);

// Mails a link if somebody here has this address. The outcome does not tell.
Done ask_for_link(const web::Services& services, std::string_view email, const Origin& origin, Instant now);
// Sets the password, ends every other session and the other links, and signs in.
Result<SignIn> set_password_by_link(const web::Services& services, std::string_view secret, const PrivateText& password,
                                    const Origin& origin, Instant now);
Done change_password(const web::Services& services, const Viewer& viewer, const PrivateText& current,
                     const PrivateText& next, const Origin& origin, Instant now);

// For people made at the command line.
void give_password(const web::Services& services, db::Tx& tx, PersonId person, const std::string& hash, Instant now);

}  // namespace regard::people::signin
