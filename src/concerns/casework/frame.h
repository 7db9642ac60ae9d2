// The frame that all pages of a case stand in: whose case it is, and the way to its other pages.
#pragma once

#include "concerns/casework/opened.h"
#include "platform/html/page.h"
#include "platform/web/web.h"

namespace regard::concerns {

enum class CaseTab { overview, pathway, people, files, reporters, referral, supervision, keeping };

// For a page about the case that the route names: found, opened, and the look recorded. The look comes before the snapshot
// that the page is made of, which so shows it.
Result<Opened> look_at_case(const web::Visit& visit);

// A wide page with identity bar, sub-navigation and the way back; the content is the caller's.
html::Page case_page(const web::Visit& visit, db::Read& read, const Opened& opened, CaseTab tab);

std::string case_url(std::string_view reference, std::string_view below = {});  // "/cases/K-…" and "/entries"

}  // namespace regard::concerns
