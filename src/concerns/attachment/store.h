// All the SQL of files. Whoever asks has found the record that they belong to, as its viewer sees it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "concerns/attachment/attachment.h"
#include "concerns/attachment/home.h"
#include "concerns/sight.h"
#include "platform/db/db.h"

namespace regard::concerns::store {

void insert(db::Tx& tx, const Home& home, const Attachment& file);
bool save(db::Tx& tx, const Attachment& file);  // false: somebody saved before; version is the one that was read
std::optional<Attachment> find_file(db::Read& read, const Home& home, const AttachmentId& id);
std::vector<Attachment> files_of(db::Read& read, const Home& home);  // the newest first, without those removed
int count_files(db::Read& read, const Home& home);
bool is_used(db::Read& read, const AttachmentId& id);  // in any record

void insert_chunk(db::Tx& tx, const AttachmentId& file, int number, const std::string& sealed);
std::optional<std::string> chunk(db::Read& read, const AttachmentId& file, int number);
void forget_content(db::Tx& tx, const AttachmentId& file);

// For the scanner: whatever the viewer.
struct Found {
  Home home;
  Attachment file;
};
std::optional<Found> find_file(db::Read& read, const AttachmentId& id);
// Those that wait to be removed, in records that the viewer sees, and that they added or whose record they oversee: those
// found first come first.
std::vector<Found> harmful_files(db::Read& read, const Sight& cases, const Sight& concerns, int at_most);

}  // namespace regard::concerns::store
