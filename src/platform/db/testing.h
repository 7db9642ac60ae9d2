// For tests of anything with SQL: one suite, both engines, a fresh database for each test.
//
//   class ConcernStore : public db::testing::DatabaseTest {};
//   INSTANTIATE_TEST_SUITE_P(Engines, ConcernStore, db::testing::engines(), db::testing::engine_name);
//   TEST_P(ConcernStore, FindsNothingThatTheViewerMayNotSee) { db().write([&](db::Tx& tx) { … }); }
//
// In CMakeLists.txt: TEST_USES platform_db_testing. PostgreSQL needs a server, which `with_postgresql` in
// this folder starts for the time of one command: src/platform/db/with_postgresql build/dev/…/concerns_test
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "platform/db/db.h"

namespace regard::db::testing {

enum class Engine { sqlite, postgresql };

::testing::internal::ParamGenerator<Engine> engines();
std::string engine_name(const ::testing::TestParamInfo<Engine>& engine);

// A database of one engine, gone with the object.
class FreshDatabase {
 public:
  // `folders`: whose migrations it has had, in this order.
  FreshDatabase(Engine engine, const std::vector<std::string>& folders);
  ~FreshDatabase();
  FreshDatabase(const FreshDatabase&) = delete;
  FreshDatabase& operator=(const FreshDatabase&) = delete;

  Database& database() { return *database_; }
  const Settings& settings() const {
    return settings_;
  }  // to open it a second time, as another process would
  const std::filesystem::path& directory() const {
    return directory_;
  }  // empty at first; the SQLite file is data.db

 private:
  std::filesystem::path directory_;
  std::string name_;  // on the PostgreSQL server
  Settings settings_;
  std::unique_ptr<Database> database_;
};

// Nothing, or why a test on this engine cannot run here.
std::string missing_for(Engine engine);

class DatabaseTest : public ::testing::TestWithParam<Engine> {
 protected:
  explicit DatabaseTest(std::vector<std::string> folders = {"db/migrations"})
      : folders_{std::move(folders)} {}
  void SetUp() override;
  void TearDown() override { fresh_.reset(); }

  Database& db() { return fresh_->database(); }
  FreshDatabase& fresh() { return *fresh_; }
  bool on_postgresql() const { return GetParam() == Engine::postgresql; }

 private:
  std::vector<std::string> folders_;
  std::unique_ptr<FreshDatabase> fresh_;
};

}  // namespace regard::db::testing
