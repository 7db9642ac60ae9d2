#include "people/trail/store.h"

namespace regard::people::trail::store {
namespace {

// From one type to the next through the index, instead of reading a million rows for a dozen words.
constexpr std::string_view kTypes = R"sql(
  WITH RECURSIVE known (type) AS (
    SELECT min(type) FROM audit_event
    UNION ALL
    SELECT (SELECT min(later.type) FROM audit_event AS later WHERE later.type > known.type) FROM known WHERE known.type IS NOT NULL)
  SELECT type FROM known WHERE type IS NOT NULL ORDER BY type
)sql";

constexpr std::string_view kCounts = R"sql(
  WITH RECURSIVE known (type) AS (
    SELECT min(type) FROM audit_event
    UNION ALL
    SELECT (SELECT min(later.type) FROM audit_event AS later WHERE later.type > known.type) FROM known WHERE known.type IS NOT NULL)
  SELECT type, (SELECT count(*) FROM audit_event WHERE audit_event.type = known.type AND audit_event.id >= :since) AS events
    FROM known
   WHERE type IS NOT NULL
   ORDER BY type
)sql";

// Events are found by their ids, which begin with the millisecond.
std::string first_id_at(Instant at) {
  Uuid id;
  auto milliseconds = static_cast<std::uint64_t>(at.time_since_epoch().count());
  for (int byte = 5; byte >= 0; --byte, milliseconds >>= 8) id.bytes[byte] = static_cast<std::uint8_t>(milliseconds);
  return to_text(id);
}

}  // namespace

std::vector<std::string> types(db::Read& read) {
  std::vector<std::string> found;
  for (const auto& row : read.all(kTypes)) found.push_back(row.text("type"));
  return found;
}

std::vector<Count> counts(db::Read& read, Instant since) {
  std::vector<Count> found;
  for (const auto& row : read.all(kCounts, {{"since", first_id_at(since)}})) found.push_back({row.text("type"), row.integer("events")});
  return found;
}

}  // namespace regard::people::trail::store
