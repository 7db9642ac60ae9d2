// For tests of whatever needs a keys store: a master key file and a keyring on a fresh database.
#pragma once

#include <filesystem>

#include "platform/crypto/crypto.h"
#include "platform/db/testing.h"

namespace regard::crypto::testing {

class KeysTest : public db::testing::DatabaseTest {
 protected:
  KeysTest() : DatabaseTest{{"db/keys"}} {}
  std::filesystem::path master_file() { return fresh().directory() / "master.key"; }
  MasterKey master() { return std::filesystem::exists(master_file()) ? MasterKey::load(master_file()) : MasterKey::create(master_file()); }
};

}  // namespace regard::crypto::testing
