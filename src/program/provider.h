// One provider, opened: its stores, keys, views and everything that handlers are given. The composition root builds it in
// sight: nothing here finds anything by itself.
#pragma once

#include <filesystem>
#include <memory>
#include <vector>

#include "people/people.h"
#include "platform/config/config.h"
#include "platform/files/files.h"
#include "platform/forms/declared.h"
#include "platform/log/metrics.h"
#include "platform/web/web.h"

namespace regard::program {

// What pages show of the provider itself: its colour as a style sheet, its logo.
struct OwnFile {
  std::string path, type, bytes;
};

enum class Development { no, yes };  // views and assets from the source tree, read again when they change

class Provider {
 public:
  // Opens, migrates and installs. Throws with what to do when a store, a key or the configuration does not fit.
  Provider(const config::Config& config, Development development, std::unique_ptr<Clock> clock = std::make_unique<SystemClock>());
  ~Provider();

  const config::Config& config() const { return config_; }
  const web::Services& services() const { return *services_; }
  db::Database& database() { return database_; }
  db::Database& keys() { return keys_; }
  crypto::Keyring& keyring() { return *keyring_; }
  const people::RoleSheet& roles() const { return roles_; }
  const Files& files() const { return files_; }
  const std::vector<OwnFile>& own_files() const { return own_files_; }
  const std::vector<i18n::Language>& languages() const { return languages_; }
  outbox::Worker& outbox() { return *outbox_; }

 private:
  config::Config config_;
  Files files_;
  std::vector<OwnFile> own_files_;
  std::unique_ptr<Clock> clock_;
  people::RoleSheet roles_;
  db::Database database_, keys_, index_store_;
  std::vector<i18n::Language> languages_;
  std::unique_ptr<html::Views> views_;
  std::unique_ptr<crypto::Keyring> keyring_;
  std::unique_ptr<audit::Audit> audit_;
  std::unique_ptr<outbox::Worker> outbox_;
  std::unique_ptr<search::Index> index_;
  web::Throttle throttle_;
  crypto::Passwords passwords_;
  provisions::Provisions provisions_;
  forms::Declarations declarations_;
  web::Throttle guesses_;
  std::unique_ptr<web::Toll> toll_;
  std::unique_ptr<web::Services> services_;
};

}  // namespace regard::program
