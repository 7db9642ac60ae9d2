#include "platform/audit/looks.h"

#include <sodium.h>

#include <cstring>
#include <stdexcept>

namespace regard::audit {
namespace {

void append(std::string& bytes, const Uuid& id) { bytes.append(reinterpret_cast<const char*>(id.bytes.data()), 16); }

void append(std::string& bytes, std::string_view text) {
  const std::uint64_t size = text.size();
  bytes.append(reinterpret_cast<const char*>(&size), sizeof size);
  bytes.append(text);
}

}  // namespace

Looks::Looks(std::size_t per_shard) : per_shard_{per_shard} {
  if (sodium_init() < 0) throw std::runtime_error("libsodium does not start");
  randombytes_buf(key_.data(), key_.size());
}

Looks::Mark Looks::mark(const Viewer& by, const Entry& what, std::int64_t minute) const {
  static_assert(crypto_shorthash_siphashx24_BYTES == sizeof(Mark) && crypto_shorthash_siphashx24_KEYBYTES == 16);
  std::string bytes;
  bytes.reserve(128);
  append(bytes, by.session.value_or(SessionId{}).value);
  append(bytes, by.person.value_or(PersonId{}).value);
  append(bytes, what.subject.id);
  append(bytes, what.type);
  append(bytes, what.subject.kind);
  append(bytes, what.details);  // another file of the same case is another look
  bytes.append(reinterpret_cast<const char*>(&minute), sizeof minute);
  Mark mark;
  crypto_shorthash_siphashx24(mark.bytes.data(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(),
                              key_.data());
  return mark;
}

std::optional<Looks::Duty> Looks::begin(const Mark& mark, std::int64_t minute) {
  Shard& shard = this->shard(mark);
  std::unique_lock lock{shard.guard};
  while (true) {
    if (minute > shard.minute) {  // looks of earlier minutes will not be asked for again
      shard.looks.clear();
      shard.minute = minute;
      shard.changed.notify_all();
    }
    if (minute < shard.minute) break;  // a thread that read the clock just before the minute turned: writes its own
    const auto found = shard.looks.find(mark);
    if (found == shard.looks.end()) {
      if (shard.looks.size() < per_shard_) shard.looks.emplace(mark, State::being_written);
      break;
    }
    if (found->second == State::durable) return std::nullopt;
    shard.changed.wait(lock);
  }
  return std::optional<Duty>{std::in_place, *this, mark, minute};
}

void Looks::finish(const Mark& mark, std::int64_t minute, bool durable) {
  Shard& shard = this->shard(mark);
  const std::lock_guard lock{shard.guard};
  if (minute != shard.minute) return;
  const auto found = shard.looks.find(mark);
  if (found == shard.looks.end()) return;
  if (durable) found->second = State::durable;
  else shard.looks.erase(found);
  shard.changed.notify_all();
}

std::size_t Looks::size() {
  std::size_t size = 0;
  for (Shard& shard : shards_) {
    const std::lock_guard lock{shard.guard};
    size += shard.looks.size();
  }
  return size;
}

Looks::Duty::~Duty() { looks_.finish(mark_, minute_, durable_); }

std::size_t Looks::MarkHash::operator()(const Mark& mark) const noexcept {
  std::size_t hash;
  std::memcpy(&hash, mark.bytes.data(), sizeof hash);
  return hash;
}

}  // namespace regard::audit
