// The configuration: one TOML file, read once. Every mistake is told at once, with its line and what to do; a key
// that is not known is a mistake. packaging/regard.toml documents all of them.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>
#include <vector>

namespace regard::config {

// How much the program takes of the machine where [limits] says nothing.
enum class Size { small, medium, large };  // to 2,000 students, to 15,000, above

struct Provider {
  std::string name = "Regard";
  Size size = Size::medium;
  std::vector<std::string> languages{"en"};
  std::string brand_colour = "#1d4f76";           // dark enough for white text on it
  std::optional<std::filesystem::path> logo;      // SVG or PNG
  std::string contact;                            // whom to ask for help, as people read it; empty: not said
  std::string privacy_url, accessibility_url;     // of the notices that public bodies must publish; empty: none
};

struct Listen {
  std::string public_url = "http://127.0.0.1:8080";  // as people type it, without a slash at the end
  std::string address = "127.0.0.1";
  std::uint16_t port = 8080;
  std::optional<std::filesystem::path> tls_certificate, tls_key;
  std::vector<std::string> trusted_proxies;       // addresses or networks
};

struct Stores {
  std::string database, keys, index;              // "sqlite:FILE" or "postgresql:host=… dbname=…"
  std::filesystem::path master_key;
  std::filesystem::path uploads;                  // directory of nameless, sealed files for the time of a request
};

struct Mail {
  std::string server;                             // empty: mail waits
  std::string from, from_name;
  std::string user, password;
  enum class Tls { required, opportunistic } tls = Tls::required;
  std::optional<std::filesystem::path> ca_file;
};

struct Supervision {
  bool self_approval = false;                     // whether leads may agree with what they asked for themselves
};

struct Checkpoints {
  std::chrono::minutes every{60};
  std::optional<std::filesystem::path> file;      // appended to; on another machine's disk
  bool syslog = true;
  std::vector<std::string> mail_to;
};

struct Scanner {
  std::string clamd;                              // its socket, or "host:port"; empty: none, and files cannot be opened
  bool off = false;                               // files can be opened unscanned
};

struct Metrics {
  std::string address = "127.0.0.1";
  std::uint16_t port = 0;                         // 0: none
};

struct Log {
  std::optional<std::filesystem::path> file;      // none: standard error, for systemd's journal
  enum class Level { info, warning, error } level = Level::info;
};

// What stands between people and the web, as far as it concerns all readers of its logs.
struct WebFilter {
  std::string mail_domain;                        // NAME@… gets the explanatory e-mail; empty: nobody gets one
  std::vector<std::string> realms;                // what stands after @ in names of the provider's own people
  std::string zone = "Europe/London";             // of times that do not say theirs
  std::optional<std::filesystem::path> centres;   // which networks belong to which centre
  std::vector<std::string> block_pages;           // the provider's own, to which the filter sends whoever it stops
  std::vector<std::pair<std::string, std::filesystem::path>> lists;  // of a theme: a file of hosts, addresses or their hashes
};

// One reader of logs: of files, or of what is sent as syslog.
struct Reader {
  std::string name;                               // lasting: what it read is kept under it
  std::string files;                              // "/var/log/squid/access.log*"
  bool from_the_beginning = false;                // at its very first start: also what was written before
  std::string format;                             // empty: found out from the first lines
  std::optional<std::filesystem::path> mapping;   // a format of the operator's own
  std::string zone;                               // empty: of web_filter
  struct Listen {
    enum class By { udp, tcp, tls } by;
    std::string address;
    std::uint16_t port = 0;
  };
  std::vector<Listen> syslog;
  std::vector<std::string> senders;               // addresses or networks; none: everybody
  std::optional<std::filesystem::path> tls_certificate, tls_key, tls_client_authority;
};

struct Limits {  // as for a medium provider
  int workers = 16, edge_threads = 1;
  std::size_t connections = 20000, connections_per_address = 0;
  std::size_t body_bytes = 1024 * 1024;
  std::size_t uploads_bytes = std::size_t{1} << 30;  // on the disk, of all files on their way
};

struct Config {
  Provider provider;
  Listen listen;
  Stores stores;
  Mail mail;
  Supervision supervision;
  Checkpoints checkpoints;
  Scanner scanner;
  Metrics metrics;
  Log log;
  WebFilter web_filter;
  std::vector<Reader> readers;
  Limits limits;
};

struct Mistake {
  int line;           // 0: of the file as a whole
  std::string what;   // what is wrong and what to do
};

struct Surroundings {
  std::filesystem::path folder;                       // paths in the file are relative to it
  std::optional<std::filesystem::path> credentials;   // systemd's: "credential:master.key" is a file in there
};

Limits limits_for(Size size);

// Without a file: everything in one directory.
Config for_directory(const std::filesystem::path& directory);

tl::expected<Config, std::vector<Mistake>> parse(std::string_view toml, const Surroundings& surroundings);
// Relative to the file's folder, with the credentials of $CREDENTIALS_DIRECTORY.
tl::expected<Config, std::vector<Mistake>> load(const std::filesystem::path& file);

// "regard.toml, line 4: …", one a line.
std::string told(const std::filesystem::path& file, const std::vector<Mistake>& mistakes);

}  // namespace regard::config
