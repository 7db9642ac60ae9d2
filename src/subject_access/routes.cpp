#include "platform/holdings/request.h"
#include "subject_access/handlers.h"
#include "subject_access/subject_access.h"

namespace regard::subject_access {
namespace {

using http::Method;
using holdings::kAnswer;
using holdings::kRelease;
using holdings::kSee;
using web::Access;

constexpr web::Route kRoutes[] = {
    {Method::get, "/requests", Access::everywhere(kSee), &list_requests},
    {Method::get, "/requests/new", Access::everywhere(kAnswer), &ask_new},
    {Method::post, "/requests/new", Access::everywhere(kAnswer), &save_new},
    {Method::get, "/requests/:reference", Access::everywhere(kSee), &show_request},
    {Method::get, "/requests/:reference/records", Access::everywhere(kRelease), &ask_records},
    {Method::post, "/requests/:reference/records", Access::everywhere(kRelease), &find_records},
    {Method::post, "/requests/:reference/confirmation", Access::everywhere(kRelease), &confirm_records},
    {Method::get, "/requests/:reference/release", Access::everywhere(kRelease), &ask_release},
    {Method::post, "/requests/:reference/release", Access::everywhere(kRelease), &save_release},
    {Method::get, "/requests/:reference/extension", Access::everywhere(kAnswer), &ask_extension},
    {Method::post, "/requests/:reference/extension", Access::everywhere(kAnswer), &save_extension},
    {Method::get, "/requests/:reference/closing", Access::everywhere(kAnswer), &ask_closing},
    {Method::post, "/requests/:reference/closing", Access::everywhere(kAnswer), &save_closing},
    {Method::get, "/requests/:reference/second-look", Access::everywhere(kAnswer), &ask_second_look},
    {Method::post, "/requests/:reference/second-look", Access::everywhere(kAnswer), &save_second_look},
    {Method::get, "/requests/:reference/check", Access::everywhere(kRelease), &ask_check},
    {Method::post, "/requests/:reference/check", Access::everywhere(kRelease), &save_check},
    {Method::get, "/requests/:reference/take-up", Access::everywhere(kAnswer), &ask_take_up},
    {Method::post, "/requests/:reference/take-up", Access::everywhere(kAnswer), &save_take_up},
    {Method::get, "/requests/:reference/giving", Access::everywhere(kAnswer), &ask_giving},
    {Method::post, "/requests/:reference/giving", Access::everywhere(kAnswer), &save_giving},
    {Method::get, "/requests/:reference/passages/:passage", Access::everywhere(kAnswer), &ask_passage},
    {Method::post, "/requests/:reference/passages/:passage", Access::everywhere(kAnswer), &save_passage},
    {Method::get, "/requests/:reference/answer", Access::everywhere(kSee), &show_answer},
    {Method::get, "/requests/:reference/answer.pdf", Access::everywhere(kSee), &answer_as_pdf},
    {Method::get, "/requests/:reference/answer.json", Access::everywhere(kSee), &answer_as_json},
};

}  // namespace

void mount(web::Site& site) { site.mount(kRoutes); }

std::vector<people::Right> rights() {
  using people::Content;
  using enum people::Role;
  return {
      {kSee, Strength::second_factor, Content::of_others, {lead, deputy, data_protection}},
      {kAnswer, Strength::second_factor, Content::of_others, {data_protection}},
      {kRelease, Strength::second_factor, Content::of_others, {lead, deputy}},
  };
}

}  // namespace regard::subject_access
