// For the tests of files: adding one as a browser would.
#pragma once

#include "concerns/attachment/actions.h"
#include "concerns/attachment/handlers.h"
#include "concerns/attachment/store.h"
#include "concerns/testing.h"

namespace regard::concerns::testing {

class FilesTest : public ConcernsTest {
 protected:
  http::File posted(std::string content, std::string name = "letter.txt") {
    http::File file;
    file.field = "file";
    file.name = std::move(name);
    file.size = content.size();
    file.content = std::move(content);
    return file;
  }
  Result<Attachment> added(const Viewer& by, Belongs belongs, const std::string& reference, const http::File& file) {
    const auto looked = looked_through(services(), AttachmentId::make(now()), file, PrivateText{"the surgery's letter"});
    if (!looked) return tl::unexpected{looked.error()};
    return write([&](db::Tx& tx) { return add_file(tx, services(), by, belongs, reference, *looked, now()); });
  }
  Result<Attachment> added(const Viewer& by, const Case& record, std::string content = "Dear all, this is made up.\n") {
    return added(by, Belongs::to_case, record.reference, posted(std::move(content)));
  }
  Result<Attachment> found(const Attachment& file, const std::optional<std::string>& finding = {}) {
    return write([&](db::Tx& tx) { return scanned(tx, services(), file.id, finding, now()); });
  }
  Result<Attachment> removed(const Viewer& by, const Case& record, const Attachment& file, int version) {
    return write([&](db::Tx& tx) {
      return remove_file(tx, services(), by, Belongs::to_case, record.reference, file.id, {PrivateText{"sent to the wrong case"}, version}, now());
    });
  }
  std::string content_of(const Attachment& file, const crypto::KeyId& key) {
    ContentReader reader{db(), file, *keyring().find(key)};
    std::string all;
    for (auto piece = reader.next(); !piece.empty(); piece = reader.next()) all += piece;
    return all;
  }
  std::optional<Attachment> seen(const Viewer& by, const Case& record, const AttachmentId& id) {
    auto read = db().read();
    const auto home = find_home(read, by, Belongs::to_case, record.reference);
    return home ? store::find_file(read, *home, id) : std::nullopt;
  }
  std::int64_t chunks_kept(const AttachmentId& id) {
    auto read = db().read();
    std::int64_t count = 0;
    while (store::chunk(read, id, static_cast<int>(count))) ++count;
    return count;
  }
  std::size_t waiting_jobs() {
    auto read = db().read();
    return static_cast<std::size_t>(outbox::counts(read).waiting);
  }
};

}  // namespace regard::concerns::testing
