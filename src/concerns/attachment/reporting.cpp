#include "concerns/attachment/reporting.h"

#include <algorithm>

#include "concerns/attachment/pages.h"
#include "concerns/attachment/store.h"
#include "platform/html/views.h"

namespace regard::concerns {
namespace {

std::string became_of(const web::Visit& visit, const Attachment& file) {
  if (file.state == AttachmentState::infected)
    return visit.language(tr("The virus scanner found something harmful in it, so nobody can open it. Your device may need help."));
  if (file.state == AttachmentState::pending) return visit.language(tr("We have it. It is opened once it has been checked for viruses."));
  return visit.language(tr("We have it."));
}

std::vector<Attachment> own_files(db::Read& read, const Concern& concern) {
  auto files = store::files_of(read, Home{concern});
  std::erase_if(files, [](const Attachment& file) { return file.added_by.has_value(); });
  return files;
}

}  // namespace

Result<Attachment> send_file(db::Tx& tx, const web::Services& services, const Concern& concern, const crypto::RecordKey& key, const NewFile& file,
                             Instant now) {
  const auto own = own_files(tx, concern);
  const bool sent_before = std::ranges::count(own, file.id, &Attachment::id) > 0;
  if (!sent_before && own.size() >= kFilesOfAReporter)
    return fail(ErrorKind::invalid, "attachment.too_many_sent",
                {{"file", tr("You have sent {NUMBER} files, and no more can be sent this way. Ask us in a message how to send more"),
                  std::to_string(kFilesOfAReporter)}});
  return add_file(tx, services, Viewer{}, Home{concern}, key, file, now);
}

html::Html sent_files(const web::Visit& visit, db::Read& read, const Concern& concern, const crypto::RecordKey& key) {
  html::View view{visit.services.views, visit.language, "concerns/views/sent_files.html"};
  const auto files = own_files(read, concern);
  if (files.empty()) return view.render();
  html::View list = view.section("SENT_FILES");
  for (const Attachment& file : files) {
    const PrivateText name = crypto::open(key, {kAttachmentName, file.id.value}, file.name_sealed);
    list.section("SENT_FILE").set("SENT_FILE_NAME", name.reveal()).set("SENT_FILE_SIZE", size_in_words(visit.language, file.size))
        .set("SENT_FILE_BECAME", became_of(visit, file));
  }
  return view.render();
}

}  // namespace regard::concerns
