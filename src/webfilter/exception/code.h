// The code with which whoever asked finds the answer: sixteen digits, of which nothing is kept but a slow hash.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "platform/web/web.h"

namespace regard::webfilter::exception {

PrivateText new_code();
std::optional<PrivateText> code_from(std::string_view typed);  // digits, with spaces or hyphens wherever they like
std::string in_groups(const PrivateText& code);                // "1234 5678 9012 3456"
std::string read_aloud(const PrivateText& code);               // "1 2 3 4, 5 6 7 8, …": for whoever hears the page
// About 20 ms of one core: outside any transaction.
std::string hash_of(const web::Services& services, const PrivateText& code);

}  // namespace regard::webfilter::exception
