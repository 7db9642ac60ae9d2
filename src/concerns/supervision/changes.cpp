#include "concerns/supervision/changes.h"

#include <boost/json.hpp>

#include "concerns/happenings.h"
#include "concerns/opening.h"
#include "platform/i18n/dates.h"

namespace regard::concerns {
namespace {

constexpr std::size_t kLookedThrough = 50;  // the newest; older ones were there when the page was opened

// The version that a decision made; 0 for what is no decision, and where the key is gone.
std::int64_t version_of(const audit::Seen& seen) {
  boost::json::error_code error;
  const auto parsed = boost::json::parse(seen.details.reveal(), error);
  if (error || !parsed.is_object()) return 0;
  const auto* version = parsed.get_object().if_contains("version");
  return version && version->is_int64() ? version->get_int64() : 0;
}

}  // namespace

std::string says_since(db::Read& read, const web::Visit& visit, const Case& record, int version) {
  std::string says = visit.language(label(record.state));
  const auto key = visit.services.keyring.find(record.key);
  if (!key || version <= 0) return says;
  const auto events = audit::about(read, "case", record.id.value, &*key, kLookedThrough, audit::OfType{"case.looked_at", audit::OfType::Which::others});
  for (const auto& seen : events) {
    if (version_of(seen) <= version) continue;
    const StaffNames staff{read, visit.language, seen.by ? std::vector{*seen.by} : std::vector<PersonId>{}};
    says += ". " + visit.language(tr("{EVENT}: {NAME}, {TIME}"), {{"EVENT", visit.language(in_chronology(seen.type))}, {"NAME", staff.of(seen.by)},
                                                                   {"TIME", i18n::long_time(visit.language, seen.at)}});
  }
  return says;
}

}  // namespace regard::concerns
