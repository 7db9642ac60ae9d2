#include "platform/crypto/secret_cache.h"

#include <sodium.h>

#include <cstring>
#include <new>

namespace regard::crypto {

void SecretCache::Unlock::operator()(unsigned char* block) const { sodium_free(block); }

// The last eight bytes of a UUIDv7 are random.
std::size_t SecretCache::IdHash::operator()(const KeyId& id) const {
  std::size_t hash = 0;
  std::memcpy(&hash, id.value.bytes.data() + 8, sizeof hash);
  return hash;
}

SecretCache::SecretCache(std::size_t capacity)
    : slots_(capacity) {
  start_sodium();
  secrets_.reset(static_cast<unsigned char*>(sodium_allocarray(capacity, Secret::size())));
  if (!secrets_) throw std::bad_alloc{};
  places_.reserve(capacity);
}

std::optional<Secret> SecretCache::find(const KeyId& id, Time now) {
  const auto found = places_.find(id);
  if (found == places_.end()) return {};
  Slot& slot = slots_[found->second];
  if (slot.until <= now) {
    release(found->second);
    return {};
  }
  slot.used_lately = true;
  Secret secret;
  std::memcpy(secret.bytes(), secrets_.get() + found->second * Secret::size(), Secret::size());
  return secret;
}

void SecretCache::put(const KeyId& id, const Secret& secret, Time now) {
  const auto found = places_.find(id);
  const std::size_t at = found == places_.end() ? free_slot() : found->second;
  std::memcpy(secrets_.get() + at * Secret::size(), secret.bytes(), Secret::size());
  slots_[at] = {id, now + kRemembered, false, true};
  places_.insert_or_assign(id, at);
}

void SecretCache::forget(const KeyId& id) {
  if (const auto found = places_.find(id); found != places_.end()) release(found->second);
}

// The clock algorithm: a hand goes round and passes once over what was used since it last came by.
std::size_t SecretCache::free_slot() {
  while (true) {
    const std::size_t at = hand_;
    hand_ = (hand_ + 1) % slots_.size();
    Slot& slot = slots_[at];
    if (slot.taken && slot.used_lately) {
      slot.used_lately = false;
      continue;
    }
    if (slot.taken) release(at);
    return at;
  }
}

void SecretCache::release(std::size_t slot) {
  sodium_memzero(secrets_.get() + slot * Secret::size(), Secret::size());
  places_.erase(slots_[slot].id);
  slots_[slot] = {};
}

}  // namespace regard::crypto
