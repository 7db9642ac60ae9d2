#include "platform/scanning/sniff.h"

#include <magic.h>

#include <algorithm>
#include <memory>
#include <stdexcept>

#include "platform/base/text.h"

namespace regard::scanning {
namespace {

constexpr std::size_t kLongestName = 120;  // bytes: with an ending it fits every file system

// Reserved by Windows, by shells or by headers.
bool is_awkward(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte < 0x20 || byte == 0x7F || std::string_view{"<>:\"|?*%;\\/"}.find(c) != std::string_view::npos;
}

// Marks of writing direction turn "gpj.exe" around; other marks and breaks are not seen at all. All are three bytes:
// U+200B–U+200F, U+2028–U+202E, U+2060–U+206F, U+FEFF. U+0080–U+009F are two.
std::size_t unseen_at(std::string_view text) {
  const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0; };
  if (byte(0) == 0xC2 && byte(1) >= 0x80 && byte(1) <= 0x9F) return 2;
  if (byte(0) == 0xE2 && byte(1) == 0x80 && ((byte(2) >= 0x8B && byte(2) <= 0x8F) || (byte(2) >= 0xA8 && byte(2) <= 0xAE))) return 3;
  if (byte(0) == 0xE2 && byte(1) == 0x81 && byte(2) >= 0xA0 && byte(2) <= 0xAF) return 3;
  if (byte(0) == 0xEF && byte(1) == 0xBB && byte(2) == 0xBF) return 3;
  return 0;
}

std::string without_awkward(std::string_view name) {
  std::string clean;
  while (!name.empty()) {
    if (const std::size_t unseen = unseen_at(name)) {
      name.remove_prefix(unseen);
      continue;
    }
    clean += is_awkward(name.front()) ? '_' : name.front();
    name.remove_prefix(1);
  }
  return clean;
}

std::string_view last_of_path(std::string_view name) {
  const auto slash = name.find_last_of("/\\");
  return slash == std::string_view::npos ? name : name.substr(slash + 1);
}

std::string lower(std::string_view text) {
  std::string made{text};
  for (char& c : made)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return made;
}

// What stands for a kind at the end of a name: one to five letters or digits.
std::string_view ending_of(std::string_view name) {
  const auto dot = name.rfind('.');
  if (dot == std::string_view::npos || dot == 0) return {};
  const std::string_view ending = name.substr(dot + 1);
  const bool plain = std::ranges::all_of(ending, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); });
  return plain && !ending.empty() && ending.size() <= 5 ? ending : std::string_view{};
}

bool is_among(std::string_view endings, std::string_view ending) {
  for (std::string_view rest = endings; !rest.empty();) {
    const auto space = std::min(rest.find(' '), rest.size());
    if (rest.substr(0, space) == ending) return true;
    rest.remove_prefix(std::min(space + 1, rest.size()));
  }
  return false;
}

std::string shortened(std::string name) {
  if (name.size() <= kLongestName) return name;
  name.resize(kLongestName);
  while (!is_utf8(name)) name.pop_back();  // a letter that was cut
  return name;
}

bool is_header_safe(char c) {  // RFC 8187, attr-char
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || std::string_view{"!#$&+-.^_`|~"}.find(c) != std::string_view::npos;
}

}  // namespace

std::string type_of(std::string_view first_bytes) {
  const std::unique_ptr<magic_set, decltype(&magic_close)> magic{magic_open(MAGIC_MIME_TYPE | MAGIC_NO_CHECK_COMPRESS), &magic_close};
  if (!magic || magic_load(magic.get(), nullptr) != 0) throw std::runtime_error("libmagic's data cannot be read: install libmagic-mgc");
  const char* found = magic_buffer(magic.get(), first_bytes.data(), first_bytes.size());
  return found ? std::string{found} : "application/octet-stream";
}

std::string safe_name(std::string_view claimed, const Kind& kind) {
  std::string name = without_awkward(last_of_path(is_utf8(claimed) ? claimed : std::string_view{}));
  while (!name.empty() && (name.front() == '.' || name.front() == ' ' || name.front() == '-')) name.erase(0, 1);
  while (!name.empty() && (name.back() == '.' || name.back() == ' ')) name.pop_back();
  const std::string ending = lower(ending_of(name));
  const bool keeps = is_among(kind.endings, ending);
  if (!ending.empty()) name.resize(name.size() - ending.size() - 1);
  if (name.empty()) name = "file";
  const std::string_view usual = kind.endings.substr(0, kind.endings.find(' '));
  return shortened(std::move(name)) + "." + (keeps ? ending : std::string{usual});
}

std::string content_disposition(std::string_view name) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string plain, coded;
  for (const char c : name) {
    const auto byte = static_cast<unsigned char>(c);
    plain += byte < 0x80 ? c : '_';
    if (is_header_safe(c)) coded += c;
    else coded.append({'%', digits[byte >> 4], digits[byte & 15]});
  }
  return "attachment; filename=\"" + plain + "\"; filename*=UTF-8''" + coded;
}

}  // namespace regard::scanning
