// The pages of a case's referral.
#pragma once

#include "platform/web/web.h"

namespace regard::concerns {

Result<http::Response> show_referral(const web::Visit& visit);
Result<http::Response> begin_referral_of(const web::Visit& visit);
Result<http::Response> rework_referral(const web::Visit& visit);  // a lone button

// The national form: a section's answers to check, and one page of it.
Result<http::Response> ask_section(const web::Visit& visit);
Result<http::Response> save_section(const web::Visit& visit);
Result<http::Response> ask_section_question(const web::Visit& visit);
Result<http::Response> save_section_question(const web::Visit& visit);

// Each is a form: shown by GET, sent by POST.
Result<http::Response> ask_consent(const web::Visit& visit);
Result<http::Response> save_consent(const web::Visit& visit);
Result<http::Response> ask_for_override(const web::Visit& visit);
Result<http::Response> save_override(const web::Visit& visit);
Result<http::Response> ask_override_decision(const web::Visit& visit);
Result<http::Response> save_override_decision(const web::Visit& visit);
Result<http::Response> ask_ready(const web::Visit& visit);
Result<http::Response> save_ready(const web::Visit& visit);
Result<http::Response> ask_dropping(const web::Visit& visit);
Result<http::Response> save_dropping(const web::Visit& visit);
Result<http::Response> ask_revision(const web::Visit& visit);
Result<http::Response> save_revision(const web::Visit& visit);
Result<http::Response> ask_referral_closing(const web::Visit& visit);
Result<http::Response> save_referral_closing(const web::Visit& visit);
Result<http::Response> ask_referral_reopening(const web::Visit& visit);
Result<http::Response> save_referral_reopening(const web::Visit& visit);
Result<http::Response> ask_referral_sending(const web::Visit& visit);
Result<http::Response> save_referral_sending(const web::Visit& visit);
Result<http::Response> ask_information(const web::Visit& visit);
Result<http::Response> save_information(const web::Visit& visit);

// The form as a document: as it is being written, and each edition as it was sent.
Result<http::Response> take_pdf(const web::Visit& visit);
Result<http::Response> take_json(const web::Visit& visit);
Result<http::Response> take_copy_pdf(const web::Visit& visit);
Result<http::Response> take_copy_json(const web::Visit& visit);

}  // namespace regard::concerns
