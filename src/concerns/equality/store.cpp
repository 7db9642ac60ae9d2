#include "concerns/equality/store.h"

namespace regard::concerns::equality::store {
namespace {

constexpr std::string_view kCount = R"sql(
  INSERT INTO equality_count (month, version, question, answer, answers) VALUES (:month, :version, :question, :answer, 1)
  ON CONFLICT (month, version, question, answer) DO UPDATE SET answers = equality_count.answers + 1
)sql";

constexpr std::string_view kCounts = R"sql(
  SELECT version, question, answer, SUM(answers) AS n FROM equality_count WHERE month >= :from_month AND month < :before_month
   GROUP BY version, question, answer ORDER BY version, question, answer
)sql";

}  // namespace

void count(db::Tx& tx, const Answered& answered) {
  tx.run(kCount, {{"month", answered.month}, {"version", answered.version}, {"question", answered.question}, {"answer", answered.answer}});
}

std::vector<Count> counts(db::Read& read, std::string_view from_month, std::string_view before_month) {
  std::vector<Count> found;
  for (const db::Row& row : read.all(kCounts, {{"from_month", from_month}, {"before_month", before_month}}))
    found.push_back({row.text("version"), row.text("question"), row.text("answer"), row.integer("n")});
  return found;
}

}  // namespace regard::concerns::equality::store
