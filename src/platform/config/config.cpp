#include "platform/config/config.h"

#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <utility>

#include "platform/config/shapes.h"
#include "platform/config/table.h"

namespace regard::config {
namespace {

constexpr std::string_view kTables[] = {"provider", "listen",  "stores", "mail",
                                        "supervision", "checkpoints", "scanner", "metrics", "log", "web_filter", "readers", "limits"};

constexpr Table::Choice<Size> kSizes[] = {{"small", Size::small}, {"medium", Size::medium}, {"large", Size::large}};
constexpr Table::Choice<Mail::Tls> kTls[] = {{"required", Mail::Tls::required},
                                             {"opportunistic", Mail::Tls::opportunistic}};
constexpr Table::Choice<Log::Level> kLevels[] = {
    {"info", Log::Level::info}, {"warning", Log::Level::warning}, {"error", Log::Level::error}};

template <class T, class U>
void put(T& into, const std::optional<Written<U>>& written) {
  if (written) into = static_cast<T>(written->value);
}
template <class T>
void put(T& into, const std::optional<T>& chosen) {
  if (chosen) into = *chosen;
}
template <class T>
void put(std::optional<T>& into, const std::optional<Written<T>>& written) {
  if (written) into = written->value;
}

// A whole web address, for a link.
std::string web_address(Table& table, std::string_view key) {
  const auto url = table.text(key);
  if (!url) return {};
  const auto scheme = url->value.find("://");
  const bool web = url->value.starts_with("https://") || url->value.starts_with("http://");
  const std::string_view rest = web ? std::string_view{url->value}.substr(scheme + 3) : std::string_view{};
  const bool plain = std::ranges::all_of(rest, [](unsigned char c) { return c > ' ' && c != 0x7F && c != '"' && c != '<' && c != '>'; });
  if (rest.empty() || rest.front() == '/' || !plain)
    table.mistakes().add(url->line, "{} must be a whole web address, like \"https://www.example.ac.uk/privacy\".", table.named(key));
  return url->value;
}

std::string contact_of(Table& table) {
  constexpr std::size_t kLongest = 200;  // bytes: a line at the foot of every page
  const auto contact = table.text("contact");
  if (!contact) return {};
  const bool a_line = std::ranges::none_of(contact->value, [](unsigned char c) { return c < ' ' || c == 0x7F; });
  if (contact->value.find_first_not_of(' ') == std::string::npos || contact->value.size() > kLongest || !a_line)
    table.mistakes().add(contact->line, "provider.contact must be one line of at most {} bytes that says whom to ask for help, like "
                                        "\"the safeguarding office, 01632 960 001\".", kLongest);
  return contact->value;
}

void read_provider(Table table, Provider& provider) {
  constexpr double kLeastContrast = 4.5;  // WCAG 2.2, 1.4.3
  const auto name = table.text("name");
  if (!name || name->value.empty())
    table.mistakes().add(name ? name->line : table.line(), "provider.name is missing: give your name as people know it.");
  put(provider.name, name);
  put(provider.size, table.choice<Size>("size", kSizes));
  if (const auto languages = table.texts("languages")) {
    for (const std::string& language : languages->value)
      if (!is_language(language))
        table.mistakes().add(languages->line, "provider.languages: \"{}\" is not a language; write \"en\" or \"cy\".", language);
    if (languages->value.empty()) table.mistakes().add(languages->line, "provider.languages is empty; name one at least.");
    provider.languages = languages->value;
  }
  if (const auto colour = table.text("brand_colour")) {
    const auto contrast = contrast_with_white(colour->value);
    if (!contrast)
      table.mistakes().add(colour->line, "provider.brand_colour must be written like \"#1d4f76\".");
    else if (*contrast < kLeastContrast)
      table.mistakes().add(colour->line,
                           "provider.brand_colour: white text on {} has a contrast of {:.1f}, and people need {}; choose "
                           "a darker one.",
                           colour->value, *contrast, kLeastContrast);
    provider.brand_colour = colour->value;
  }
  put(provider.logo, table.readable_file("logo"));
  provider.contact = contact_of(table);
  provider.privacy_url = web_address(table, "privacy_url");
  provider.accessibility_url = web_address(table, "accessibility_url");
  table.refuse_the_rest();
}

void check_public_url(Table& table, const Written<std::string>& url) {
  const auto scheme = url.value.find("://");
  const std::string_view rest = std::string_view{url.value}.substr(scheme == std::string::npos ? url.value.size() : scheme + 3);
  const bool https = url.value.starts_with("https://"), http = url.value.starts_with("http://");
  if ((!https && !http) || rest.empty() || rest.find_first_of("/?# ") != std::string_view::npos)
    table.mistakes().add(url.line, "listen.public_url must be like \"https://regard.example.ac.uk\", with nothing after the name.");
  else if (http && !rest.starts_with("127.") && !rest.starts_with("localhost") && !rest.starts_with("[::1]"))
    table.mistakes().add(url.line,
                         "listen.public_url begins with http://, so what people write would cross the network for all to "
                         "read; use https://.");
}

void check_listen(Table& table, const Listen& listen, int address_line) {
  if (listen.tls_certificate.has_value() != listen.tls_key.has_value())
    table.mistakes().add(table.line(), "listen.tls_certificate and listen.tls_key belong together: give both or neither.");
  if (!listen.tls_certificate && !is_loopback(listen.address) && listen.trusted_proxies.empty())
    table.mistakes().add(address_line,
                         "listen.address {} is open to the network without TLS; give tls_certificate and tls_key, or listen "
                         "on 127.0.0.1 behind a proxy, or name the proxy in trusted_proxies.",
                         listen.address);
}

void read_listen(Table table, Listen& listen) {
  const auto url = table.text("public_url");
  if (url) check_public_url(table, *url);
  else table.mistakes().add(table.line(), "listen.public_url is missing: give the address that people type.");
  put(listen.public_url, url);
  const auto address = table.text("address");
  if (address && !is_address(address->value))
    table.mistakes().add(address->line, "listen.address must be an address such as \"127.0.0.1\" or \"::\".");
  put(listen.address, address);
  put(listen.port, table.number("port", 1, 65535));
  put(listen.tls_certificate, table.readable_file("tls_certificate"));
  const auto key = table.readable_file("tls_key");
  struct stat status {};
  if (key && ::stat(key->value.c_str(), &status) == 0 && (status.st_mode & 0007) != 0)
    table.mistakes().add(key->line, "listen.tls_key: everybody on this machine may read {}; chmod o= it.", key->value.string());
  put(listen.tls_key, key);
  if (const auto proxies = table.texts("trusted_proxies")) {
    for (const std::string& proxy : proxies->value)
      if (!is_network(proxy))
        table.mistakes().add(proxies->line, "listen.trusted_proxies: \"{}\" is not an address or a network.", proxy);
    listen.trusted_proxies = proxies->value;
  }
  check_listen(table, listen, address ? address->line : table.line());
  table.refuse_the_rest();
}

// libpq's two ways to give one: "password = x" among its words ("sslpassword" too), and "postgresql://user:x@host".
bool holds_password(std::string_view url) {
  const auto after_spaces = [&](std::size_t at) { return std::min(url.find_first_not_of(" \t\n\r\f\v", at), url.size()); };
  constexpr std::string_view kWord = "password", kScheme = "://";
  for (auto at = url.find(kWord); at != std::string_view::npos; at = url.find(kWord, at + 1))
    if (const auto next = after_spaces(at + kWord.size()); next < url.size() && url[next] == '=') return true;
  const auto scheme = url.find(kScheme);
  if (scheme == std::string_view::npos) return false;
  const std::string_view rest = url.substr(scheme + kScheme.size());
  const auto end = rest.find_first_of("@/");  // as libpq looks for the user
  return end != std::string_view::npos && rest[end] == '@' && rest.substr(0, end).find(':') != std::string_view::npos;
}

std::string store_url(Table& table, std::string_view key, std::string otherwise, const Surroundings& surroundings) {
  constexpr std::string_view kSqlite = "sqlite:", kPostgresql = "postgresql:";
  const auto url = table.text(key);
  if (!url) return otherwise;
  if (url->value.starts_with(kSqlite) && url->value.size() > kSqlite.size())
    return std::string{kSqlite} + (surroundings.folder / url->value.substr(kSqlite.size())).string();
  if (!url->value.starts_with(kPostgresql) || url->value.size() == kPostgresql.size())
    table.mistakes().add(url->line, "{} must be \"sqlite:FILE\" or \"postgresql:host=… dbname=…\".", table.named(key));
  if (holds_password(url->value))
    table.mistakes().add(url->line,
                         "{} holds a password, which others on this machine could then read. Take it out: use peer "
                         "authentication, or put it into a 0600 file as in ~/.pgpass and write passfile=FILE (or set "
                         "PGPASSFILE).",
                         table.named(key));
  return url->value;
}

// On the disk that holds the data. Where those are on another machine: a place for large temporary files.
std::filesystem::path uploads_beside(std::string_view database) {
  constexpr std::string_view kSqlite = "sqlite:";
  if (!database.starts_with(kSqlite)) return "/var/tmp";
  return std::filesystem::path{database.substr(kSqlite.size())}.parent_path();
}

void read_stores(Table table, Stores& stores, const Surroundings& surroundings) {
  const auto directory = table.path("directory");
  if (directory) stores = for_directory(directory->value).stores;
  stores.database = store_url(table, "database", std::move(stores.database), surroundings);
  stores.keys = store_url(table, "keys", std::move(stores.keys), surroundings);
  stores.index = store_url(table, "index", std::move(stores.index), surroundings);
  put(stores.master_key, table.path("master_key_file"));
  if (!directory) stores.uploads = uploads_beside(stores.database);
  put(stores.uploads, table.path("uploads"));
  if (stores.database.empty() || stores.keys.empty() || stores.index.empty() || stores.master_key.empty())
    table.mistakes().add(table.line(),
                         "stores.directory is missing: name the directory of the data, or give database, keys, index and "
                         "master_key_file one by one.");
  else if (stores.database == stores.keys || stores.database == stores.index || stores.keys == stores.index)
    table.mistakes().add(table.line(),
                         "stores.database, stores.keys and stores.index must be three: a backup of the data must not hold "
                         "the keys.");
  table.refuse_the_rest();
}

// The first line of a file that only its owner reads, or of a systemd credential.
std::string secret_in(Table& table, std::string_view key, const Surroundings& surroundings) {
  const auto file = table.readable_file(key);
  if (!file) return {};
  const bool credential = surroundings.credentials && file->value.parent_path() == *surroundings.credentials;
  struct stat status {};
  if (!credential && ::stat(file->value.c_str(), &status) == 0 && (status.st_mode & 0077) != 0)
    table.mistakes().add(file->line, "{}: others may read {}; chmod 0600 it.", table.named(key), file->value.string());
  std::ifstream stream{file->value};
  std::string line;
  std::getline(stream, line);
  if (line.ends_with('\r')) line.pop_back();
  if (line.empty()) table.mistakes().add(file->line, "{}: the first line of {} is empty.", table.named(key), file->value.string());
  return line;
}

void check_mail(Table& table, const Mail& mail, const std::optional<Written<std::string>>& from) {
  if (!mail.server.empty() && mail.from.empty())
    table.mistakes().add(table.line(), "mail.from is missing: give the address that mail comes from.");
  else if (from && !is_mail_address(from->value))
    table.mistakes().add(from->line, "mail.from must be an address such as \"safeguarding@example.ac.uk\".");
  if (mail.user.empty() != mail.password.empty())
    table.mistakes().add(table.line(), "mail.user and mail.password_file belong together: give both or neither.");
  if (!mail.user.empty() && mail.tls != Mail::Tls::required)
    table.mistakes().add(table.line(), "mail.tls must be \"required\" where there is a password.");
}

void read_mail(Table table, Mail& mail, const Surroundings& surroundings) {
  const auto server = table.text("server");
  if (server && !server->value.starts_with("smtp://") && !server->value.starts_with("smtps://"))
    table.mistakes().add(server->line, "mail.server must be like \"smtp://mail.example.ac.uk:587\" or \"smtps://…\".");
  put(mail.server, server);
  const auto from = table.text("from");
  put(mail.from, from);
  put(mail.from_name, table.text("from_name"));
  put(mail.user, table.text("user"));
  mail.password = secret_in(table, "password_file", surroundings);
  put(mail.tls, table.choice<Mail::Tls>("tls", kTls));
  put(mail.ca_file, table.readable_file("ca_file"));
  check_mail(table, mail, from);
  table.refuse_the_rest();
}

void read_supervision(Table table, Supervision& supervision) {
  put(supervision.self_approval, table.truth("self_approval"));
  table.refuse_the_rest();
}

void read_checkpoints(Table table, Checkpoints& checkpoints) {
  if (const auto every = table.number("every_minutes", 1, 7 * 24 * 60)) checkpoints.every = std::chrono::minutes{every->value};
  put(checkpoints.file, table.path("file"));
  put(checkpoints.syslog, table.truth("syslog"));
  if (const auto to = table.texts("mail_to")) {
    for (const std::string& address : to->value)
      if (!is_mail_address(address))
        table.mistakes().add(to->line, "checkpoints.mail_to: \"{}\" is not a mail address.", address);
    checkpoints.mail_to = to->value;
  }
  if (!checkpoints.file && !checkpoints.syslog && checkpoints.mail_to.empty())
    table.mistakes().add(table.line(),
                         "[checkpoints] names no place outside this machine; without one nobody can prove that the audit's "
                         "end was not cut off. Give file, syslog = true or mail_to.");
  table.refuse_the_rest();
}

void read_scanner(Table table, Scanner& scanner) {
  const auto clamd = table.text("clamd");
  if (clamd && !is_socket(clamd->value))
    table.mistakes().add(clamd->line, "scanner.clamd must be clamd's socket, such as \"/run/clamav/clamd.ctl\", or \"host:port\".");
  put(scanner.clamd, clamd);
  const auto off = table.truth("off");
  put(scanner.off, off);
  if (scanner.off && !scanner.clamd.empty())
    table.mistakes().add(off->line, "scanner.off says that files are not scanned, and scanner.clamd who scans them; leave one of them out.");
  table.refuse_the_rest();
}

void read_metrics(Table table, Metrics& metrics) {
  const auto address = table.text("address");
  if (address && !is_address(address->value))
    table.mistakes().add(address->line, "metrics.address must be an address such as \"127.0.0.1\".");
  put(metrics.address, address);
  put(metrics.port, table.number("port", 1, 65535));
  table.refuse_the_rest();
}

void read_log(Table table, Log& log) {
  put(log.file, table.path("file"));
  put(log.level, table.choice<Log::Level>("level", kLevels));
  table.refuse_the_rest();
}

void read_web_filter(Table table, WebFilter& filter, const Surroundings& surroundings) {
  const auto domain = table.text("mail_domain");
  if (domain && !is_mail_address("somebody@" + domain->value))
    table.mistakes().add(domain->line, "web_filter.mail_domain must be what stands after @ in people's addresses, like \"example.ac.uk\".");
  put(filter.mail_domain, domain);
  if (const auto realms = table.texts("realms")) filter.realms = realms->value;
  put(filter.zone, table.text("zone"));
  put(filter.centres, table.readable_file("centres"));
  if (const auto pages = table.texts("block_pages")) filter.block_pages = pages->value;
  if (const auto lists = table.texts("lists"))
    for (const auto& list : lists->value) {
      const auto equals = list.find('=');
      if (equals == std::string::npos) table.mistakes().add(lists->line, "{}: write \"THEME=FILE\", not \"{}\".", table.named("lists"), list);
      else filter.lists.emplace_back(list.substr(0, equals), surroundings.folder / list.substr(equals + 1));
    }
  table.refuse_the_rest();
}

// "udp:0.0.0.0:514", "tls:[::]:6514".
std::optional<Reader::Listen> syslog_address(const std::string& text) {
  constexpr std::pair<std::string_view, Reader::Listen::By> kBy[] = {
      {"udp:", Reader::Listen::By::udp}, {"tcp:", Reader::Listen::By::tcp}, {"tls:", Reader::Listen::By::tls}};
  for (const auto& [begins, by] : kBy) {
    if (!text.starts_with(begins)) continue;
    const auto colon = text.rfind(':');
    std::string address = text.substr(begins.size(), std::max(colon, begins.size()) - begins.size());
    if (address.starts_with('[') && address.ends_with(']')) address = address.substr(1, address.size() - 2);
    const std::string port = text.substr(colon + 1);
    const bool digits = !port.empty() && port.size() < 6 && std::ranges::all_of(port, [](char c) { return c >= '0' && c <= '9'; });
    const int number = digits ? std::stoi(port) : 0;
    if (is_address(address) && number >= 1 && number <= 65535) return Reader::Listen{by, address, static_cast<std::uint16_t>(number)};
  }
  return {};
}

void read_syslog(Table& table, Reader& reader) {
  if (const auto addresses = table.texts("syslog"))
    for (const auto& address : addresses->value) {
      if (const auto listen = syslog_address(address)) reader.syslog.push_back(*listen);
      else table.mistakes().add(addresses->line, "{}: \"{}\" must be like \"udp:0.0.0.0:514\", \"tcp:192.0.2.1:1514\" or \"tls:[::]:6514\".", table.named("syslog"), address);
    }
  if (const auto senders = table.texts("senders")) {
    for (const auto& sender : senders->value)
      if (!is_network(sender)) table.mistakes().add(senders->line, "{}: \"{}\" is not an address or a network.", table.named("senders"), sender);
    reader.senders = senders->value;
  }
  put(reader.tls_certificate, table.readable_file("tls_certificate"));
  put(reader.tls_key, table.readable_file("tls_key"));
  put(reader.tls_client_authority, table.readable_file("tls_client_authority"));
  const bool by_tls = std::ranges::any_of(reader.syslog, [](const auto& one) { return one.by == Reader::Listen::By::tls; });
  if (by_tls && (!reader.tls_certificate || !reader.tls_key))
    table.mistakes().add(table.line(), "{} needs tls_certificate and tls_key.", table.named("syslog"));
}

Reader read_reader(Table table, const std::string& name) {
  Reader reader{.name = name, .files = {}, .format = {}, .mapping = {}, .zone = {}, .syslog = {}, .senders = {}, .tls_certificate = {}, .tls_key = {}, .tls_client_authority = {}};
  put(reader.files, table.text("files"));
  const auto begin = table.truth("from_the_beginning");
  put(reader.from_the_beginning, begin);
  put(reader.format, table.text("format"));
  const auto mapping = table.readable_file("mapping");
  put(reader.mapping, mapping);
  if (mapping && !reader.format.empty()) table.mistakes().add(mapping->line, "{} describes the format that `format` names: give one of them.", table.named("mapping"));
  put(reader.zone, table.text("zone"));
  read_syslog(table, reader);
  if (reader.files.empty() == reader.syslog.empty())
    table.mistakes().add(table.line(), "{} reads files or hears syslog: give it one of the two.", table.named("files"));
  if (begin && !reader.syslog.empty()) table.mistakes().add(begin->line, "{} is for files.", table.named("from_the_beginning"));
  table.refuse_the_rest();
  return reader;
}

void read_limits(Table table, Size size, Limits& limits) {
  limits = limits_for(size);
  put(limits.workers, table.number("workers", 1, 256));
  put(limits.edge_threads, table.number("edge_threads", 1, 64));
  put(limits.connections, table.number("connections", 16, 1'000'000));
  put(limits.connections_per_address, table.number("connections_per_address", 0, 1'000'000));
  put(limits.body_bytes, table.number("body_bytes", 64 * 1024, 1024 * 1024 * 1024));
  put(limits.uploads_bytes, table.number("uploads_bytes", 64 * 1024 * 1024, std::int64_t{1} << 50));
  table.refuse_the_rest();
}

}  // namespace

Limits limits_for(Size size) {
  switch (size) {
    case Size::small: return {.workers = 8, .connections = 5000};
    case Size::medium: return {};
    case Size::large: return {.workers = 32, .edge_threads = 2, .connections = 50000};
  }
  throw std::logic_error("config::Size outside its enumerators");
}

Config for_directory(const std::filesystem::path& directory) {
  Config config;
  config.stores = {.database = "sqlite:" + (directory / "data.db").string(),
                   .keys = "sqlite:" + (directory / "keys.db").string(),
                   .index = "sqlite:" + (directory / "index.db").string(),
                   .master_key = directory / "master.key",
                   .uploads = directory};
  return config;
}

tl::expected<Config, std::vector<Mistake>> parse(std::string_view toml, const Surroundings& surroundings) {
  Mistakes mistakes;
  const Document document{toml, mistakes};
  if (!mistakes.none()) return tl::unexpected{std::move(mistakes).in_order()};
  document.refuse_tables_except(kTables, mistakes);
  const auto table = [&](std::string_view name) { return Table{document, name, surroundings, mistakes}; };
  Config config;
  read_provider(table("provider"), config.provider);
  read_listen(table("listen"), config.listen);
  read_stores(table("stores"), config.stores, surroundings);
  read_mail(table("mail"), config.mail, surroundings);
  read_supervision(table("supervision"), config.supervision);
  read_checkpoints(table("checkpoints"), config.checkpoints);
  read_scanner(table("scanner"), config.scanner);
  read_metrics(table("metrics"), config.metrics);
  read_log(table("log"), config.log);
  read_web_filter(table("web_filter"), config.web_filter, surroundings);
  for (const auto& name : document.tables_in("readers", mistakes)) config.readers.push_back(read_reader(table("readers." + name), name));
  read_limits(table("limits"), config.provider.size, config.limits);
  if (!mistakes.none()) return tl::unexpected{std::move(mistakes).in_order()};
  return config;
}

tl::expected<Config, std::vector<Mistake>> load(const std::filesystem::path& file) {
  std::ifstream stream{file, std::ios::binary};
  if (!stream)
    return tl::unexpected{std::vector<Mistake>{{0, "The file cannot be read. Is it there, and may this user read it?"}}};
  const std::string toml{std::istreambuf_iterator<char>{stream}, {}};
  Surroundings surroundings{.folder = std::filesystem::absolute(file).parent_path(), .credentials = {}};
  if (const char* credentials = std::getenv("CREDENTIALS_DIRECTORY")) surroundings.credentials = credentials;
  return parse(toml, surroundings);
}

std::string told(const std::filesystem::path& file, const std::vector<Mistake>& mistakes) {
  std::string text;
  for (const Mistake& mistake : mistakes)
    text += mistake.line == 0 ? fmt::format("{}: {}\n", file.string(), mistake.what)
                              : fmt::format("{}, line {}: {}\n", file.string(), mistake.line, mistake.what);
  return text;
}

}  // namespace regard::config
