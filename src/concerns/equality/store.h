// All the SQL of the equality questions: how many gave which answer in which month, and no row of anybody.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "platform/db/db.h"

namespace regard::concerns::equality::store {

struct Answered {
  std::string_view month;    // "2026-11": no more exact, so that no answer stands beside a concern of that hour
  std::string_view version;  // of the questions
  std::string_view question, answer;
};
void count(db::Tx& tx, const Answered& answered);

struct Count {
  std::string version, question, answer;
  std::int64_t answers;
};
std::vector<Count> counts(db::Read& read, std::string_view from_month, std::string_view before_month);  // that one excluded

}  // namespace regard::concerns::equality::store
