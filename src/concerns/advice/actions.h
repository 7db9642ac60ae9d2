// Preparing, checking and sending an extract.
#pragma once

#include <string_view>
#include <vector>

#include "concerns/advice/extract.h"
#include "concerns/casework/opened.h"
#include "concerns/pathway/actions.h"

namespace regard::concerns {

// From chosen entries of the chronology and from what was told, and what is asked; names and numbers are taken out.
struct NewExtract {
  ExtractId id;  // made with the form: sent twice, it is made once
  std::vector<EntryId> entries;
  bool with_what_was_told = false;
  PrivateText question;
};
Result<Extract> prepare_extract(db::Tx& tx, const web::Services& services, const i18n::Language& language, const Viewer& viewer,
                                std::string_view reference, const NewExtract& asked, Instant now);

// What a person made of it. Checked is refused while it still names somebody, unless they say why that may stay.
struct ReadExtract {
  PrivateText text, why_it_may_stay;
  enum class As { draft, checked } as = As::draft;
  int version = 0;
};
Result<Extract> change_extract(db::Tx& tx, const web::Services& services, const i18n::Language& language, const Viewer& viewer,
                               std::string_view reference, const ExtractId& id, const ReadExtract& given, Instant now);

// A person sent it, as it was when they read it: the step that external advice was sought.
Result<Extract> send_extract(db::Tx& tx, const web::Services& services, const Viewer& viewer, std::string_view reference, const ExtractId& id,
                             NewStep step, int version, Instant now);

}  // namespace regard::concerns
