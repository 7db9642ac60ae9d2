// What whoever told us is given in the place of their answers: the reference, and without an account the code.
#pragma once

#include <optional>
#include <string>

#include "platform/base/private_text.h"
#include "platform/forms/drafts.h"
#include "platform/web/web.h"

namespace regard::concerns::telling {

inline forms::DraftKey draft_key(const web::Visit& visit) { return {"tell-us", visit.visitor}; }

struct Given {
  std::string reference;
  std::optional<PrivateText> receipt;
};

std::string kept(const std::string& reference, const std::optional<PrivateText>& receipt);  // as the finished draft keeps it
std::optional<Given> given(const web::Visit& visit);  // for the draft's life, in this browser

}  // namespace regard::concerns::telling
