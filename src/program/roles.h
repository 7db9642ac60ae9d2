// Which role may do what: every area's rights in one sheet.
#pragma once

#include "people/people.h"

namespace regard::program {

people::RoleSheet role_sheet();

}  // namespace regard::program
