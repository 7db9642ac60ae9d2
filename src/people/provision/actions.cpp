#include "people/provision/actions.h"

#include <boost/json.hpp>

#include <algorithm>

#include "people/events.h"
#include "people/people.h"
#include "platform/base/calendar.h"
#include "platform/forms/declared.h"

namespace regard::people::provision {
namespace {

using provisions::Provision;

constexpr std::string_view kInForceFrom = "in_force_from";

// A day in the past would say of what was done since that other words were in force than were.
Done begins_in_time(const Provision& written, Date today) {
  if (written.in_force_from >= today) return {};
  return fail(ErrorKind::invalid, "provision.past", {{"text", tr("Say today or a later day: {NUMBER}"), "in_force_from = " + iso(written.in_force_from)}});
}

// Against what came with the program: what a provider once added is not needed for ever.
Done can_be_read(db::Read& read, const web::Services& services, const Provision& brought, const Provision& written) {
  if (auto fits = provisions::fits(brought, written); !fits) return fits;
  if (written.content.contains("question"))
    if (auto form = forms::check(written.content); !form) return form;
  return services.provisions.check(read, written);
}

boost::json::object what_it_says(boost::json::object content) {
  for (const auto key : {std::string_view{"version"}, kInForceFrom}) content.erase(key);
  return content;
}

Done says_something_new(const Provision& before, const Provision& written) {
  if (what_it_says(before.content) != what_it_says(written.content)) return {};
  return fail(ErrorKind::invalid, "provision.same", {{"text", tr("Change something: nothing is different from the version in force")}});
}

}  // namespace

Result<provisions::Provision> write_own(db::Tx& tx, const web::Services& services, const Viewer& viewer, std::string_view name, std::string text, Instant now) {
  if (!viewer.may_everywhere(kManageProvisions)) return fail(ErrorKind::not_allowed, "provision.permission");
  const auto all = provisions::versions(tx, name);
  const auto brought = std::ranges::find_if(all, [](const Provision& one) { return !one.made_by; });  // the newest is first
  if (brought == all.end()) return fail(ErrorKind::not_found, "provision.unknown");
  auto written = provisions::parsed(name, text);
  if (!written) return written;
  if (const auto in_time = begins_in_time(*written, london_date(now)); !in_time) return tl::unexpected{in_time.error()};
  if (const auto reads = can_be_read(tx, services, *brought, *written); !reads) return tl::unexpected{reads.error()};
  const auto before = services.provisions.in_force(tx, name, written->in_force_from);
  if (const auto is_new = says_something_new(*before, *written); !is_new) return tl::unexpected{is_new.error()};
  auto added = provisions::add(tx, name, std::move(text), *viewer.person, now);
  if (!added) return added;
  services.audit.append(tx, viewer, now, ProvisionWritten{added->name, added->version, added->in_force_from});
  return added;
}

std::string begun_from(const Provision& version, Date today) {
  std::string text = version.text;
  const std::string day = iso(version.in_force_from);
  const auto line = text.starts_with(kInForceFrom) ? 0 : text.find("\n" + std::string{kInForceFrom});
  if (line == std::string::npos) return text;
  if (const auto from = text.find(day, line); from < text.find('\n', line + 1)) text.replace(from, day.size(), iso(today));
  return text;
}

}  // namespace regard::people::provision
