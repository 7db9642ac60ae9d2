#include "platform/http/multipart_reader.h"

#include <algorithm>

#include "platform/base/text.h"
#include "platform/http/media_type.h"

namespace regard::http {
namespace {

constexpr std::size_t kBoundaryLimit = 70;  // RFC 2046, 5.1.1
constexpr std::size_t kPartHeadLimit = 4 * 1024;

// WHATWG, "multipart/form-data encoding algorithm": exactly these three are escaped in names.
std::string unescaped_name(std::string_view name) {
  std::string out;
  while (!name.empty()) {
    const std::string_view escape = name.substr(0, 3);
    const char plain = escape == "%22" ? '"' : escape == "%0D" ? '\r' : escape == "%0A" ? '\n' : '\0';
    out += plain ? plain : name.front();
    name.remove_prefix(plain ? 3 : 1);
  }
  return out;
}

std::optional<PartHead> read_part_head(std::string_view head) {
  PartHead part;
  bool has_disposition = false;
  while (!head.empty()) {
    const std::size_t end = std::min(head.find("\r\n"), head.size());
    const std::string_view line = head.substr(0, end);
    head.remove_prefix(std::min(end + 2, head.size()));
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) return {};
    const std::string name = media_type(line.substr(0, colon));
    const std::string_view value = trimmed(line.substr(colon + 1));
    if (name == "content-type") part.content_type = value;
    if (name != "content-disposition") continue;
    const auto field = parameter_of(value, "name");
    if (has_disposition || media_type(value) != "form-data" || !field) return {};
    has_disposition = true;
    part.field = unescaped_name(*field);
    if (const auto file_name = parameter_of(value, "filename")) part.file_name = unescaped_name(*file_name);
  }
  if (!has_disposition || !is_utf8(part.field) || !is_utf8(part.content_type)) return {};
  if (part.file_name && !is_utf8(*part.file_name)) return {};
  return part;
}

}  // namespace

MultipartReader::MultipartReader(std::string_view content_type, Parts& parts) : parts_{parts} {
  const auto boundary = parameter_of(content_type, "boundary");
  if (!boundary || boundary->empty() || boundary->size() > kBoundaryLimit)
    state_ = State::over;
  else
    delimiter_ = "\r\n--" + *boundary;
}

bool MultipartReader::put(std::string_view bytes) {
  if (state_ == State::whole) return true;  // what follows the last boundary is nobody's
  pending_ += bytes;
  while (step()) {
  }
  return state_ != State::over;
}

bool MultipartReader::step() {
  switch (state_) {
    case State::first_boundary: return first_boundary();
    case State::boundary_end: return boundary_end();
    case State::head: return head();
    case State::content: return content();
    case State::whole:
    case State::over: pending_.clear(); return false;
  }
  return false;
}

bool MultipartReader::stop() {
  state_ = State::over;
  return false;
}

// It may stand at the very start, without the line end that the others have before them.
bool MultipartReader::first_boundary() {
  const std::string_view wanted = std::string_view{delimiter_}.substr(2);
  const std::size_t both = std::min(wanted.size(), pending_.size());
  if (std::string_view{pending_}.substr(0, both) != wanted.substr(0, both)) return stop();
  if (both < wanted.size()) return false;
  pending_.erase(0, both);
  state_ = State::boundary_end;
  return true;
}

// What follows the boundary on its line: nothing but white space, or "--" after the last part.
bool MultipartReader::boundary_end() {
  if (pending_.size() < 2) return false;
  if (pending_.starts_with("--")) {
    state_ = State::whole;
    return true;
  }
  const std::size_t end = pending_.find("\r\n");
  if (end == std::string::npos) return pending_.size() > kPartHeadLimit ? stop() : false;
  if (!trimmed(std::string_view{pending_}.substr(0, end)).empty()) return stop();
  pending_.erase(0, end + 2);
  state_ = State::head;
  return true;
}

bool MultipartReader::head() {
  const std::size_t end = pending_.find("\r\n\r\n");
  if (end == std::string::npos) return pending_.size() > kPartHeadLimit + 3 ? stop() : false;
  if (end > kPartHeadLimit) return stop();
  const std::string_view text = std::string_view{pending_}.substr(0, end);
  // A boundary ends the part, here before it has begun.
  if (text.find(delimiter_) != std::string_view::npos || text.starts_with(std::string_view{delimiter_}.substr(2))) return stop();
  auto part = read_part_head(text);
  if (!part || !parts_.begin(std::move(*part))) return stop();
  pending_.erase(0, end + 2);  // the second line end stays: a boundary may follow it at once, and then the part has no head
  already_given_ = 2;
  state_ = State::content;
  return true;
}

bool MultipartReader::content() {
  const std::string_view all{pending_};
  const std::size_t end = all.find(delimiter_);
  if (end != std::string_view::npos && end < already_given_) return stop();
  // Without a boundary, all but what may be the beginning of one.
  const std::size_t sure = end != std::string_view::npos ? end : all.size() - std::min(all.size(), delimiter_.size() - 1);
  if (sure > already_given_) {
    if (!parts_.content(all.substr(already_given_, sure - already_given_))) return stop();
    already_given_ = sure;
  }
  if (end == std::string_view::npos) {
    const std::size_t spent = std::min(already_given_, sure);
    pending_.erase(0, spent);
    already_given_ -= spent;
    return false;
  }
  pending_.erase(0, end + delimiter_.size());
  already_given_ = 0;
  if (!parts_.end()) return stop();
  state_ = State::boundary_end;
  return true;
}

}  // namespace regard::http
