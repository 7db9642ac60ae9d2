#include "platform/audit/chain.h"

#include <stdexcept>

namespace regard::audit {
namespace {

struct StrengthName {
  Strength strength;
  std::string_view stored;
};
constexpr StrengthName kStrengthNames[] = {{Strength::none, "none"},
                                           {Strength::token, "token"},
                                           {Strength::password, "password"},
                                           {Strength::second_factor, "second_factor"}};

// Every value carries its kind and its length, so that no two rows have the same encoding.
class Canonical {
 public:
  explicit Canonical(std::string_view what) {
    bytes_.reserve(768);
    text(what);
  }
  Canonical& integer(std::int64_t value) {
    bytes_.push_back('i');
    return eight(static_cast<std::uint64_t>(value));
  }
  Canonical& text(std::string_view value) {
    bytes_.push_back('t');
    eight(value.size());
    bytes_.append(value);
    return *this;
  }
  Canonical& maybe(const std::optional<std::string>& value) {
    if (value) return text(*value);
    bytes_.push_back('n');
    return *this;
  }
  std::string_view bytes() const& { return bytes_; }
  std::string_view bytes() && = delete;

 private:
  Canonical& eight(std::uint64_t value) {  // little-endian on every machine
    for (int shift = 0; shift < 64; shift += 8) bytes_.push_back(static_cast<char>(value >> shift & 0xff));
    return *this;
  }
  std::string bytes_;
};

}  // namespace

std::string hash_of(const crypto::Secret& key, const Link& link) {
  Canonical row{"audit_event"};
  row.integer(link.lane).integer(link.number).text(link.id).integer(link.at);
  row.maybe(link.actor).maybe(link.session).text(link.strength).text(link.type);
  row.text(link.subject_kind).text(link.subject_id).maybe(link.key_id);
  row.maybe(link.details).maybe(link.details_sealed).text(link.previous);
  return crypto::keyed_hash(key, row.bytes());
}

std::string seal_of(const crypto::Secret& key, const Head& head) {
  Canonical row{"audit_lane"};
  row.integer(head.lane).integer(head.begins_after).integer(head.number).text(head.hash);
  return crypto::keyed_hash(key, row.bytes());
}

Link link_from(const db::Row& row) {
  return {.lane = row.integer("lane"),
          .number = row.integer("number"),
          .id = row.text("id"),
          .at = row.integer("at"),
          .actor = row.maybe_text("actor"),
          .session = row.maybe_text("session"),
          .strength = row.text("strength"),
          .type = row.text("type"),
          .subject_kind = row.text("subject_kind"),
          .subject_id = row.text("subject_id"),
          .key_id = row.maybe_text("key_id"),
          .details = row.maybe_text("details"),
          .details_sealed = row.maybe_text("details_sealed"),
          .previous = row.text("previous")};
}

Head head_from(const db::Row& row) {
  return {.lane = row.integer("lane"),
          .begins_after = row.integer("begins_after"),
          .number = row.integer("number"),
          .hash = row.text("hash")};
}

std::string_view stored(Strength strength) {
  for (const StrengthName& name : kStrengthNames)
    if (name.strength == strength) return name.stored;
  throw std::logic_error("Strength outside its enumerators");
}

Strength strength_from(std::string_view stored) {
  for (const StrengthName& name : kStrengthNames)
    if (name.stored == stored) return name.strength;
  throw std::runtime_error("audit_event holds a strength of sign-in that is not known");
}

}  // namespace regard::audit
