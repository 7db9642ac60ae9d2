// A blind index: words of sealed text as keyed tokens, in a store of its own. Derived: left out of backups, rebuilt
// on restore. It gives candidates, newest first; the area's query decides what the viewer may see.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
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

// A piece of writing that belongs to a record: found on its own, shown on its own, forgotten with its record.
struct Entry {
  Uuid record;
  Instant at;                           // when it was written: orders the results; what was given first stays
  std::vector<std::string> terms;
  std::string place = {};               // which of the record's texts: a word of the area's own, "entry 0199…"
  std::vector<std::string> beside = {}; // terms of the record's names: they help to find the text, and do not find it alone
  std::vector<std::string> labels = {}; // what narrows a search: "case at 0199…"
};

// Whose texts are looked through: everybody's, or those with one of the labels and those of the records.
struct Scope {
  enum class Reach { everything, some };
  Reach reach = Reach::everything;
  std::vector<std::string> labels = {};
  std::vector<Uuid> records = {};
};

struct Hit {
  std::int64_t rank = 0;  // where the results go on; rises from the newest to the oldest
  Uuid record;
  std::string place;
};

// Of a text, the sentences around the first place of each word, with the words themselves marked.
struct Piece {
  std::string text;
  bool marked = false;
};
std::vector<Piece> passage(std::string_view text, std::string_view words);

class Index {
 public:
  Index(db::Database& store, crypto::Keyring& keyring);
  ~Index();
  Index(const Index&) = delete;
  Index& operator=(const Index&) = delete;

  // Adds texts (a repeat changes nothing). `kind` keeps areas apart: "case". Hundreds at once are
  // cheapest: each call writes one segment.
  void add(std::string_view kind, const std::vector<Entry>& entries);

  // Takes the records' words out of every segment and the store's log. False: found no more, but still in the files,
  // since a reader or another program stood in the way; call again. Reads the whole index: forget many at once.
  bool forget(std::string_view kind, const Uuid& record);
  bool forget_all(std::string_view kind, std::span<const Uuid> records);

  // Texts that hold all the words, newest first, in batches until `take` returns false. A word is found in all its forms
  // (worry, worried); in "double quotes" only as it is written. `after` is the rank of a hit: only older ones.
  void find(std::string_view kind, std::string_view words, const Scope& scope, std::optional<std::int64_t> after,
            const std::function<bool(const std::vector<Hit>& batch)>& take);

  // Whether everything was added once. An index that was emptied, or that another version of the program made, was not.
  bool is_complete();
  void completed();

  void clear();
  // Merges small segments into larger ones until there are few. A thread of the index does so after each add.
  void tidy();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace regard::search
