// What a record's person is recognised by, as keyed tokens: equal tokens, equal numbers or names. A token opens nothing and
// says nothing to whoever has no key.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "concerns/casework/casefile.h"
#include "concerns/concern/concern.h"
#include "platform/base/private_text.h"
#include "platform/crypto/crypto.h"
#include "platform/db/db.h"
#include "platform/web/web.h"

namespace regard::concerns {

// The strongest first. A date of birth alone says nothing, so it counts only together with a name.
enum class Likeness { student_number, name_and_birth, name };
std::string_view word(Likeness likeness);
Likeness likeness_from(std::string_view stored);
Words label(Likeness likeness);  // why it may be the same person

struct Traits {
  PrivateText name, born_on, student_number;
};
Traits traits_of(const forms::Answers& answers);  // of whom a concern is about
struct Token {
  Likeness likeness;
  std::int64_t value;
};
// Written alike, whatever the case, accents, hyphens and order: "Made-Up, Robin" is "robin made up".
std::string written_alike(const PrivateText& name);
std::vector<Token> tokens_of(const crypto::Secret& secret, const Traits& traits);

// In the transaction that writes what they are made of.
void match_concern(db::Tx& tx, const web::Services& services, const ConcernId& concern, const forms::Answers& answers);
void match_case(db::Tx& tx, const web::Services& services, const CaseId& record);  // by those it is about

}  // namespace regard::concerns
