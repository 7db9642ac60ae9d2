// `regard weblog follow`: what the configuration's readers read of files and hear as syslog is counted into the database, until it is
// stopped. Any number of such programs, on as many machines, may feed one database.
#pragma once

#include <functional>
#include <stop_token>
#include <string>

#include "platform/config/config.h"
#include "platform/files/files.h"
#include "platform/web/web.h"

namespace regard::webfilter {

struct Following {
  const config::WebFilter& web_filter;
  std::vector<config::Reader> readers;
  bool once = false;  // what there is now, and no more: of files
  std::function<void(const std::string& words)> tell = [](const std::string&) {};  // what is wrong, besides the log; from several threads
};

// Blocks until all readers are done. 0; 1 when one could not read all, after saying why in the log and on the page of readers.
int follow(const web::Services& services, const Files& files, const Following& following, const std::stop_token& stop);

}  // namespace regard::webfilter
