// What the audit says about agencies.
#pragma once

#include <string_view>

#include "concerns/agency/agency.h"
#include "platform/audit/audit.h"

namespace regard::concerns {

struct AgencyEvent {
  enum class What { added, changed, ended, contact_added, contact_changed, contact_checked, contact_ended };
  What what;
  AgencyId agency;
  audit::Entry entry() const;
};

}  // namespace regard::concerns
