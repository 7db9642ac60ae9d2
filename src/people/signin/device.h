// A browser in which somebody signed in before. It carries a signed cookie that says so; that gives it its own count of
// wrong attempts, so that strangers' guesses never make its owner wait. It opens nothing.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "people/people.h"
#include "platform/http/message.h"

namespace regard::people::signin {

struct Device {
  PersonId person;
  std::string mark;  // random: this browser, for this person
};

std::optional<Device> device_of(const web::Services& services, const http::Request& request, Instant now);
// To be called when a sign-in is complete: with the second factor, where there is one.
void remember_device(const web::Services& services, http::Response& response, PersonId person, Instant now);

}  // namespace regard::people::signin
