// What the pages of a referral share. Private to this folder.
#pragma once

#include <string>

#include "concerns/casework/opened.h"
#include "concerns/referral/actions.h"
#include "platform/web/record_form.h"

namespace regard::concerns::referring {

std::string url_of(std::string_view case_reference, std::string_view below = {});  // "/cases/K-…/referral" and "/consent"

// The referral of the case that the route names.
Result<OpenedReferral> find(db::Read& read, const web::Visit& visit);
// As the table says. What could be mended first is a conflict: its page says what is missing.
Done may(const Referral& referral, ReferralAction action, const Viewer& viewer);
// "Ready to send", or what is missing before it can be.
std::string says_now(db::Read& read, const web::Visit& visit, const OpenedReferral& opened);
Words what_is_missing(const Referral& referral);  // empty: nothing

// A form about it; showing whom it is about is a look at the case.
web::FormPage form_page(const web::Visit& visit, const OpenedReferral& opened, const forms::Question& question);
std::string caption(const web::Visit& visit, const Opened& opened);

// A file for the browser to keep, never to show in a page of ours.
http::Response attachment(std::string bytes, std::string type, const std::string& file_name);

// All sections of the form as they are answered now, to read.
FormAnswers all_answers(db::Read& read, const OpenedReferral& opened);
html::Html to_read(const web::Visit& visit, const NationalForm& form, const FormAnswers& answers);

}  // namespace regard::concerns::referring
