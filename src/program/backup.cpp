#include "program/backup.h"

#include <spawn.h>
#include <sys/wait.h>

#include <iostream>

#include "concerns/concerns.h"
#include "keeping/keeping.h"
#include "platform/retention/retention.h"
#include "program/jobs.h"
#include "program/provider.h"
#include "webfilter/webfilter.h"

extern char** environ;

namespace regard::program {
namespace {

constexpr std::string_view kSqlite = "sqlite:";
constexpr std::string_view kPostgresql = "postgresql:";

bool is_sqlite(std::string_view url) { return url.starts_with(kSqlite); }
std::filesystem::path file_of(std::string_view url) { return url.substr(kSqlite.size()); }

// libpq's connection words; a URL of its own stays as it is.
std::string conninfo_of(const std::string& url) {
  return url.starts_with("postgresql://") ? url : url.substr(kPostgresql.size());
}

// PostgreSQL's own tools, found on the PATH. No shell: nothing is interpreted.
void run_tool(const std::vector<std::string>& arguments) {
  std::vector<char*> argv;
  for (const auto& argument : arguments) argv.push_back(const_cast<char*>(argument.c_str()));
  argv.push_back(nullptr);
  pid_t child = 0;
  if (posix_spawnp(&child, argv[0], nullptr, nullptr, argv.data(), environ) != 0)
    throw std::runtime_error("cannot run " + arguments[0] + ": install PostgreSQL's client programs");
  int status = 0;
  waitpid(child, &status, 0);
  if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) throw std::runtime_error(arguments[0] + " did not succeed: see what it said above");
}

std::filesystem::path named(const std::filesystem::path& directory, const std::string& url, std::string_view name) {
  return directory / (std::string{name} + (is_sqlite(url) ? ".db" : ".dump"));
}

void copy_out(const std::string& url, const std::filesystem::path& to) {
  if (std::filesystem::exists(to)) throw std::runtime_error(to.string() + " is there already: a backup is never overwritten");
  if (is_sqlite(url)) {
    db::Database store{{.url = url, .readers = 1, .writers = 1}};
    store.copy_to(to.string());
  } else {
    run_tool({"pg_dump", "--format=custom", "--no-owner", "--file=" + to.string(), "--dbname=" + conninfo_of(url)});
  }
  std::filesystem::permissions(to, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
}

void copy_in(const std::filesystem::path& from, const std::string& url) {
  if (!std::filesystem::exists(from)) throw std::runtime_error("there is no " + from.string());
  if (is_sqlite(url)) {
    std::filesystem::copy_file(from, file_of(url));  // refuses to overwrite
  } else {
    run_tool({"pg_restore", "--no-owner", "--exit-on-error", "--single-transaction", "--dbname=" + conninfo_of(url), from.string()});
  }
}

void must_be_two(const BackupPlaces& places) {
  std::filesystem::create_directories(places.data);
  std::filesystem::create_directories(places.keys);
  if (std::filesystem::equivalent(places.data, places.keys))
    throw std::runtime_error("the data and the keys need two places: a backup of the data must not hold its keys");
}

// A log that another database left would be played into the restored one.
void must_be_empty(const config::Stores& stores) {
  std::string there;
  for (const auto& url : {stores.database, stores.keys})
    for (const std::string_view part : {"", "-wal", "-shm", "-journal"})
      if (const auto file = is_sqlite(url) ? file_of(url).string() + std::string{part} : ""; !file.empty() && std::filesystem::exists(file))
        there += "  " + file + "\n";
  if (!there.empty()) throw std::runtime_error("these are there already, and nothing is overwritten; move them all away first:\n" + there);
}

}  // namespace

int back_up(const config::Config& config, const BackupPlaces& to) {
  must_be_two(to);
  copy_out(config.stores.database, named(to.data, config.stores.database, "data"));
  copy_out(config.stores.keys, named(to.keys, config.stores.keys, "keys"));
  std::cout << "The data are in " << to.data.string() << ", the keys in " << to.keys.string()
            << ".\nThe master key is in neither: its copy is where it was put when the provider began.\n";
  return 0;
}

int restore(const config::Config& config, const BackupPlaces& from) {
  must_be_empty(config.stores);
  copy_in(named(from.data, config.stores.database, "data"), config.stores.database);
  copy_in(named(from.keys, config.stores.keys, "keys"), config.stores.keys);
  Provider provider{config, Development::no};
  crypto::KeyCheck all;
  const auto count = [&](std::span<const crypto::KeyId> ids) {
    const auto check = provider.keyring().check(ids);
    all.held += check.held;
    all.destroyed += check.destroyed;
    all.missing.insert(all.missing.end(), check.missing.begin(), check.missing.end());
    all.unreadable.insert(all.unreadable.end(), check.unreadable.begin(), check.unreadable.end());
  };
  retention::for_each_batch_of_keys(provider.database(), keeping::parts(), count);
  concerns::for_each_batch_of_other_keys(provider.database(), count);
  count([&] { auto read = provider.database().read(); return people::keys(read); }());
  count([&] { auto read = provider.database().read(); return webfilter::keys_of_periods(read); }());
  // Before anything is indexed: what ended since the backup has ended here too.
  const auto reapplied = retention::reapply(provider.services(), keeping::parts(), provider.services().clock.now());
  provider.services().index.clear();
  concerns::index_everything(provider.services());
  std::cout << all.held << " records and second factors open. " << all.destroyed << " were destroyed on purpose, and stay so. " << all.missing.size()
            << " lack their key, " << all.unreadable.size() << " have a key that this master key does not open.\n";
  if (reapplied.records > 0) std::cout << reapplied.records << " records that ended after this backup have ended here too.\n";
  if (reapplied.keys > 0) std::cout << reapplied.keys << " keys that these data know as destroyed were in this backup of the keys, and are destroyed again.\n";
  if (all.missing.empty() && all.unreadable.empty()) return 0;
  std::cout << "Missing keys are not destroyed ones: look for a later backup of the keys, or the master key that was used then.\n";
  return 1;
}

}  // namespace regard::program
