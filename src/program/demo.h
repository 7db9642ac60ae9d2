// A demonstration: a made-up provider with made-up people and records, whose passwords are known. It lives only in a
// directory that `demo create` made; `regard init` and `regard serve` never touch one.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "platform/config/config.h"

namespace regard::program {

// Where it is kept, when not in SQLite files of its directory: for trying it on PostgreSQL.
struct DemoStores {
  std::optional<std::string> database, keys, index;
};

struct DemoPlace {
  std::filesystem::path directory;
  DemoStores stores;
  std::filesystem::path clock_file = {};  // by how many seconds its time is ahead (moved_clock.h); empty: not at all
};

int create_demo(const DemoPlace& place);

struct DemoServing {
  std::uint16_t port = 8080;
  std::string smtp;                                // "127.0.0.1:2525"; empty: mail waits
  std::optional<std::string> language;             // "en-XA" for the test of translation
  std::vector<std::string> trusted_proxies;
  std::uint16_t metrics_port = 0;
  std::string scanner;                             // clamd's socket, or "host:port"; "off"; empty: none
};
int serve_demo(const DemoPlace& place, const DemoServing& serving);
int print_demo_code(const DemoPlace& place, const std::string& name);

bool is_demo(const std::filesystem::path& directory);

}  // namespace regard::program
