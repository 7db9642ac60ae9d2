// The whole product: HTTP, pages, jobs, mail, until it is told to stop.
#pragma once

#include "program/provider.h"

namespace regard::program {

// Returns when SIGTERM or SIGINT came and what was in flight is done.
int serve(Provider& provider);

// Every area, mounted in sight.
std::unique_ptr<web::Site> make_site(Provider& provider, log::Metrics& metrics);
void print_routes(Provider& provider);  // JSON, for the tests that visit all of them

}  // namespace regard::program
