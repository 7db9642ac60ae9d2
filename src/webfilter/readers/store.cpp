#include "platform/base/calendar.h"
#include "webfilter/readers/reader.h"

namespace regard::webfilter::store {
namespace {

constexpr std::string_view kReaders = R"sql(
  SELECT name, format, seen_at, newest_at, lines, of_interest, unreadable, looked_at, strange, lost, fault FROM web_reader ORDER BY name
)sql";
constexpr std::string_view kLabels = "SELECT label, number, first_on, last_on FROM web_label ORDER BY number DESC, label LIMIT :at_most";

}  // namespace

std::vector<Reader> readers(db::Read& read) {
  std::vector<Reader> all;
  for (const auto& row : read.all(kReaders))
    all.push_back({row.text("name"), row.text("format"), row.text("fault"), row.instant("seen_at"), row.maybe_instant("newest_at"), row.integer("lines"), row.integer("of_interest"),
                   row.integer("unreadable"), row.integer("looked_at"), row.integer("strange"), row.integer("lost")});
  return all;
}

std::vector<UnmappedLabel> unmapped_labels(db::Read& read, int at_most) {
  std::vector<UnmappedLabel> all;
  for (const auto& row : read.all(kLabels, {{"at_most", at_most}}))
    all.push_back({row.text("label"), row.integer("number"), date_from_iso(row.text("first_on")).value(), date_from_iso(row.text("last_on")).value()});
  return all;
}

}  // namespace regard::webfilter::store
