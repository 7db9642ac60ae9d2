#include "keeping/handlers.h"
#include "keeping/keeping.h"
#include "platform/retention/keeping.h"

namespace regard::keeping {
namespace {

using http::Method;
using retention::kManage;
using retention::kReview;
using web::Access;

constexpr web::Route kRoutes[] = {
    {Method::get, "/keeping", Access::needs(kManage), &list_keeping},
    {Method::get, "/keeping/:reference", Access::needs(kManage), &show_keeping},
    {Method::get, "/keeping/:reference/review", Access::needs(kReview), &ask_review},
    {Method::post, "/keeping/:reference/review", Access::needs(kReview), &save_review},
    {Method::get, "/keeping/:reference/destruction", Access::needs(kReview), &ask_destruction},
    {Method::post, "/keeping/:reference/destruction", Access::needs(kReview), &save_destruction},
    {Method::get, "/keeping/:reference/hold", Access::needs(kManage), &ask_hold},
    {Method::post, "/keeping/:reference/hold", Access::needs(kManage), &save_hold},
    {Method::get, "/keeping/:reference/release", Access::needs(kManage), &ask_release},
    {Method::post, "/keeping/:reference/release", Access::needs(kManage), &save_release},
};

}  // namespace

void mount(web::Site& site) { site.mount(kRoutes); }

}  // namespace regard::keeping
