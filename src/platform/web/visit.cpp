#include <stdexcept>

#include "platform/web/web.h"

namespace regard::web {
bool lets_in(const Access& access, const Viewer& viewer) {
  switch (access.who()) {
    case Access::Who::everyone: return true;
    case Access::Who::signed_in: return viewer.signed_in();
    case Access::Who::permitted: return viewer.may(access.permission());
    case Access::Who::permitted_everywhere: return viewer.may_everywhere(access.permission());
    case Access::Who::token: return false;
  }
  throw std::logic_error("Access::Who outside its enumerators");
}

const std::string& Visit::parameter(std::string_view name) const {
  for (const auto& [key, value] : parameters)
    if (key == name) return value;
  throw std::logic_error("the route has no such parameter");
}

html::Page frame(const Services& services, std::string title) {
  html::Page page;
  page.title = std::move(title);
  page.provider = services.provider_name;
  page.brand = services.brand;
  page.logo = services.logo;
  page.notices = services.notices;
  return page;
}

html::Page Visit::page(std::string title) const {
  html::Page page = frame(services, std::move(title));
  page.signed_in_as = viewer.name;
  page.csrf = viewer.csrf;
  if (viewer.signed_in())
    for (const auto& item : services.navigation)
      if (lets_in(item.access, viewer))
        page.navigation.push_back({language(item.text), std::string{item.href}, html::Link::Here::no});
  html::mark_where_one_is(page.navigation, request.path);
  return page;
}

http::Response show(const Visit& visit, const html::Page& page, int status) {
  http::Response response;
  response.status = status;
  response.header("Content-Type", "text/html; charset=utf-8");
  response.body = html::render(visit.services.views, visit.language, page).text();
  return response;
}

http::Response see_other(std::string location) {
  http::Response response;
  response.status = 303;
  response.header("Location", std::move(location));
  return response;
}

http::Response json(std::string body, int status) {
  http::Response response;
  response.status = status;
  response.header("Content-Type", "application/json");
  response.body = std::move(body);
  return response;
}

}  // namespace regard::web
