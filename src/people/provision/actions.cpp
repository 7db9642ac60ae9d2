#include "people/provision/actions.h"

#include "people/events.h"
#include "people/people.h"
#include "platform/base/calendar.h"
#include "platform/forms/declared.h"

namespace regard::people::provision {

Result<provisions::Provision> write_own(db::Tx& tx, const web::Services& services, const Viewer& viewer, std::string_view name, std::string text, Instant now) {
  if (!viewer.may_everywhere(kManageProvisions)) return fail(ErrorKind::not_allowed, "provision.permission");
  const auto before = provisions::versions(tx, name);
  if (before.empty()) return fail(ErrorKind::not_found, "provision.unknown");
  auto written = provisions::parsed(name, text);
  if (!written) return written;
  if (const auto fits = provisions::fits(before.front(), *written); !fits) return tl::unexpected{fits.error()};
  if (written->content.contains("question"))
    if (const auto form = forms::Declared::read(written->content); !form) return tl::unexpected{form.error()};
  if (const auto reads = services.provisions.check(*written); !reads) return tl::unexpected{reads.error()};
  auto added = provisions::add(tx, name, std::move(text), *viewer.person, now);
  if (!added) return added;
  services.audit.append(tx, viewer, now, ProvisionWritten{added->name, added->version, added->in_force_from});
  return added;
}

}  // namespace regard::people::provision
