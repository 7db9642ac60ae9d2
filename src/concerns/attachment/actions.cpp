#include "concerns/attachment/actions.h"

#include <boost/json.hpp>

#include "concerns/attachment/events.h"
#include "concerns/attachment/store.h"
#include "concerns/concerns.h"
#include "concerns/deferred.h"
#include "concerns/opening.h"
#include "concerns/texts.h"
#include "concerns/casework/store.h"
#include "concerns/concern/store.h"
#include "platform/scanning/sniff.h"

namespace regard::concerns {
namespace {

struct Opened {
  Home home;
  crypto::RecordKey key;
};

Result<Opened> find(db::Tx& tx, const web::Services& services, const Viewer& viewer, Belongs belongs, std::string_view reference) {
  auto home = find_home(tx, viewer, belongs, reference);
  if (!home) return tl::unexpected{home.error()};
  auto key = key_of(services, home->key());
  if (!key) return tl::unexpected{key.error()};
  return Opened{std::move(*home), std::move(*key)};
}

void scan_later(db::Tx& tx, const AttachmentId& file, Instant now) {
  outbox::enqueue(tx, kScanning, boost::json::serialize(boost::json::object{{"file", file.text()}}), now);
}

void seal_content(db::Tx& tx, const AttachmentId& file, const crypto::RecordKey& key, const std::shared_ptr<const http::Spool>& content) {
  const int of = chunks_of(static_cast<std::int64_t>(content->size()));
  http::SpoolReader reader{content};
  std::string piece;
  int number = 0;
  const auto put = [&] {
    const PrivateText text{std::exchange(piece, {})};
    store::insert_chunk(tx, file, number, crypto::seal(key, {kAttachmentContent, chunk_place(file, number, of)}, text));
    ++number;
  };
  for (auto chunk = reader.next(); !chunk.empty(); chunk = reader.next()) {
    piece += chunk;
    if (piece.size() == kAttachmentChunk) put();
  }
  if (!piece.empty()) put();
  if (number != of) throw std::logic_error("a file came in other chunks than it is kept in");
}

// Sent twice: what was added the first time is the answer.
bool is_the_same(const Attachment& before, const NewFile& file, const crypto::RecordKey& key) {
  const PrivateText name = crypto::open(key, {kAttachmentName, before.id.value}, before.name_sealed);
  return name.reveal() == file.name.reveal() && before.size == static_cast<std::int64_t>(file.content->size());
}

std::optional<std::string> sealed_if(const crypto::RecordKey& key, const crypto::Place& place, const PrivateText& text) {
  return text.empty() ? std::nullopt : std::optional{crypto::seal(key, place, text)};
}

std::string first_bytes(const std::shared_ptr<const http::Spool>& content) {
  http::SpoolReader reader{content};
  return std::string{reader.next()};
}

// Of a body that was in memory anyway.
Result<std::shared_ptr<const http::Spool>> spooled(const web::Services& services, const http::File& posted) {
  if (posted.spool) return posted.spool;
  const auto spool = services.spools->make();
  if (spool->put({}) != http::Room::enough || spool->put(posted.content) != http::Room::enough || spool->finish() != http::Room::enough)
    return fail(ErrorKind::unavailable, "attachment.no_room");
  return std::shared_ptr<const http::Spool>{spool};
}

// The program's own, for what the scanner found: nobody holds this permission.
Viewer the_scanner() {
  Viewer viewer;
  viewer.grants.push_back({std::string{kScanFiles.name}, {}});
  return viewer;
}

void tell_of_harm(db::Tx& tx, const web::Services& services, const Home& home, const Attachment& file, Instant now) {
  const auto kept_away = [&](const PersonId& person) {
    if (const auto* record = std::get_if<Case>(&home.record)) return store::is_excluded(tx, record->id, person);
    return store::is_excluded(tx, std::get<Concern>(home.record).id, person);
  };
  if (file.added_by && !kept_away(*file.added_by)) tell(tx, services, *file.added_by, now);
  tell_all_who_may(tx, services, home.overseeing(), home.centre(), now,
                   [&](const PersonId& person) { return person == file.added_by || kept_away(person); });
}

}  // namespace

Result<NewFile> looked_through(const web::Services& services, AttachmentId id, const http::File& posted, PrivateText about) {
  auto content = spooled(services, posted);
  if (!content) return tl::unexpected{content.error()};
  std::string type = scanning::type_of(first_bytes(*content));
  PrivateText name{scanning::safe_name(posted.name, scanning::kind_of(type))};
  return NewFile{id, std::move(name), std::move(about), std::move(type), std::move(*content)};
}

Result<Attachment> add_file(db::Tx& tx, const web::Services& services, const Viewer& viewer, Belongs belongs, std::string_view reference,
                            const NewFile& file, Instant now) {
  auto opened = find(tx, services, viewer, belongs, reference);
  if (!opened) return tl::unexpected{opened.error()};
  if (const auto may = may_add_files(opened->home, viewer); !may) return tl::unexpected{may.error()};
  return add_file(tx, services, viewer, opened->home, opened->key, file, now);
}

Result<Attachment> add_file(db::Tx& tx, const web::Services& services, const Viewer& by, const Home& home, const crypto::RecordKey& key,
                            const NewFile& file, Instant now) {
  if (const auto before = store::find_file(tx, home, file.id); before && is_the_same(*before, file, key)) return *before;
  if (store::is_used(tx, file.id))
    return fail(ErrorKind::conflict, "attachment.sent_before",
                {{"file", tr("Another file was sent from this page before. Choose this one again and send it once more to add it too")}});
  if (store::count_files(tx, home) >= kFilesInOneRecord)
    return fail(ErrorKind::invalid, "attachment.too_many",
                {{"file", tr("There are {NUMBER} files here, and no more fit. Remove some that are not needed"), std::to_string(kFilesInOneRecord)}});
  Attachment made;
  made.id = file.id;
  made.centre = home.centre();
  made.overseeing = home.overseeing();
  made.added_at = now;
  made.added_by = by.person;
  made.type = file.type;
  made.size = static_cast<std::int64_t>(file.content->size());
  made.name_sealed = crypto::seal(key, {kAttachmentName, file.id.value}, file.name);
  made.about_sealed = sealed_if(key, {kAttachmentAbout, file.id.value}, file.about);
  store::insert(tx, home, made);
  seal_content(tx, made.id, key, file.content);
  services.audit.append(tx, by, now, FileEvent{FileEvent::What::added, home, key, made});
  scan_later(tx, made.id, now);
  index_later(tx, services, home.belongs() == Belongs::to_case ? kCasesIndex : kConcernsIndex, home.id(), place_of("file", made.id.value), now);
  return made;
}

Result<Attachment> remove_file(db::Tx& tx, const web::Services& services, const Viewer& viewer, Belongs belongs, std::string_view reference,
                               const AttachmentId& id, const Removal& removal, Instant now) {
  auto opened = find(tx, services, viewer, belongs, reference);
  if (!opened) return tl::unexpected{opened.error()};
  auto file = store::find_file(tx, opened->home, id);
  if (!file) return fail(ErrorKind::not_found, "attachment.unknown");
  if (auto moved = file->attempt(AttachmentAction::remove, viewer); !moved) return tl::unexpected{moved.error()};
  file->removed_at = now;
  file->removed_by = viewer.person;
  file->version = removal.version;
  if (!store::save(tx, *file)) return fail(ErrorKind::conflict, "attachment.changed");
  store::forget_content(tx, id);
  services.audit.append(tx, viewer, now, FileEvent{FileEvent::What::removed, opened->home, opened->key, *file, removal.reasons});
  return *file;
}

Result<Attachment> scan_again(db::Tx& tx, const Viewer& viewer, Belongs belongs, std::string_view reference, const AttachmentId& id, Instant now) {
  const auto home = find_home(tx, viewer, belongs, reference);
  if (!home) return tl::unexpected{home.error()};
  auto file = store::find_file(tx, *home, id);
  if (!file) return fail(ErrorKind::not_found, "attachment.unknown");
  if (file->state == AttachmentState::pending) scan_later(tx, id, now);
  return *file;
}

Result<Attachment> scanned(db::Tx& tx, const web::Services& services, const AttachmentId& id, const std::optional<std::string>& finding, Instant now) {
  auto found = store::find_file(tx, id);
  if (!found) return fail(ErrorKind::not_found, "attachment.unknown");
  const auto key = key_of(services, found->home.key());
  if (!key) return tl::unexpected{key.error()};
  Attachment& file = found->file;
  const auto action = finding ? AttachmentAction::find_infected : AttachmentAction::find_clean;
  if (auto moved = file.attempt(action, the_scanner()); !moved) return tl::unexpected{moved.error()};
  file.looked_at = now;
  if (finding) file.finding_sealed = crypto::seal(*key, {kAttachmentFinding, id.value}, PrivateText{*finding});
  if (!store::save(tx, file)) return fail(ErrorKind::conflict, "attachment.changed");
  const auto what = finding ? FileEvent::What::found_harmful : FileEvent::What::found_clean;
  services.audit.append(tx, Viewer{}, now, FileEvent{what, found->home, *key, file});
  if (finding) tell_of_harm(tx, services, found->home, file, now);
  return file;
}

std::string_view ContentReader::next() {
  const int of = chunks_of(file_.size);
  if (number_ == of) return {};
  const auto sealed = [&] {
    auto read = database_.read();
    return store::chunk(read, file_.id, number_);
  }();
  if (!sealed) throw crypto::Damage("a chunk of an attachment is missing");
  piece_ = crypto::open(key_, {kAttachmentContent, chunk_place(file_.id, number_, of)}, *sealed);
  ++number_;
  return piece_.reveal();
}

}  // namespace regard::concerns
