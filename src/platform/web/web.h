// From a request to an area's handler and back: routes, the gate, CSRF, error pages, security headers.
#pragma once

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "platform/audit/audit.h"
#include "platform/base/clock.h"
#include "platform/base/result.h"
#include "platform/base/viewer.h"
#include "platform/crypto/crypto.h"
#include "platform/crypto/passwords.h"
#include "platform/db/db.h"
#include "platform/html/page.h"
#include "platform/html/views.h"
#include "platform/http/message.h"
#include "platform/http/spool.h"
#include "platform/i18n/i18n.h"
#include "platform/outbox/outbox.h"
#include "platform/scanning/scanning.h"
#include "platform/search/search.h"
#include "platform/web/access.h"
#include "platform/web/throttle.h"
#include "platform/web/toll.h"

// Whoever reads a provision includes its header; most pages do not.
namespace regard::provisions {
class Provisions;
}
namespace regard::forms {
class Declarations;
}

namespace regard::web {

bool lets_in(const Access& access, const Viewer& viewer);  // a person: API clients have no pages

// A place in the navigation, shown to whom the access rule lets in.
struct NavigationItem {
  Words text;
  std::string_view href;
  Access access;
};

struct Services;

// What an area ends of somebody who is marked as left, or whose post ends. `by`: who does it.
using WhenSomebodyLeaves = std::function<void(db::Tx&, const Services&, const Viewer& by, PersonId, Instant now)>;

// What the composition root built and every handler may use.
struct Services {
  const Clock& clock;
  db::Database& database;
  crypto::Keyring& keyring;
  audit::Audit& audit;
  outbox::Worker& outbox;
  search::Index& index;
  const html::Views& views;
  Throttle& throttle;           // of what anybody may send, by source
  crypto::Passwords& passwords; // bounds how many are hashed at once
  provisions::Provisions& provisions;
  forms::Declarations& declarations;  // their forms
  Toll& toll;                   // what sending costs whoever has not signed in
  Throttle& guesses;            // of codes that open something, by source: before anything slow is done
  std::string provider_name;
  std::string public_url;       // "https://regard.example.ac.uk", without a slash at the end
  bool secure_cookies = true;   // public_url is https: cookies are __Host- and Secure
  std::vector<NavigationItem> navigation;
  std::string brand, logo;      // URLs of the provider's colour and picture; empty: none
  std::vector<audit::EventWords> event_words;  // what every area calls its events
  std::vector<std::string> languages = {};  // their codes, the provider's first one first
  html::Notices notices = {};   // of the provider itself, at the foot of every page
  std::vector<WhenSomebodyLeaves> when_somebody_leaves = {};  // what else of theirs ends, in the same transaction
  scanning::Policy scanning = scanning::Policy::no_scanner;   // of files
  std::shared_ptr<const http::Spools> spools = std::make_shared<http::Spools>();  // of files on their way
};

// The frame of a page that nobody in particular sees.
html::Page frame(const Services& services, std::string title);

// One request as a handler sees it.
struct Visit {
  const Services& services;
  const http::Request& request;
  const Viewer& viewer;
  const i18n::Language& language;
  Instant now;
  std::string visitor;  // the secret in the cookie of a browser that has not signed in; never empty on a page of ours
  std::vector<std::pair<std::string_view, std::string>> parameters;

  const std::string& parameter(std::string_view name) const;  // ":reference" in the route; throws on a name not there
  html::Page page(std::string title) const;                   // the frame, filled in for this viewer
};

using Handler = Result<http::Response> (*)(const Visit&);

// What a route takes of a body: what people type, to 1 MiB in memory; or files too, each to http::kLargestFile, spooled.
enum class Takes { forms, files };

// What a post does. One that only shows a page is a post because what it carries must not stand in an address: it needs no token
// of a page before.
enum class Does { changes, shows };

struct Route {
  http::Method method;
  std::string_view path;        // "/cases/:reference/closure"
  Access access;
  Handler handler;
  Takes takes = Takes::forms;
  Does does = Does::changes;
};

// A page that is the same for everyone: rendered once per language when the program starts, answered at the edge.
struct FixedPage {
  std::string_view path;
  html::Html (*render)(const Services&, const i18n::Language&);
};

// A page made at the edge, for everyone, out of what was rendered before: no session, no cookie, no database, no worker, and no
// line in the log. It must be quick. Every method gets it, and any query: others send people there.
struct EdgePage {
  std::string_view path;
  std::function<http::Response(const http::Request&)> make;  // a body; the headers are the site's
};

// Finds out who asks: main passes people's. Must not throw on bad input.
using Authenticate = std::function<Viewer(const Services&, const http::Request&, Instant now)>;

// What a handler threw.
struct Fault {
  std::string_view kind;        // "busy", "connection" …: db::Fault's; "program": anything else; empty: nothing was thrown
  std::string what;             // without anybody's words
};

// Told of every answer a worker gave: for the log and the metrics. `route` is the pattern, never the real path.
struct Answered {
  const http::Request& request;
  std::string_view route;
  int status;
  std::chrono::microseconds took;
  const Fault& fault;
};
using Observe = std::function<void(const Answered&)>;

class Site {
 public:
  Site(const Services& services, const std::vector<i18n::Language>& languages, Authenticate authenticate, Observe observe);
  ~Site();
  void mount(std::span<const Route> routes);       // throws on a route that stands twice
  void mount(std::span<const FixedPage> pages);
  void mount(EdgePage page);
  void mount_assets(const Files& files);           // "/assets/…"
  void mount_file(std::string path, std::string_view type, std::string bytes);  // the provider's own: colour, logo
  std::optional<http::Response> at_once(const http::Request& request) const;  // fixed pages and assets
  bool takes_any_query(std::string_view path) const;                          // of edge pages
  bool takes_files(const http::Request& request) const;                       // known from its method and path
  http::Response handle(const http::Request& request) const;                  // never throws
  // For protocol errors, found before there is a whole request.
  http::Response edge_error(int status, const std::string& number) const;
  std::vector<Route> routes() const;                                          // for `regard routes`
  std::vector<std::string_view> fixed_paths() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// What handlers answer with.
http::Response show(const Visit& visit, const html::Page& page, int status = 200);
http::Response see_other(std::string location);
http::Response json(std::string body, int status = 200);

// Cookies by purpose ("session"): "__Host-regard-session" where they are secure, "regard-session" elsewhere.
std::string cookie_name(const Services& services, std::string_view purpose);
std::string_view cookie(const Services& services, const http::Request& request, std::string_view purpose);
void set_cookie(const Services& services, http::Response& response, std::string_view purpose, std::string_view value);
void clear_cookie(const Services& services, http::Response& response, std::string_view purpose);

}  // namespace regard::web
