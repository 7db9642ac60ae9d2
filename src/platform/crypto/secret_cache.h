// Unwrapped keys that were used lately, in one block of locked, guarded memory that is wiped.
#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <unordered_map>
#include <vector>

#include "platform/crypto/seal.h"

namespace regard::crypto {

// So long a key may be used after another program has destroyed it.
inline constexpr std::chrono::minutes kRemembered{5};

// Not for several threads at once: its owner has the lock.
class SecretCache {
 public:
  using Time = std::chrono::steady_clock::time_point;

  explicit SecretCache(std::size_t capacity);
  std::optional<Secret> find(const KeyId& id, Time now);
  void put(const KeyId& id, const Secret& secret, Time now);
  void forget(const KeyId& id);
  std::size_t size() const { return places_.size(); }

 private:
  struct Slot {
    KeyId id;
    Time until;
    bool used_lately = false;
    bool taken = false;
  };
  struct IdHash {
    std::size_t operator()(const KeyId& id) const;
  };
  struct Unlock {
    void operator()(unsigned char* block) const;
  };

  std::size_t free_slot();
  void release(std::size_t slot);

  std::vector<Slot> slots_;
  std::unordered_map<KeyId, std::size_t, IdHash> places_;
  std::unique_ptr<unsigned char, Unlock> secrets_;
  std::size_t hand_ = 0;
};

}  // namespace regard::crypto
