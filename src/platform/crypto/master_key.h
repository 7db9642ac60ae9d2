// The provider's master key: wraps every record's key. A file that only its owner can read, kept apart from backups.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "platform/crypto/secret.h"

namespace regard::crypto {

// Lines of "id key" (base64url), the current one first; '#' starts a comment. More than one key only while
// `regard keys rotate` rewraps. An id is a fingerprint of its key, so a damaged line is noticed.
class MasterKey {
 public:
  struct Entry {
    std::string id;
    Secret key;
  };

  static MasterKey create(const std::filesystem::path& file);  // refuses to overwrite
  static MasterKey load(const std::filesystem::path& file);    // throws with what to do: missing, open to others, damaged

  const std::vector<Entry>& entries() const { return entries_; }
  const Entry& current() const { return entries_.front(); }
  const Entry* find(std::string_view id) const;
  const std::filesystem::path& file() const { return file_; }

  // Both replace the file in one step: a reader sees the old lines or the new ones.
  void add_current();     // a new key in front
  void keep_only_current();

 private:
  MasterKey(std::filesystem::path file, std::vector<Entry> entries);
  std::filesystem::path file_;
  std::vector<Entry> entries_;
};

}  // namespace regard::crypto
