// A new master key, while servers keep running on the old one: they reload the file when they meet the new.
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <vector>

#include "platform/crypto/seal.h"
#include "platform/db/db.h"

namespace regard::crypto {

struct Rotation {
  std::size_t rewrapped = 0;
  std::vector<KeyId> unreadable;  // damaged: then the old master key stays in the file
};

enum class RotationStep { added, announced, rewrapped_some, rewrapped_all, dropped };

// Puts a new key in front of the file, tells the store, rewraps every key in small transactions, drops the old key
// from the file. Each step is durable before the next: after an interruption, calling it again carries on, and at no
// moment does a stored key lack its master key. With several nodes, first run add_master_key and copy the file to
// each of them.
Rotation rotate(const std::filesystem::path& file, db::Database& store,
                const std::function<void(RotationStep)>& after = [](RotationStep) {});

// The first step alone. Does nothing when a rotation is under way already.
void add_master_key(const std::filesystem::path& file);

}  // namespace regard::crypto
