// What a page asks for what is posted from it, and what came back with the post.
#pragma once

#include "platform/web/web.h"

namespace regard::web {

// Two hidden fields and the puzzle for the script. `path`: where the form is posted. Nothing for who has signed in.
html::Html toll_fields(const Visit& visit, std::string_view path);
// How long the answer has to wait.
Result<std::chrono::milliseconds> pay_toll(const Visit& visit, std::string_view path);

}  // namespace regard::web
