// A blind index: words of sealed text as keyed tokens, in a store of its own. Derived: left out of backups, rebuilt
// on restore. It gives candidates, newest first; the area's query decides what the viewer may see.
#pragma once

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "platform/crypto/crypto.h"
#include "platform/db/db.h"

namespace regard::search {

// What is indexed of a text: its words in lower case without accents, each by its stem (Snowball English) and, where
// that differs, as it is written ("=marie"). Numbers count as words. Each term once.
std::vector<std::string> terms(std::string_view text);

struct Entry {
  Uuid record;
  Instant at;                     // orders the results; what was given first for a record stays
  std::vector<std::string> terms;
};

class Index {
 public:
  Index(db::Database& store, crypto::Keyring& keyring);
  ~Index();
  Index(const Index&) = delete;
  Index& operator=(const Index&) = delete;

  // Adds words of records (a repeat changes nothing). `kind` keeps areas apart: "case". Hundreds at once are
  // cheapest: each call writes one segment.
  void add(std::string_view kind, const std::vector<Entry>& entries);

  // Takes the records' words out of every segment and the store's log. False: found no more, but still in the files,
  // since a reader or another program stood in the way; call again. Reads the whole index: forget many at once.
  bool forget(std::string_view kind, const Uuid& record);
  bool forget_all(std::string_view kind, std::span<const Uuid> records);

  // Records that hold all the words, newest first, in batches until `take` returns false. A word is found in all its
  // forms (worry, worried); in "double quotes" only as it is written.
  void find(std::string_view kind, std::string_view words,
            const std::function<bool(const std::vector<Uuid>& batch)>& take);

  // Those of `records` that hold all the words, in their order: for a viewer who may see only a few.
  std::vector<Uuid> among(std::string_view kind, std::string_view words, std::span<const Uuid> records);

  void clear();
  // Merges small segments into larger ones until there are few. A thread of the index does so after each add.
  void tidy();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace regard::search
