// Wrapping a record's key under the master key, authenticated with the key's id.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "platform/crypto/master_key.h"
#include "platform/crypto/seal.h"

namespace regard::crypto {

std::string wrap(const Secret& master, const KeyId& id, const Secret& key);
std::optional<Secret> unwrap(const Secret& master, const KeyId& id, std::string_view wrapped);

}  // namespace regard::crypto
