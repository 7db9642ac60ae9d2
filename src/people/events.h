// What people's acts leave in the audit. Ids, dates and words of ours only: names and addresses change and end, the
// trail does not.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "people/post/post.h"
#include "platform/audit/audit.h"

namespace regard::people {

// Each is about a person, unless it says otherwise.
struct PersonAdded { PersonId person; audit::Entry entry() const; };
struct PersonAppointed { PersonId person; Role role; audit::Entry entry() const; };  // by whoever holds the machine
struct PersonChanged { PersonId person; bool name, email; audit::Entry entry() const; };
struct PersonLeft { PersonId person; Date on; std::int64_t posts, sessions; audit::Entry entry() const; };
struct PersonReturned { PersonId person; audit::Entry entry() const; };
struct PeopleImported { Uuid import; std::int64_t people, posts, asked; audit::Entry entry() const; };  // about an import

struct CentreAdded { CentreId centre; audit::Entry entry() const; };    // about a centre
struct CentreRenamed { CentreId centre; audit::Entry entry() const; };  // about a centre

enum class PostEvent { asked, granted, declined, ended, dated };
struct PostMoved { PostEvent what; const post::Post& post; audit::Entry entry() const; };

struct SignedIn { PersonId person; Strength strength; std::string door; audit::Entry entry() const; };
struct SignInFailed { std::optional<PersonId> person; std::int64_t failures; audit::Entry entry() const; };  // at 1, 10, 100, …; nobody: no such account
struct SecondFactorEnrolled { PersonId person; bool replaced; audit::Entry entry() const; };
struct SecondFactorRemoved { PersonId person; audit::Entry entry() const; };
struct RecoveryCodesMade { PersonId person; audit::Entry entry() const; };
struct RecoveryCodeUsed { PersonId person; std::int64_t left; audit::Entry entry() const; };
struct PasswordSet { PersonId person; audit::Entry entry() const; };
// Nobody: the address is not on record. It is written all the same, so that time tells nothing.
struct LinkAsked { std::optional<PersonId> person; audit::Entry entry() const; };
struct LinkMailed { PersonId person; std::string purpose; audit::Entry entry() const; };
struct SessionEnded { PersonId person; SessionId session; std::string why; audit::Entry entry() const; };
struct SessionsEnded { PersonId person; std::int64_t count; std::string why; audit::Entry entry() const; };

// About a provision, which has a name and no id: the name stands in the details.
struct ProvisionWritten { std::string name, version; Date in_force_from; audit::Entry entry() const; };

struct TokenMade { Uuid token; audit::Entry entry() const; };     // about an API client
struct TokenRevoked { Uuid token; audit::Entry entry() const; };  // about an API client
struct TrailRead { audit::Entry entry() const; };                 // about the audit

}  // namespace regard::people
