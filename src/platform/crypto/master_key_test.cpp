#include "platform/crypto/master_key.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>
#include <iterator>

#include "platform/base/ids.h"

namespace regard::crypto {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::Not;

class MasterKeyFile : public ::testing::Test {
 protected:
  MasterKeyFile() { fs::create_directory(folder); }
  ~MasterKeyFile() override { fs::remove_all(folder); }

  std::string content() const {
    std::ifstream in{file};
    return {std::istreambuf_iterator<char>{in}, {}};
  }
  void write(const std::string& text, mode_t mode = 0600) const {
    std::ofstream{file} << text;
    ::chmod(file.c_str(), mode);
  }
  std::string complaint() const {
    try {
      MasterKey::load(file);
    } catch (const std::runtime_error& error) {
      return error.what();
    }
    return "";
  }

  const fs::path folder = fs::temp_directory_path() / ("regard-test-" + random_token(6));
  const fs::path file = folder / "master.key";
};

TEST_F(MasterKeyFile, IsReadAsItWasMade) {
  const MasterKey made = MasterKey::create(file);
  const MasterKey loaded = MasterKey::load(file);
  ASSERT_EQ(loaded.entries().size(), 1u);
  EXPECT_EQ(loaded.current().id, made.current().id);
  EXPECT_TRUE(loaded.current().key == made.current().key);
}

TEST_F(MasterKeyFile, IsForItsOwnerOnly) {
  MasterKey::create(file);
  EXPECT_EQ(fs::status(file).permissions(), fs::perms::owner_read | fs::perms::owner_write);
}

TEST_F(MasterKeyFile, IsNeverOverwritten) {
  const MasterKey made = MasterKey::create(file);
  EXPECT_THROW(MasterKey::create(file), std::runtime_error);
  EXPECT_TRUE(MasterKey::load(file).current().key == made.current().key);
}

TEST_F(MasterKeyFile, ThatOthersMayReadIsRefusedWithWhatToDo) {
  MasterKey::create(file);
  for (const mode_t mode : {0640, 0604, 0660, 0601}) {
    ::chmod(file.c_str(), mode);
    EXPECT_THAT(complaint(), HasSubstr("chmod 600")) << mode;
  }
  ::chmod(file.c_str(), 0400);
  EXPECT_EQ(complaint(), "") << "as systemd gives its credentials";
}

TEST_F(MasterKeyFile, ThatIsMissingSaysToPutTheCopyBack) { EXPECT_THAT(complaint(), HasSubstr("put your copy of it back")); }

TEST_F(MasterKeyFile, ThatIsDamagedSaysWhereAndNotWhat) {
  MasterKey::create(file);
  std::string text = content();
  const std::size_t in_key = text.size() - 10;
  text[in_key] = text[in_key] == 'A' ? 'B' : 'A';
  write(text);
  EXPECT_THAT(complaint(), HasSubstr("damaged in line 3"));
  EXPECT_THAT(complaint(), Not(HasSubstr(text.substr(in_key - 8, 6))));
}

TEST_F(MasterKeyFile, ThatHoldsNoKeyIsRefused) {
  for (const char* text : {"", "# nothing\n", "\n\n"}) {
    write(text);
    EXPECT_THAT(complaint(), HasSubstr("holds no key")) << text;
  }
  write(std::string(70'000, '#'));
  EXPECT_THAT(complaint(), HasSubstr("too large"));
}

TEST_F(MasterKeyFile, ThatIsAFolderIsRefused) {
  fs::create_directory(file);
  EXPECT_NE(complaint(), "");
}

TEST_F(MasterKeyFile, HoldsTheOldKeyUntilOnlyTheCurrentOneIsKept) {
  MasterKey master = MasterKey::create(file);
  const auto old = master.current();
  master.add_current();
  const MasterKey both = MasterKey::load(file);
  ASSERT_EQ(both.entries().size(), 2u);
  EXPECT_NE(both.current().id, old.id);
  EXPECT_TRUE(both.find(old.id)->key == old.key);

  master.keep_only_current();
  const MasterKey one = MasterKey::load(file);
  EXPECT_EQ(one.entries().size(), 1u);
  EXPECT_EQ(one.current().id, both.current().id);
  EXPECT_EQ(one.find(old.id), nullptr);
  EXPECT_EQ(std::distance(fs::directory_iterator{folder}, fs::directory_iterator{}), 1) << "nothing left beside it";
}

}  // namespace
}  // namespace regard::crypto
