#include "platform/audit/checkpoint.h"

#include <fmt/format.h>
#include <sodium.h>

#include <charconv>

#include "platform/base/calendar.h"
#include "platform/base/text.h"
#include "platform/crypto/signing.h"

namespace regard::audit {
namespace {

constexpr std::string_view kBegin = "-----BEGIN REGARD AUDIT CHECKPOINT-----";
constexpr std::string_view kSignature = "-----SIGNATURE-----";
constexpr std::string_view kEnd = "-----END REGARD AUDIT CHECKPOINT-----";
constexpr std::string_view kTitle = "Regard audit checkpoint ";

constexpr std::string_view kFindLast = R"sql(
  SELECT number, body FROM audit_checkpoint ORDER BY number DESC LIMIT 1
)sql";

constexpr std::string_view kFindHeads = R"sql(
  SELECT lane, begins_after, number, hash FROM audit_lane ORDER BY lane
)sql";

constexpr std::string_view kInsert = R"sql(
  INSERT INTO audit_checkpoint (number, at, body, signature) VALUES (:number, :at, :body, :signature)
)sql";

// The text's next line, without its end; `rest` moves on.
std::string_view next_line(std::string_view& rest) {
  const std::size_t end = rest.find('\n');
  std::string_view line = rest.substr(0, end);
  rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
  if (line.ends_with('\r')) line.remove_suffix(1);  // mail
  return line;
}

bool take(std::string_view& text, std::string_view prefix) {
  if (!text.starts_with(prefix)) return false;
  text.remove_prefix(prefix.size());
  return true;
}

bool take_number(std::string_view& text, std::int64_t& number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{}) return false;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return true;
}

bool take_head(std::string_view line, Head& head) {
  if (!take_number(line, head.lane) || !take(line, " ends with ") || !take_number(line, head.number) ||
      !take(line, " "))
    return false;
  head.hash = line;
  return true;
}

// rsyslog writes the end of a line inside a message as #012.
std::string without_syslog_escapes(std::string_view text) {
  constexpr std::string_view kEscaped = "#012";
  std::string lines;
  lines.reserve(text.size());
  for (auto at = text.find(kEscaped); at != text.npos; at = text.find(kEscaped)) {
    (lines += text.substr(0, at)) += '\n';
    text.remove_prefix(at + kEscaped.size());
  }
  return lines += text;
}

}  // namespace

std::string Checkpoint::text() const {
  // Short lines without '=': they come through quoted-printable mail as they are.
  const std::size_t half = signature.size() / 2;
  return fmt::format("{}\n{}{}\n{}\n{}\n{}\n", kBegin, body, kSignature, signature.substr(0, half),
                     signature.substr(half), kEnd);
}

Entry Checkpoint::entry() const {
  return {.type = kCheckpointed,
          .subject = {.kind = "audit"},
          .details = fmt::format(R"({{"number":{},"hash":"{}"}})", number, body_hash(body))};
}

Checkpoint make_checkpoint(db::Tx& tx, const crypto::Secret& seed, Instant now) {
  const auto last = tx.one(kFindLast);
  std::int64_t events = 0;
  std::string lanes;
  for (const db::Row& row : tx.all(kFindHeads)) {
    const Head head = head_from(row);
    events += head.number - head.begins_after;
    lanes += fmt::format("lane {} ends with {} {}\n", head.lane, head.number, head.hash);
  }
  Checkpoint made;
  made.number = last ? last->integer("number") + 1 : 1;
  made.body = fmt::format("{}{}\nat {}\nevents {}\n{}continues {}\nkey {}\n", kTitle, made.number, iso(now), events, lanes,
                          last ? body_hash(last->text("body")) : std::string{kBeginning}, crypto::public_key(seed));
  made.signature = crypto::sign(seed, made.body);
  tx.run(kInsert, {{"number", made.number}, {"at", now}, {"body", made.body}, {"signature", made.signature}});
  return made;
}

std::string pem_of(std::string_view public_key) {
  // RFC 8410: SubjectPublicKeyInfo of an Ed25519 key is these twelve bytes and the key.
  std::string der{"\x30\x2a\x30\x05\x06\x03\x2b\x65\x70\x03\x21\x00", 12};
  der += from_base64url(public_key).value();
  std::string text(sodium_base64_ENCODED_LEN(der.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
  sodium_bin2base64(text.data(), text.size(), reinterpret_cast<const unsigned char*>(der.data()), der.size(),
                    sodium_base64_VARIANT_ORIGINAL);
  text.pop_back();  // the terminating zero
  return "-----BEGIN PUBLIC KEY-----\n" + text + "\n-----END PUBLIC KEY-----\n";
}

std::string body_hash(std::string_view body) { return crypto::hash(body); }

std::optional<Bound> bound_by(std::string_view body) {
  Bound bound;
  std::string_view line = next_line(body);
  if (!take(line, kTitle) || !take_number(line, bound.number)) return std::nullopt;
  while (!body.empty()) {
    line = next_line(body);
    if (take(line, "lane ")) {
      if (!take_head(line, bound.heads.emplace_back())) return std::nullopt;
    } else if (take(line, "at ")) {
      bound.at = line;
    } else if (take(line, "continues ")) {
      bound.continues = line;
    }
  }
  return bound;
}

std::vector<Checkpoint> checkpoints_in(std::string_view exported) {
  const std::string lines = without_syslog_escapes(exported);
  std::string_view rest = lines;
  std::vector<Checkpoint> found;
  while (!rest.empty()) {
    if (!next_line(rest).ends_with(kBegin)) continue;  // a log line has the time and the host before it
    Checkpoint& checkpoint = found.emplace_back();
    std::string_view line = next_line(rest);
    for (; !rest.empty() && line != kSignature; line = next_line(rest)) (checkpoint.body += line) += '\n';
    while (!rest.empty() && (line = next_line(rest)) != kEnd) checkpoint.signature += line;
    if (const auto bound = bound_by(checkpoint.body)) checkpoint.number = bound->number;
  }
  return found;
}

}  // namespace regard::audit
