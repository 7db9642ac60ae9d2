#include "platform/files/files.h"

#include <gmock/gmock.h>
#include <unistd.h>

#include <fstream>

namespace regard {
namespace {

using testing::Contains;
using testing::ElementsAre;
namespace fs = std::filesystem;

constexpr EmbeddedFile kEmbedded[] = {{"db/migrations/0001_first.sql", "embedded first"},
                                      {"concerns/views/case.html", "embedded case"},
                                      {"assets/app.css", "embedded css"}};

class SourceTree : public testing::Test {
 protected:
  SourceTree() : root_{fs::temp_directory_path() / ("regard-files-" + std::to_string(::getpid()))} {}
  ~SourceTree() override { fs::remove_all(root_); }
  void write(const fs::path& name, std::string_view text) {
    fs::create_directories((root_ / name).parent_path());
    std::ofstream{root_ / name} << text;
  }
  fs::path root_;
};

TEST(EmbeddedFiles, AreFoundByNameAndListedByPrefix) {
  const Files files{kEmbedded};
  EXPECT_EQ(files.read("concerns/views/case.html"), "embedded case");
  EXPECT_EQ(files.find("concerns/views/none.html"), std::nullopt);
  EXPECT_THROW(files.read("concerns/views/none.html"), std::runtime_error);
  EXPECT_THAT(files.names("db/"), ElementsAre("db/migrations/0001_first.sql"));
  EXPECT_THAT(files.names(""), testing::SizeIs(3));
  EXPECT_FALSE(files.reloads());
  EXPECT_EQ(files.changed_at("concerns/views/case.html"), std::nullopt);
}

TEST_F(SourceTree, IsReadInsteadOfTheEmbeddedFileEachTime) {
  write("src/concerns/views/case.html", "on disk");
  const Files files{kEmbedded, root_};
  EXPECT_EQ(files.read("concerns/views/case.html"), "on disk");
  EXPECT_EQ(files.read("db/migrations/0001_first.sql"), "embedded first");
  write("src/concerns/views/case.html", "changed on disk");
  EXPECT_EQ(files.read("concerns/views/case.html"), "changed on disk");
  EXPECT_TRUE(files.changed_at("concerns/views/case.html").has_value());
}

TEST_F(SourceTree, ListsNewFilesButNoSources) {
  write("src/concerns/views/new.html", "");
  write("src/concerns/handlers.cpp", "");
  write("db/keys/0001_keys.sql", "");
  const Files files{{}, root_};
  EXPECT_THAT(files.names(""), ElementsAre("concerns/views/new.html", "db/keys/0001_keys.sql"));
}

TEST_F(SourceTree, TakesWhatTheBuildMakesFromItsOwnFolder) {
  write("out/assets/app.css", "css just built");
  write("assets/app.css", "not this one");
  EXPECT_EQ((Files{kEmbedded, root_}.read("assets/app.css")), "embedded css");
  const Files files{kEmbedded, root_, root_ / "out"};
  EXPECT_EQ(files.read("assets/app.css"), "css just built");
  EXPECT_THAT(files.names("assets/"), ElementsAre("assets/app.css"));
}

TEST_F(SourceTree, IsNotLeftByANameWithDots) {
  write("secret.html", "outside");
  write("src/concerns/views/case.html", "");
  EXPECT_EQ((Files{{}, root_}.find("../secret.html")), std::nullopt);
}

TEST(SourceTreeOfThisProgram, HasItsOwnViewsAndMigrations) {
  const Files files{{}, REGARD_SOURCE_DIR};
  EXPECT_THAT(files.names("db/migrations/"), Contains(testing::EndsWith(".sql")));
}

}  // namespace
}  // namespace regard
