// Which role may do what: the one sheet, read from top to bottom by whoever asks "who can see this?".
#pragma once

#include "people/role.h"

namespace regard::program {

people::RoleSheet role_sheet();

}  // namespace regard::program
