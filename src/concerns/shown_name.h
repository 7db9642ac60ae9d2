// Whom a record is about, as a page says it. Who tells us about themselves may leave their name out.
#pragma once

#include <string>

#include "platform/base/private_text.h"
#include "platform/i18n/i18n.h"

namespace regard::concerns {

inline std::string shown_name(const i18n::Language& language, const PrivateText& name) {
  return name.empty() ? language(tr("Somebody who did not give their name")) : std::string{name.reveal()};
}

}  // namespace regard::concerns
