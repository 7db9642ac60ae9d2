// `regard weblog events`: what is understood of each line, for an operator to check against their own lines.
#pragma once

#include <filesystem>
#include <iosfwd>
#include <optional>
#include <string>
#include <vector>

#include "platform/files/files.h"

namespace regard::webfilter {

// What both commands are told about the logs.
struct Logs {
  std::vector<std::filesystem::path> files;  // "-": standard input; none: that, too
  std::string format;                        // empty: found out from each file's first lines
  std::filesystem::path mapping;             // a format of the operator's own; empty: none
  std::string zone = "Europe/London";        // of times that do not say theirs
  std::vector<std::string> own_realms;
  std::vector<std::string> block_pages;      // hosts of the pages to which the filter sends whoever it stops
  std::string logformat;                     // Squid's own, when it is none that is known
};

struct EventsAsked {
  Logs logs;
  bool show_users = false;
};

// One JSON object a line; what could not be read is said on `told`. 0; 1 when something could not be opened or no format fits.
int print_events(const EventsAsked& asked, const Files& files, std::ostream& out, std::ostream& told);

}  // namespace regard::webfilter
