// People: who works here, what post they hold, how they prove who they are. What main and the areas use.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "people/role.h"
#include "platform/base/clock.h"
#include "platform/base/result.h"
#include "platform/base/viewer.h"
#include "platform/crypto/seal.h"
#include "platform/db/db.h"

namespace regard::audit { class Audit; struct EventWords; }
namespace regard::crypto { class Keyring; }
namespace regard::i18n { class Language; }
namespace regard::holdings { struct Part; }
namespace regard::outbox { struct Job; struct Message; }
namespace regard::web { class Site; struct Services; }
namespace regard::http { struct Request; }

namespace regard::people {

inline constexpr Permission kReadPeople{"people.read"};      // the directory, and what posts people hold
inline constexpr Permission kManagePeople{"people.manage"};  // add, import, invite, mark as left; centres
inline constexpr Permission kAskPosts{"people.ask_posts"};   // ask for a post, grant one that reads nothing of others, end one
inline constexpr Permission kGrantPosts{"people.grant"};     // grant posts that read what others recorded or did
inline constexpr Permission kManageTokens{"people.tokens"};  // API clients
inline constexpr Permission kManageProvisions{"provisions.manage"};  // write what is in force: clocks, categories, questions
inline constexpr Permission kReadAudit{"audit.read"};        // the trail and its counts

// People's own rows of the table of roles. main appends the areas'.
std::vector<Right> rights();
// What people's events, and the kinds of what they are about, are called in the trail. main appends the areas'.
std::span<const audit::EventWords> event_words();

enum class Standing { here, left };

struct Person {
  PersonId id;
  std::string reference;  // "P-7K2Q-9XWD"
  std::string name;
  std::string email;
  Standing standing = Standing::here;
};

struct Centre {
  CentreId id;
  std::string reference;  // "U-7K2Q-9XWD"
  std::string name;
};

// For the areas.
std::optional<Person> find(db::Read& read, PersonId id);
std::optional<Person> find_by_reference(db::Read& read, std::string_view reference);
// Everybody here whose name or address this is, case, accents and spaces aside.
std::vector<Person> called(db::Read& read, std::string_view typed);
// By id, API clients included. An id that nobody has is left out.
std::map<PersonId, std::string> names(db::Read& read, std::span<const PersonId> ids);
// Who may do this today at this centre (or, without one, everywhere) and has not left: whom to tell, whom to offer.
std::vector<Person> with_permission(db::Read& read, Permission permission, std::optional<CentreId> at, Date today);
// Whose post that allowed this has ended or run out, or who has left: whatever other post they hold.
std::vector<PersonId> once_had_permission(db::Read& read, Permission permission, Date today);
std::vector<Centre> centres(db::Read& read);
std::optional<Centre> find_centre(db::Read& read, CentreId id);

// What waits for this person: for the first page of a signed-in person, composed by main.
struct Waiting {
  std::string text;
  std::string url;
  std::optional<Instant> since;
};
std::vector<Waiting> waiting(db::Read& read, const i18n::Language& language, const Viewer& viewer, Date today);

// For main: once at start, after the migrations. Writes the sheet where it differs from what the database says.
void install(db::Database& database, const RoleSheet& sheet);
void mount(web::Site& site);
// Who asks: by the session's cookie or a bearer token. One query; never throws on bad input. `sheet` must outlive it.
Viewer authenticate(const web::Services& services, const RoleSheet& sheet, const http::Request& request, Instant now);
// Old sessions, links and tallies: run it every hour.
void purge(db::Database& database, Instant now);

// Mail. The payload of a "mail" job is {"about": "people.…", …}; nothing when it is not people's, or has no purpose
// any more (the person left, the link was used).
std::optional<outbox::Message> letter(const web::Services& services, const i18n::Language& language,
                                      const outbox::Job& job, Instant now);
// Where mail for this person goes; nothing when they left.
std::optional<std::string> address_of(db::Read& read, PersonId id);

// A person made by whoever holds the machine, not by somebody signed in: the first administrator and the first lead of
// a provider (`regard init`), and the way back when nobody may grant any more (`regard appoint`). They get an invitation
// by mail. Whoever is here with this address keeps their name and what they hold, and gets the post besides.
struct Appointed {
  std::string name;
  std::string email;
  Role role;
};
struct Appointment {
  PersonId person;
  std::string link;  // to set the password, for the terminal: good once, for 7 days
};
Result<Appointment> appoint(const web::Services& services, const Appointed& whom, Instant now);
// Whether somebody could be added with this: for whoever must know before anything is made.
bool is_email(std::string_view typed);
bool is_name(std::string_view typed);
bool is_same_email(std::string_view one, std::string_view other);  // as it would be kept

// What the directory holds about somebody who asks what is held about them.
holdings::Part holdings_part();

// The keys of all second factors: which of them a restored keys store still holds.
std::vector<crypto::KeyId> keys(db::Read& read);

// Only for `regard demo`: a person who can sign in at once.
struct Demonstrated {
  std::string name;
  std::string email;
  Role role;
  std::optional<CentreId> centre;
  std::string password;
  enum class SecondFactor { enrolled, none } second_factor = SecondFactor::enrolled;
};
PersonId demonstrate(const web::Services& services, const Demonstrated& whom, Instant now);
CentreId add_centre(const web::Services& services, std::string_view name, Instant now);
// The code that the app of this person (by name or email) would show; nothing when they have none.
std::optional<std::string> demonstration_code(db::Database& database, crypto::Keyring& keyring, std::string_view who,
                                              Instant now);

}  // namespace regard::people
