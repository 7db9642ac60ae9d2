// An area's part in answering somebody who asks what is held about them: which of its records are about a person, and what
// stands in one. The areas hand them over; whoever confirms and releases sees only what they may see anyway.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/private_text.h"
#include "platform/web/web.h"

namespace regard::holdings {

// Whoever asks, as far as it is known.
struct Asker {
  PrivateText name, number;
  std::optional<PersonId> staff = {};  // they work here
  PrivateText login = {};              // the name they sign in with, as it was recorded with the request
};

struct Found {
  std::string kind;       // as in the audit: "case"
  Uuid id;
  std::string reference;
  std::string what;       // translated: "Case, opened on …"
  PrivateText name;       // whom it is about, as the record says
};

// One piece of a record that can be given, redacted or withheld by itself.
struct Passage {
  std::string source;     // lasting: gathered again, it is the same piece
  std::string heading;    // translated: "Note of Friday 21 November 2025"
  PrivateText text;
  std::string_view exemption = {};  // proposed: by its id in the provision, where it would rather be withheld
};

struct Held {
  std::vector<Passage> passages;
  std::vector<PrivateText> others;  // names of other people in it: proposed to be taken out
};

// What words lead to. Where there is more than is shown, whoever looks is told so.
struct SomeFound {
  std::vector<Found> records;
  bool is_more = false;
};

// Words: whatever somebody who finds records types. The recorded login: only the name that somebody else recorded with the request,
// where records are kept under an alias and two people have to agree before it is known whose one is.
enum class FoundBy { words, recorded_login };

struct Part {
  std::string_view kind;
  // By a name, a number or other words, among what the viewer may see.
  SomeFound (*find)(const web::Visit&, db::Read&, const PrivateText& words);
  std::optional<Found> (*by_reference)(const web::Visit&, db::Read&, std::string_view reference);
  Held (*held)(const web::Visit&, db::Read&, const Found&, const Asker&);
  FoundBy by = FoundBy::words;
};

}  // namespace regard::holdings
