// Which role may do what: every area's rights in one sheet.
#pragma once

#include "people/people.h"
#include "platform/config/config.h"

namespace regard::program {

people::RoleSheet role_sheet(const config::Supervision& supervision);

}  // namespace regard::program
