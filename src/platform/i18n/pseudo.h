// The pseudo-language: what a translator would return who knows only accents.
#pragma once

#include <string>
#include <string_view>

namespace regard::i18n {

std::string pseudo(std::string_view english);  // "⟦Çàšé {NAME} <b>öþéñéð</b>⟧": names and markup as they are

}  // namespace regard::i18n
