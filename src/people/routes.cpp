#include "people/centre/handlers.h"
#include "people/import/handlers.h"
#include "people/people.h"
#include "people/person/handlers.h"
#include "people/post/handlers.h"
#include "people/provision/handlers.h"
#include "people/second_factor/handlers.h"
#include "people/session/handlers.h"
#include "people/signin/handlers.h"
#include "people/token/handlers.h"
#include "people/trail/handlers.h"
#include "platform/web/web.h"

namespace regard::people {
namespace {

using enum http::Method;
using web::Access;

constexpr web::Route kRoutes[] = {
    {get, "/sign-in", Access::everyone(), &signin::ask_sign_in},
    {post, "/sign-in", Access::everyone(), &signin::do_sign_in},
    {get, "/sign-in/code", Access::signed_in(), &signin::ask_code},
    {post, "/sign-in/code", Access::signed_in(), &signin::do_code},
    {get, "/sign-in/recovery", Access::signed_in(), &signin::ask_recovery_code},
    {post, "/sign-in/recovery", Access::signed_in(), &signin::do_recovery_code},
    {get, "/sign-in/forgotten", Access::everyone(), &signin::ask_link},
    {post, "/sign-in/forgotten", Access::everyone(), &signin::do_link},
    {get, "/sign-in/link-mailed", Access::everyone(), &signin::show_link_mailed},
    {get, "/welcome/:token", Access::everyone(), &signin::ask_new_password},
    {post, "/welcome/:token", Access::everyone(), &signin::do_new_password},
    {post, "/sign-out", Access::everyone(), &signin::do_sign_out},

    {get, "/account", Access::signed_in(), &session::show_account},
    {get, "/account/password", Access::signed_in(), &session::ask_password},
    {post, "/account/password", Access::signed_in(), &session::do_password},
    {post, "/account/sessions/:session/end", Access::signed_in(), &session::do_end_session},
    {post, "/account/sessions/end-all", Access::signed_in(), &session::do_end_all},
    {get, "/account/second-factor", Access::signed_in(), &second_factor::show_second_factor},
    {post, "/account/second-factor", Access::signed_in(), &second_factor::do_begin},
    {get, "/account/second-factor/set-up", Access::signed_in(), &second_factor::show_set_up},
    {post, "/account/second-factor/set-up", Access::signed_in(), &second_factor::do_set_up},
    {post, "/account/second-factor/recovery-codes", Access::signed_in(), &second_factor::do_recovery_codes},

    {get, "/people", Access::needs(kReadPeople), &person::show_list},
    {get, "/people/new", Access::everywhere(kManagePeople), &person::ask_new},
    {post, "/people/new", Access::everywhere(kManagePeople), &person::do_new},
    {get, "/people/import", Access::everywhere(kManagePeople), &import::ask_file},
    {post, "/people/import", Access::everywhere(kManagePeople), &import::do_check},
    {post, "/people/import/confirm", Access::everywhere(kManagePeople), &import::do_import},
    {get, "/people/:reference", Access::needs(kReadPeople), &person::show_person},
    {get, "/people/:reference/change", Access::everywhere(kManagePeople), &person::ask_change},
    {post, "/people/:reference/change", Access::everywhere(kManagePeople), &person::do_change},
    {post, "/people/:reference/invitation", Access::everywhere(kManagePeople), &person::do_invite},
    {get, "/people/:reference/left", Access::everywhere(kManagePeople), &person::ask_left},
    {post, "/people/:reference/left", Access::everywhere(kManagePeople), &person::do_left},
    {post, "/people/:reference/back", Access::everywhere(kManagePeople), &person::do_back},
    {get, "/people/:reference/second-factor", Access::needs(kReadPeople), &person::ask_remove_factor},
    {post, "/people/:reference/second-factor", Access::needs(kReadPeople), &person::do_remove_factor},
    {get, "/people/:reference/posts/new", Access::needs(kAskPosts), &post::ask_post},
    {post, "/people/:reference/posts/new", Access::needs(kAskPosts), &post::do_post},

    {get, "/posts/:post/end", Access::needs(kAskPosts), &post::ask_end},
    {post, "/posts/:post/end", Access::needs(kAskPosts), &post::do_end},
    {get, "/grants", Access::needs(kAskPosts), &post::show_asked},
    {get, "/grants/:post", Access::needs(kAskPosts), &post::ask_decision},
    {post, "/grants/:post", Access::needs(kAskPosts), &post::do_decision},

    {get, "/centres", Access::everywhere(kManagePeople), &centre::show_list},
    {get, "/centres/new", Access::everywhere(kManagePeople), &centre::ask_new},
    {post, "/centres/new", Access::everywhere(kManagePeople), &centre::do_new},
    {get, "/centres/:reference", Access::everywhere(kManagePeople), &centre::ask_name},
    {post, "/centres/:reference", Access::everywhere(kManagePeople), &centre::do_name},

    {get, "/tokens", Access::everywhere(kManageTokens), &token::show_list},
    {get, "/tokens/new", Access::everywhere(kManageTokens), &token::ask_new},
    {post, "/tokens/new", Access::everywhere(kManageTokens), &token::do_new},
    {get, "/tokens/:reference/revoke", Access::everywhere(kManageTokens), &token::ask_revoke},
    {post, "/tokens/:reference/revoke", Access::everywhere(kManageTokens), &token::do_revoke},

    {get, "/provisions", Access::signed_in(), &provision::show_list},
    {get, "/provisions/:name", Access::signed_in(), &provision::show_versions},
    {get, "/provisions/:name/new", Access::everywhere(kManageProvisions), &provision::ask_own},
    {post, "/provisions/:name/new", Access::everywhere(kManageProvisions), &provision::do_own},
    {get, "/provisions/:name/:version", Access::signed_in(), &provision::show_version},

    {get, "/audit", Access::everywhere(kReadAudit), &trail::show_trail},
    {get, "/audit/counts", Access::everywhere(kReadAudit), &trail::show_counts},
};

}  // namespace

void mount(web::Site& site) { site.mount(kRoutes); }

}  // namespace regard::people
