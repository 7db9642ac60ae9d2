#include "platform/retention/events.h"

#include <boost/json.hpp>

#include "platform/base/calendar.h"
#include "platform/retention/retention.h"

namespace regard::retention {
namespace {

struct Named {
  Action action;
  std::string_view type;
};

constexpr Named kNamed[] = {{Action::fall_due, "keeping.fell_due"},      {Action::lapse, "keeping.lapsed"},
                            {Action::keep_longer, "keeping.kept_longer"}, {Action::end_now, "keeping.ended_by_person"},
                            {Action::run_out, "keeping.ran_out"},         {Action::hold, "keeping.put_on_hold"},
                            {Action::release, "keeping.taken_off_hold"}};

constexpr audit::EventWords kWords[] = {
    {"keeping.fell_due", tr("Record fell due to be reviewed or to end"), true},
    {"keeping.lapsed", tr("Record is not due any more"), true},
    {"keeping.kept_longer", tr("Record reviewed and kept longer")},
    {"keeping.ended_by_person", tr("Record reviewed, to be destroyed")},
    {"keeping.ran_out", tr("Time of a record ran out"), true},
    {"keeping.put_on_hold", tr("Record put on legal hold")},
    {"keeping.taken_off_hold", tr("Record taken off legal hold")},
    {"keeping.looked_at", tr("Looked at how long a record is kept")},
    {"record.destroyed", tr("Record destroyed"), true},
    {"record.anonymised", tr("Record made anonymous"), true},
};

std::string_view type_of(Action action) {
  for (const Named& row : kNamed)
    if (row.action == action) return row.type;
  throw std::logic_error("Action outside its enumerators");
}

}  // namespace

audit::Entry KeepingEvent::entry() const {
  boost::json::object details{{"rule", keeping.rule}, {"version", keeping.rules_version}};
  if (action == Action::keep_longer) details["until"] = iso(keeping.keep_until.value());
  if (reasons) details["reasons"] = reasons->reveal();  // sealed under the record's key by append
  return {.type = type_of(action), .subject = {.kind = record.kind, .id = record.id, .key = key}, .details = boost::json::serialize(details)};
}

audit::Entry KeepingLookedAt::entry() const {
  return {.type = "keeping.looked_at", .subject = {.kind = record.kind, .id = record.id, .key = key}, .details = "{}"};
}

audit::Entry RecordEnded::entry() const {
  const boost::json::object details{{"reference", stub.reference}, {"rule", rule}, {"version", rules_version}};
  return {.type = how == How::destroyed ? "record.destroyed" : "record.anonymised",
          .subject = {.kind = stub.kind, .id = stub.id},
          .details = boost::json::serialize(details)};
}

std::span<const audit::EventWords> event_words() { return kWords; }

}  // namespace regard::retention
