// Taking names out of a text before it is given to somebody.
#pragma once

#include <string>
#include <vector>

#include "platform/base/private_text.h"

namespace regard::holdings {

// Each of these, wherever it stands as whole words, whatever its case and its spaces, replaced by `mark`. A name is also
// taken out part by part where `parts` says so: "Alex Example" leaves neither "Alex" nor "Example".
enum class Parts { whole_only, each };
PrivateText without(const PrivateText& text, const std::vector<std::string>& names, Parts parts, std::string_view mark);

// Which of these stand in the text: what is proposed.
std::vector<std::string> standing_in(const PrivateText& text, const std::vector<PrivateText>& names);

// What of these would be taken out nowhere: a name that stands neither as a whole nor in each of its parts leaves the parts that
// are missing.
std::vector<std::string> not_standing_in(const PrivateText& text, const std::vector<std::string>& names);

}  // namespace regard::holdings
