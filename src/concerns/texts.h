// What is found by words. Each noun says in one place what it wrote into a case or a concern: the index, the search and
// its passages follow from that.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "concerns/casework/casefile.h"
#include "concerns/concern/concern.h"
#include "platform/db/db.h"
#include "platform/search/search.h"
#include "platform/web/web.h"

namespace regard::concerns {

// One piece of writing, opened.
struct Written {
  std::string place;                     // "entry 0199…": the noun, and which of its texts; it stays the same for ever
  Instant at{};                          // when it was written
  PrivateText text;
  Words where;                           // what it is: tr("Chronology")
  std::optional<std::string> day = {};   // ISO, said after that
  std::string below = {};                // where it stands on or below the record's page: "?before=…#entry-0199…"
  bool is_found = true;                  // false: the index never learns its words, so that search finds it for nobody
};

// A name is found itself, and helps to find everything else that was written into its record.
enum class As { text, name };

// What opens the texts of a record.
struct Opening {
  const web::Services& services;
  db::Read& read;
  const crypto::RecordKey& key;
};

template <class Record>
struct TextsOf {
  std::string_view noun;
  As as;
  std::vector<Written> (*all)(const Opening&, const Record&);
  std::optional<Written> (*one)(const Opening&, const Record&, std::string_view place);
  // Who sees it; none: whoever sees the record.
  bool (*is_visible)(db::Read&, const Viewer&, const Record&, std::string_view place) = nullptr;
};

std::span<const TextsOf<Case>> case_texts();
std::span<const TextsOf<Concern>> concern_texts();

// "0199…" of "entry 0199…".
std::optional<Uuid> id_in(std::string_view place);
std::string place_of(std::string_view noun, const Uuid& id);
std::string place_of(std::string_view noun, Instant at);  // of what is written again at another time
// The page of the chronology that begins with what was written then, at this anchor.
std::string chronology_at(Instant at, std::string_view noun, const Uuid& id);

// The text that a search found, opened, when the viewer may see it. The record is one that they see.
std::optional<Written> found_text(const Opening& opening, const Viewer& viewer, const Case& record, std::string_view place);
std::optional<Written> found_text(const Opening& opening, const Viewer& viewer, const Concern& concern, std::string_view place);

// What the index is given: everything of a record, or only the text at one place.
void add_entries(std::vector<search::Entry>& to, const Opening& opening, const Case& record, std::string_view place = {});
void add_entries(std::vector<search::Entry>& to, const Opening& opening, const Concern& concern, std::string_view place = {});

// Cases and concerns stand in one index, so that what was found is in the order of time. A place there begins with the
// kind of its record.
inline constexpr std::string_view kWrittenIndex = "written";
inline constexpr std::string_view kOfCase = "case", kOfConcern = "concern";
std::string label_of(std::string_view kind, const std::optional<CentreId>& centre);  // "case at 0199…"; none: "case"

}  // namespace regard::concerns
