#include "platform/db/migrations.h"

#include <sodium.h>

#include <algorithm>
#include <map>

namespace regard::db {
namespace {

struct Migration {
  std::string name;  // "0001_platform"
  std::string sql;
  std::string hash;
};

constexpr std::string_view kTable = R"sql(
  CREATE TABLE IF NOT EXISTS migration (
    name       TEXT PRIMARY KEY,
    hash       TEXT NOT NULL,
    applied_at BIGINT NOT NULL
  ))sql";

std::string hash_of(std::string_view sql) {
  unsigned char digest[crypto_generichash_BYTES];
  crypto_generichash(digest, sizeof digest, reinterpret_cast<const unsigned char*>(sql.data()), sql.size(),
                     nullptr, 0);
  char text[2 * sizeof digest + 1];
  return sodium_bin2hex(text, sizeof text, digest, sizeof digest);
}

// The folder's migrations in order, each in this engine's words.
std::vector<Migration> migrations_in(const Files& files, std::string_view folder, bool postgresql) {
  const std::string prefix = std::string{folder} + "/";
  const std::string ours = postgresql ? ".postgresql" : ".sqlite";
  const std::string theirs = postgresql ? ".sqlite" : ".postgresql";
  constexpr std::string_view kEnding = ".sql";
  std::map<std::string, std::string> chosen;  // the name and its file
  for (const auto& file : files.names(prefix)) {
    if (!file.ends_with(kEnding) || file.find('/', prefix.size()) != file.npos) continue;
    std::string name = file.substr(prefix.size(), file.size() - prefix.size() - kEnding.size());
    if (name.ends_with(theirs)) continue;
    const bool variant = name.ends_with(ours);
    if (variant) name.resize(name.size() - ours.size());
    if (variant)
      chosen[name] = file;
    else
      chosen.emplace(name, file);
  }
  std::vector<Migration> migrations;
  for (const auto& [name, file] : chosen) {
    const std::string sql = files.read(file);
    migrations.push_back({name, sql, hash_of(sql)});
  }
  return migrations;
}

std::map<std::string, std::string> applied(Read& from) {
  std::map<std::string, std::string> hashes;
  for (const auto& row : from.all("SELECT name, hash FROM migration"))
    hashes.emplace(row.text("name"), row.text("hash"));
  return hashes;
}

void refuse_what_does_not_fit(const std::vector<Migration>& ours,
                              const std::map<std::string, std::string>& theirs) {
  for (const auto& [name, hash] : theirs) {
    const auto same = std::ranges::find(ours, name, &Migration::name);
    if (same == ours.end())
      throw std::runtime_error("the database is newer than this program: it has had migration " + name);
    if (same->hash != hash)
      throw std::runtime_error("migration " + name + " has changed since it was applied");
  }
  const auto missing =
      std::ranges::find_if(ours, [&](const Migration& m) { return !theirs.contains(m.name); });
  if (missing != ours.end() && !theirs.empty() && theirs.rbegin()->first > missing->name)
    throw std::runtime_error("migration " + missing->name +
                             " comes before one that has been applied already");
}

}  // namespace

std::vector<std::string> migrate(Database& database, const Files& files, std::string_view folder,
                                 Instant now) {
  const auto migrations = migrations_in(files, folder, database.is_postgresql());
  // Others who migrate at the same time wait here, before their own snapshots begin; SQLite's writers queue
  // anyway.
  Read guard = database.read();
  if (database.is_postgresql()) guard.one("SELECT CAST(pg_advisory_xact_lock(1835624306) AS TEXT) AS locked");
  database.write([](Tx& tx) { tx.run(kTable); });

  std::vector<std::string> done;
  for (const auto& migration : migrations) {
    const bool applied_now = database.write([&](Tx& tx) {
      const auto before = applied(tx);
      refuse_what_does_not_fit(migrations, before);
      if (before.contains(migration.name)) return false;
      tx.script(migration.sql);
      tx.run("INSERT INTO migration (name, hash, applied_at) VALUES (:name, :hash, :now)",
             {{"name", migration.name}, {"hash", migration.hash}, {"now", now}});
      return true;
    });
    if (applied_now) done.push_back(migration.name);
  }
  return done;
}

}  // namespace regard::db
