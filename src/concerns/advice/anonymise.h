// Taking out of a text what says who somebody is, so that a partner can be asked on facts alone. A program misses things, so
// a person reads the result; what it finds it marks, and it finds the same things again in what the person wrote.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/clock.h"
#include "platform/base/words.h"
#include "platform/i18n/i18n.h"

namespace regard::concerns::advice {

// Somebody whose name the case holds, and what is said instead: "the student".
struct Known {
  std::string name;
  Words instead;
};

enum class Kind { name, email, account, web_address, telephone, number, postcode, street, birth_date, day };

struct Match {
  std::size_t from = 0, length = 0;
  Kind kind = Kind::name;
  std::string instead;
};

// In the order of the text, none over another. A day more than `kBirthDateYears` back is taken for a date of birth and said as
// an age; another day as its month.
std::vector<Match> identifying(std::string_view text, std::span<const Known> known, Date today, const i18n::Language& language);
std::string without(std::string_view text, std::span<const Match> matches);

// As it stands at the beginning of a sentence.
std::string with_capital(std::string words);

// Words that begin the first name of somebody who is known: "Marv" for Marvin. They may be anything, so they stay, and a person
// looks at them.
std::vector<std::string> perhaps_short_for(std::string_view text, std::span<const Known> known);

// Of them, what must not be in a text that leaves: the month of a day may, if a person thinks so.
bool names_somebody(const Match& match);

// What stands for something in a text: to be marked for whoever checks it.
std::vector<std::string> stand_ins(const i18n::Language& language);

inline constexpr int kBirthDateYears = 10;

}  // namespace regard::concerns::advice
