#include "platform/db/testing.h"

#include <libpq-fe.h>
#include <unistd.h>

#include <cstdlib>
#include <functional>
#include <map>

#include "platform/base/ids.h"
#include "platform/db/migrations.h"

namespace regard::db::testing {
namespace {

namespace fs = std::filesystem;

const char* server() { return std::getenv("REGARD_TEST_POSTGRESQL"); }

Instant now() { return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now()); }

fs::path new_directory() {
  std::string pattern = (fs::temp_directory_path() / "regard-test-XXXXXX").string();
  if (::mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("cannot make a directory for the test");
  return pattern;
}

Files source_files() { return Files{{}, REGARD_SOURCE_DIR}; }

void migrate_all(Database& database, const std::vector<std::string>& folders) {
  for (const auto& folder : folders) migrate(database, source_files(), folder, now());
}

class Directory {
 public:
  Directory() : path_{new_directory()} {}
  ~Directory() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  Directory(const Directory&) = delete;
  Directory& operator=(const Directory&) = delete;
  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

// Each process migrates once and copies from then on: most tests take less time than migrating.
void copy_of_migrated_file(const std::vector<std::string>& folders, const fs::path& to) {
  static const Directory directory;
  static std::map<std::vector<std::string>, fs::path> migrated;
  auto& file = migrated[folders];
  if (file.empty()) {
    const auto made = directory.path() / (std::to_string(migrated.size()) + ".db");
    {
      Database database{{.url = "sqlite:" + made.string(), .readers = 1}};
      migrate_all(database, folders);
    }
    file = made;  // whole: who closes a database last moves its log into it
  }
  fs::copy_file(file, to);
}

// The server itself: CREATE DATABASE cannot run in a transaction, so not through Database.
class Server {
 public:
  Server() : connection_{PQconnectdb(server())} {
    if (PQstatus(connection_) != CONNECTION_OK) throw std::runtime_error(PQerrorMessage(connection_));
    PQsetNoticeProcessor(
        connection_, [](void*, const char*) {}, nullptr);
  }
  ~Server() { PQfinish(connection_); }
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  std::string run(const std::string& sql) {
    PGresult* result = PQexec(connection_, sql.c_str());
    const auto status = PQresultStatus(result);
    const std::string first = PQntuples(result) > 0 ? PQgetvalue(result, 0, 0) : "";
    PQclear(result);
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK)
      throw std::runtime_error(PQerrorMessage(connection_));
    return first;
  }

 private:
  PGconn* connection_;
};

// A later dbname overrides the earlier one.
std::string conninfo_for(const std::string& name) { return std::string{server()} + " dbname=" + name; }

// Copying a migrated database takes a tenth of the time that migrating takes. Tests run as processes of their
// own, so the template's name says what is in it.
std::string make_template(Server& server, const std::vector<std::string>& folders) {
  std::string content;
  for (const auto& folder : folders)
    for (const auto& name : source_files().names(folder + "/")) content += name + source_files().read(name);
  const std::string name = "regard_template_" + std::to_string(std::hash<std::string>{}(content));
  server.run("SELECT pg_advisory_lock(7274)");
  if (server.run("SELECT count(*) FROM pg_database WHERE datname = '" + name + "'") == "0") {
    server.run("CREATE DATABASE " + name + "_new TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8'");
    {
      Database database{{.url = "postgresql:" + conninfo_for(name + "_new"), .readers = 1, .writers = 1}};
      migrate_all(database, folders);
    }
    server.run("ALTER DATABASE " + name + "_new RENAME TO " + name);
  }
  server.run("SELECT pg_advisory_unlock(7274)");
  return name;
}

std::string copy_of_template(const std::vector<std::string>& folders) {
  static std::map<std::vector<std::string>, std::string> templates;
  Server server;
  auto& from = templates[folders];
  if (from.empty()) from = make_template(server, folders);
  std::string name = "regard_test_" + to_text(uuid7(now()));
  std::erase(name, '-');
  // By its files: page by page through the log, which is what else PostgreSQL does, took up to half a second.
  server.run("CREATE DATABASE " + name + " TEMPLATE " + from + " STRATEGY file_copy");
  return name;
}

}  // namespace

::testing::internal::ParamGenerator<Engine> engines() {
  return ::testing::Values(Engine::sqlite, Engine::postgresql);
}

std::string engine_name(const ::testing::TestParamInfo<Engine>& engine) {
  return engine.param == Engine::sqlite ? "SQLite" : "PostgreSQL";
}

std::string missing_for(Engine engine) {
  if (engine == Engine::sqlite || server() != nullptr) return {};
  return "no PostgreSQL server: run this under src/platform/db/with_postgresql";
}

FreshDatabase::FreshDatabase(Engine engine, const std::vector<std::string>& folders)
    : directory_{new_directory()} {
  if (engine == Engine::postgresql) {
    name_ = copy_of_template(folders);
    settings_.url = "postgresql:" + conninfo_for(name_);
    database_ = std::make_unique<Database>(settings_);
  } else {
    const auto file = directory_ / "data.db";
    if (!folders.empty()) copy_of_migrated_file(folders, file);
    settings_.url = "sqlite:" + file.string();
    database_ = std::make_unique<Database>(settings_);
  }
}

FreshDatabase::~FreshDatabase() {
  database_.reset();
  std::error_code ignored;
  fs::remove_all(directory_, ignored);
  if (!name_.empty()) Server{}.run("DROP DATABASE " + name_ + " WITH (FORCE)");
}

void DatabaseTest::SetUp() {
  if (const auto missing = missing_for(GetParam()); !missing.empty()) GTEST_SKIP() << missing;
  fresh_ = std::make_unique<FreshDatabase>(GetParam(), folders_);
}

}  // namespace regard::db::testing
