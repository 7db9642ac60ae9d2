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
#include "platform/db/db.h"
#include "platform/html/views.h"
#include "platform/http/message.h"
#include "platform/i18n/i18n.h"
#include "platform/outbox/outbox.h"
#include "platform/search/search.h"
#include "platform/web/access.h"

namespace regard::web {

// What the composition root built and every handler may use.
struct Services {
  const Clock& clock;
  db::Database& database;
  crypto::Keyring& keyring;
  audit::Audit& audit;
  outbox::Worker& outbox;
  search::Index& index;
  const html::Views& views;
  std::string provider_name;
  std::string public_url;       // "https://regard.example.ac.uk", without a slash at the end
  bool secure_cookies = true;   // public_url is https: cookies are __Host- and Secure
};

// One request as a handler sees it.
struct Visit {
  const Services& services;
  const http::Request& request;
  const Viewer& viewer;
  const i18n::Language& language;
  Instant now;
  std::vector<std::pair<std::string_view, std::string>> parameters;

  const std::string& parameter(std::string_view name) const;  // ":reference" in the route; throws on a name not there
  http::Fields form() const { return request.form(); }
};

using Handler = Result<http::Response> (*)(const Visit&);

enum class Csrf { checked, not_needed };  // not_needed: bearer tokens only

struct Route {
  http::Method method;
  std::string_view path;        // "/concerns/:reference/closure"
  Access access;
  Handler handler;
  Csrf csrf = Csrf::checked;
};

// A page that is the same for everyone: rendered once per language when the program starts.
struct FixedPage {
  std::string_view path;
  html::Html (*render)(const Services&, const i18n::Language&);
};

// Finds out who asks: main passes people's. Must not throw on bad input.
using Authenticate = std::function<Viewer(const http::Request&, Instant now)>;

class Site {
 public:
  Site(const Services& services, std::vector<i18n::Language> languages, Authenticate authenticate);
  ~Site();
  void mount(std::span<const Route> routes);       // throws on a path that stands twice
  void mount(std::span<const FixedPage> pages);
  std::optional<http::Response> at_once(const http::Request& request) const;  // fixed pages, assets
  http::Response handle(const http::Request& request) const;                  // never throws
  const std::vector<const Route*>& routes() const;                            // for `regard routes`, which tests read

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// What handlers answer with.
http::Response page(const html::Html& html, int status = 200);
http::Response see_other(std::string location);
http::Response json(std::string body, int status = 200);

}  // namespace regard::web
