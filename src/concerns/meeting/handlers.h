// The pages of case-discussion meetings.
#pragma once

#include "platform/web/web.h"

namespace regard::concerns {

Result<http::Response> list_meetings(const web::Visit& visit);
Result<http::Response> show_meeting(const web::Visit& visit);
Result<http::Response> show_minutes(const web::Visit& visit);  // to print

Result<http::Response> ask_meeting(const web::Visit& visit);
Result<http::Response> save_meeting(const web::Visit& visit);
Result<http::Response> ask_agenda(const web::Visit& visit);
Result<http::Response> save_agenda(const web::Visit& visit);
Result<http::Response> begin_meeting(const web::Visit& visit);
Result<http::Response> close_meeting(const web::Visit& visit);
Result<http::Response> ask_minute(const web::Visit& visit);
Result<http::Response> save_minute(const web::Visit& visit);
Result<http::Response> ask_meeting_task(const web::Visit& visit);
Result<http::Response> save_meeting_task(const web::Visit& visit);

}  // namespace regard::concerns
