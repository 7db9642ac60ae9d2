// All the SQL about API clients' tokens.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "people/token/token.h"

namespace regard::people::token::store {

void insert(db::Tx& tx, const Token& token, std::string_view secret_hash);
bool revoke(db::Tx& tx, TokenId id, Instant now);  // false: it was already
void used(db::Tx& tx, TokenId id, Date on);
std::optional<Token> find_live(db::Read& read, std::string_view secret_hash);
std::optional<Token> find_by_reference(db::Read& read, std::string_view reference);

struct Listed {
  Token token;
  std::string made_by;
};
std::vector<Listed> list(db::Read& read);  // newest first, the revoked ones last

}  // namespace regard::people::token::store
