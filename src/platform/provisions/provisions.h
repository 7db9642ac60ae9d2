// What the law, the regulator or the provider says, as dated data: categories, clocks, retention periods, questions of a
// form. A record keeps the version it was made under, so a decision can always be shown with the words it was made by.
//
// Each is a TOML file provisions/NAME.toml that comes with the program and says `version`, `in_force_from`, `title` and
// `source`. A provider's own versions are rows beside it and stand before what came with the program, also before a newer
// one, until the provider adopts that.
#pragma once

#include <boost/json/object.hpp>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/viewer.h"
#include "platform/db/db.h"

namespace regard {
class Files;
}

namespace regard::provisions {

struct Provision {
  std::string name;     // "clocks"
  std::string version;  // "2026-11", or a provider's own: "2026-12-01.1"
  std::string title;
  Date in_force_from;
  std::string source;             // where it is said, and how sure that is
  std::optional<PersonId> made_by;  // none: it came with the program
  Instant made_at{};
  std::string text;             // TOML, as it was written
  boost::json::object content;  // the same, read; dates are ISO text
};
using Kept = std::shared_ptr<const Provision>;  // lives as long as the program

// The text of a provision, read: `invalid` with the line that cannot be, or the words that are missing.
Result<Provision> parsed(std::string_view name, std::string text);

// Puts what came with the program into the database. Repeating it changes nothing. Throws on a file that does not parse.
void install(db::Database& database, const Files& files, Instant now);

class Provisions {
 public:
  // What is in force on a day. Throws when there is none by that name: the program names only what it brings.
  Kept in_force(db::Read& read, std::string_view name, Date on);
  // As a record says it was made under; throws when that version is gone, which is damage.
  Kept version(db::Read& read, std::string_view name, std::string_view version);

  // Whoever knows what a provision means looks at a provider's own version before it is written: `invalid` with what to mend. Some
  // mean something only beside others, or have records that go by them.
  using Check = std::function<Done(const Provision&)>;
  using CheckBeside = std::function<Done(db::Read&, Provisions&, const Provision&)>;
  void check_by(std::string name, CheckBeside check) { checks_[std::move(name)] = std::move(check); }  // before anything is served
  void check_by(std::string name, Check check) {
    check_by(std::move(name), CheckBeside{[check = std::move(check)](db::Read&, Provisions&, const Provision& written) { return check(written); }});
  }
  Done check(db::Read& read, const Provision& written);
  // What is in force of another while `written` is, as far as versions are written already: the one of its first day first.
  std::vector<Kept> beside(db::Read& read, const Provision& written, std::string_view other);

 private:
  Kept kept(std::string name, std::string version, db::Read& read);
  std::mutex mutex_;
  std::map<std::string, CheckBeside, std::less<>> checks_;
  std::map<std::pair<std::string, std::string>, Kept> read_;  // versions never change and are few
};

// For the pages: what there is by name, each with the version in force; all versions of one, newest first.
std::vector<Provision> list(db::Read& read, Date on);
std::vector<Provision> versions(db::Read& read, std::string_view name);

// Whether `after` says everything that `before` says, in values of the same kind: what the program reads of it is there.
// Lists may have other items, but not none, and each with the keys that every item before had.
Done fits(const Provision& before, const Provision& after);

// A provider's own version. `text` is checked by whoever knows what the provision means before it comes here.
Result<Provision> add(db::Tx& tx, std::string_view name, std::string text, const PersonId& by, Instant now);

}  // namespace regard::provisions
