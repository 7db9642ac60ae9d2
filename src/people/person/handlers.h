// The directory and a person's page.
#pragma once

#include "people/person/person.h"
#include "platform/web/web.h"

namespace regard::people::person {

Result<http::Response> show_list(const web::Visit& visit);
Result<http::Response> ask_new(const web::Visit& visit);
Result<http::Response> do_new(const web::Visit& visit);

Result<http::Response> show_person(const web::Visit& visit);
Result<http::Response> ask_change(const web::Visit& visit);
Result<http::Response> do_change(const web::Visit& visit);
Result<http::Response> do_invite(const web::Visit& visit);
Result<http::Response> ask_left(const web::Visit& visit);
Result<http::Response> do_left(const web::Visit& visit);
Result<http::Response> do_back(const web::Visit& visit);
Result<http::Response> ask_remove_factor(const web::Visit& visit);
Result<http::Response> do_remove_factor(const web::Visit& visit);

Result<Record> found(db::Read& read, const web::Visit& visit);  // by ":reference"
std::string url_of(const Person& person);

}  // namespace regard::people::person
