// Files that wait for the virus scanner.
#include <boost/json.hpp>

#include "concerns/attachment/actions.h"
#include "concerns/attachment/store.h"
#include "concerns/concerns.h"
#include "platform/scanning/clamd.h"

namespace regard::concerns {
namespace {

std::optional<AttachmentId> file_of(const outbox::Job& job) {
  const auto payload = boost::json::parse(job.payload).as_object();
  const auto id = uuid_from(std::string_view{payload.at("file").as_string()});
  return id ? std::optional{AttachmentId{*id}} : std::nullopt;
}

// A file that was removed meanwhile, or whose record's key is gone, has nothing left to be scanned.
void scan_one(const web::Services& services, const scanning::Clamd& clamd, const AttachmentId& id) {
  const auto found = [&] {
    auto read = services.database.read();
    return store::find_file(read, id);
  }();
  if (!found || found->file.state != AttachmentState::pending) return;
  const auto key = services.keyring.find(found->home.key());
  if (!key) return;
  ContentReader content{services.database, found->file, *key};
  const auto finding = clamd.scan([&] { return content.next(); });
  const auto done = services.database.write([&](db::Tx& tx) { return scanned(tx, services, id, finding, services.clock.now()); });
  const bool was_overtaken = !done && done.error().kind != ErrorKind::not_allowed;  // removed, or scanned by another node
  if (!done && !was_overtaken) throw std::logic_error("the scanner may not say what it found");
}

}  // namespace

void scan(const web::Services& services, const scanning::Clamd& clamd, std::span<const outbox::Job> jobs) {
  for (const auto& job : jobs)
    if (const auto file = file_of(job)) try {
        scan_one(services, clamd, *file);
      } catch (const scanning::Unavailable& why) {
        throw outbox::Failure{why.what()};
      }
}

}  // namespace regard::concerns
