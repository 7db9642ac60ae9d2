// A request as its pages show it. Private to this folder.
#pragma once

#include <string>
#include <vector>

#include "platform/holdings/holdings.h"
#include "platform/html/components.h"
#include "platform/web/form_page.h"

namespace regard::subject_access {

struct Opened {
  holdings::Request request;
  crypto::RecordKey key;
};

std::string url_of(std::string_view reference, std::string_view below = {});
std::string shown_reference(std::string_view reference);  // empty for the ids of what is kept under an alias: they say nothing to anybody
// Not found for whoever may not see it; the look is recorded.
Result<Opened> find(db::Read& read, const web::Visit& visit);
// What is released is for whoever answers; what is gathered, for whoever may read it anyway.
bool sees_passages(const web::Visit& visit, const holdings::Request& request);
std::vector<holdings::Part> parts();

std::string staff_name(db::Read& read, const web::Visit& visit, const std::optional<PersonId>& person);
// The answer as it is given out; `text` is the JSON of it. On a page or paper of its own, or below the heading of a form.
enum class Drawn { by_itself, to_be_checked };
html::Html drawn(const web::Visit& visit, const Opened& opened, const PrivateText& text, Drawn how = Drawn::by_itself);

web::FormPage form_page(const web::Visit& visit, const Opened& opened, const forms::Question& question);

}  // namespace regard::subject_access
