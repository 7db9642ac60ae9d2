// The whole product: HTTP, pages, jobs, mail, until it is told to stop.
#pragma once

#include <signal.h>

#include <string>

#include "program/provider.h"

namespace regard::program {

// SIGTERM and SIGINT, which threads made after this leave to whoever waits for them.
sigset_t hold_stop_signals();

// Returns when SIGTERM or SIGINT came and what was in flight is done.
// `welcome` is printed when people can come, not before.
int serve(Provider& provider, const std::string& welcome = {});

// Every area, mounted in sight.
std::unique_ptr<web::Site> make_site(Provider& provider, log::Metrics& metrics);
void print_routes(Provider& provider);  // JSON, for the tests that visit all of them

}  // namespace regard::program
