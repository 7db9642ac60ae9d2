#include <boost/json.hpp>
#include <iostream>

#include "concerns/concerns.h"
#include "keeping/keeping.h"
#include "people/people.h"
#include "platform/log/log.h"
#include "program/serve.h"
#include "program/today.h"
#include "subject_access/subject_access.h"
#include "webfilter/webfilter.h"

namespace regard::program {
namespace {

constexpr web::Route kRoutes[] = {
    {http::Method::get, "/", web::Access::everyone(), &today},
};

void write_log(const web::Answered& answered) {
  const auto level = answered.status >= 500 ? log::Level::error : log::Level::info;
  if (!log::writes(level)) return;
  log::write(level, "http.request",
             {{"request", log::Safe{answered.request.number}},
              {"method", answered.request.method == http::Method::get ? log::Safe{"GET"} : log::Safe{"POST"}},
              {"route", log::Safe{answered.route}},
              {"status", answered.status},
              {"microseconds", answered.took.count()},
              {"fault", log::Safe{answered.fault.what}}});
}

std::string access_text(const web::Access& access) {
  switch (access.who()) {
    case web::Access::Who::everyone: return "everyone";
    case web::Access::Who::signed_in: return "signed_in";
    case web::Access::Who::permitted: return "needs " + std::string{access.permission().name};
    case web::Access::Who::permitted_everywhere: return "needs " + std::string{access.permission().name} + " everywhere";
    case web::Access::Who::token: return "token " + std::string{access.permission().name};
  }
  throw std::logic_error("Access::Who outside its enumerators");
}

}  // namespace

std::unique_ptr<web::Site> make_site(Provider& provider, log::Metrics& metrics) {
  auto site = std::make_unique<web::Site>(
      provider.services(), provider.languages(),
      [&roles = provider.roles()](const web::Services& services, const http::Request& request, Instant now) {
        return people::authenticate(services, roles, request, now);
      },
      [&metrics](const web::Answered& answered) {
        metrics.request(answered.route, answered.status, answered.took);
        if (!answered.fault.kind.empty()) metrics.fault(answered.fault.kind);
        write_log(answered);
      });
  site->mount_assets(provider.files());
  for (const auto& [path, type, bytes] : provider.own_files()) site->mount_file(path, type, bytes);
  site->mount(kRoutes);
  people::mount(*site);
  concerns::mount(*site);
  subject_access::mount(*site);
  keeping::mount(*site);
  webfilter::mount(*site);
  webfilter::mount_block_page(*site, provider.services(), provider.languages());
  return site;
}

void print_routes(Provider& provider) {
  log::Metrics metrics;
  const auto site = make_site(provider, metrics);
  boost::json::array listed;
  for (const auto path : site->fixed_paths()) listed.push_back({{"method", "GET"}, {"path", path}, {"access", "everyone"}});
  for (const auto& route : site->routes())
    listed.push_back({{"method", route.method == http::Method::get ? "GET" : "POST"}, {"path", route.path}, {"access", access_text(route.access)},
                      {"does", route.does == web::Does::shows ? "shows" : "changes"}});
  std::cout << boost::json::serialize(listed) << "\n";
}

}  // namespace regard::program
