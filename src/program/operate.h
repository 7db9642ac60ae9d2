// What whoever runs the machine does to a provider that has begun.
#pragma once

#include "people/people.h"
#include "program/provider.h"

namespace regard::program {

// Gives somebody a post, and makes them when nobody here has the address: the way back when nobody may grant any more.
// Prints the link to set a password.
int appoint(Provider& provider, const people::Appointed& whom);

// Deferred work: how much waits and how much was given up; and tries again what was given up.
int print_outbox(Provider& provider);
int retry_outbox(Provider& provider);

// Reads the web filter's logs until it is stopped. `readers`: only those, by name; none: all of the configuration.
struct FollowAsked {
  std::vector<std::string> readers;
  bool once = false;  // what there is now, and no more
};
int follow_logs(Provider& provider, const FollowAsked& asked);

}  // namespace regard::program
