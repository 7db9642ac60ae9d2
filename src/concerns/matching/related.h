// What belongs with a concern or a case, and what may: on their pages.
#pragma once

#include "concerns/either.h"
#include "platform/html/html.h"
#include "platform/web/web.h"

namespace regard::concerns {

// Other cases of the incident, records that were said to belong together, cases that were merged into this; and, for who
// oversees it, records that may be about the same person. Only what the viewer may see. Empty when there is nothing.
html::Html related(const web::Visit& visit, db::Read& read, const Either& either);

}  // namespace regard::concerns
