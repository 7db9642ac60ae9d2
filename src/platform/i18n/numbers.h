// Numbers as people read them.
#pragma once

#include <cstdint>
#include <string>

namespace regard::i18n {

std::string grouped(std::int64_t count);  // 12,345: as English and Welsh write it

}  // namespace regard::i18n
