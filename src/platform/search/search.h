// A blind index: stemmed words of sealed text, keyed, in a store of its own. Derived: left out of backups, rebuilt
// on restore. It gives candidates, newest first; the area's query decides what the viewer may see.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "platform/crypto/crypto.h"
#include "platform/db/db.h"

namespace regard::search {

// Words of a text as people search them: lower case, accents folded, stemmed (Snowball English), each once.
std::vector<std::string> terms(std::string_view text);

struct Entry {
  Uuid record;
  Instant at;                     // orders the results
  std::vector<std::string> terms;
};

class Index {
 public:
  Index(db::Database& store, crypto::Keyring& keyring);
  ~Index();
  // Adds words of a record (a repeat changes nothing). `kind` keeps areas apart: "case".
  void add(std::string_view kind, const std::vector<Entry>& entries);
  void forget(std::string_view kind, const Uuid& record);
  // Records that hold all the words, newest first, in batches until `take` returns false.
  void find(std::string_view kind, std::string_view words,
            const std::function<bool(const std::vector<Uuid>& batch)>& take);
  void clear();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace regard::search
