#include "platform/crypto/master_key.h"

#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <optional>
#include <stdexcept>
#include <system_error>

#include "platform/base/ids.h"
#include "platform/base/text.h"

namespace regard::crypto {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kHead =
    "# Regard's master key. Without this file nothing sealed can be read again: keep a copy off this machine,\n"
    "# and never beside the backups. The first line is the current key.\n";
constexpr std::size_t kLargestFile = 64 * 1024;

[[noreturn]] void refuse(const fs::path& file, const std::string& why) {
  throw std::runtime_error("the master key file " + file.string() + " " + why);
}

[[noreturn]] void refuse_with_errno(const fs::path& file, const std::string& why) {
  refuse(file, why + ": " + std::generic_category().message(errno));
}

class Descriptor {
 public:
  explicit Descriptor(int number) : number_{number} {}
  ~Descriptor() { if (number_ >= 0) ::close(number_); }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int number() const { return number_; }

 private:
  int number_;
};

std::string fingerprint(const Secret& key) { return keyed_hash(key, "regard master key").substr(0, 11); }

std::string written(const MasterKey::Entry& entry) {
  const std::string_view raw{reinterpret_cast<const char*>(entry.key.bytes()), Secret::size()};
  return entry.id + ' ' + base64url(raw) + '\n';
}

std::optional<MasterKey::Entry> entry_from(std::string_view line) {
  const auto space = line.find(' ');
  if (space == std::string_view::npos) return {};
  auto raw = from_base64url(trimmed(line.substr(space + 1)));
  if (!raw || raw->size() != Secret::size()) return {};
  MasterKey::Entry entry{std::string{line.substr(0, space)}, Secret{}};
  std::memcpy(entry.key.bytes(), raw->data(), raw->size());
  sodium_memzero(raw->data(), raw->size());
  if (entry.id != fingerprint(entry.key)) return {};
  return entry;
}

std::vector<MasterKey::Entry> entries_from(const fs::path& file, std::string_view text) {
  std::vector<MasterKey::Entry> entries;
  for (int number = 1; !text.empty(); ++number) {
    const auto end = text.find('\n');
    const auto line = trimmed(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    if (line.empty() || line.front() == '#') continue;
    auto entry = entry_from(line);
    if (!entry)
      refuse(file, "is damaged in line " + std::to_string(number) + ": put your copy of the file back");
    entries.push_back(*std::move(entry));
  }
  if (entries.empty()) refuse(file, "holds no key: put your copy of the file back");
  return entries;
}

void write_all(const fs::path& file, int descriptor, std::string_view text) {
  while (!text.empty()) {
    const ssize_t count = ::write(descriptor, text.data(), text.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) refuse_with_errno(file, "cannot be written");
    text.remove_prefix(static_cast<std::size_t>(count));
  }
  if (::fsync(descriptor) != 0) refuse_with_errno(file, "cannot be written");
}

fs::path folder_of(const fs::path& file) { return file.has_parent_path() ? file.parent_path() : fs::path{"."}; }

void make_durable(const fs::path& file) {
  const Descriptor folder{::open(folder_of(file).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
  if (folder.number() < 0 || ::fsync(folder.number()) != 0) refuse_with_errno(file, "may not outlast a power cut");
}

// A complete and durable file beside the real one, which the caller moves into place.
fs::path write_beside(const fs::path& file, const std::vector<MasterKey::Entry>& entries) {
  std::string text{kHead};
  for (const auto& entry : entries) text += written(entry);
  const fs::path beside = file.string() + "." + random_token(6) + ".new";
  const Descriptor out{::open(beside.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600)};
  if (out.number() < 0) refuse_with_errno(file, "cannot be written");
  write_all(file, out.number(), text);
  sodium_memzero(text.data(), text.size());
  return beside;
}

void replace(const fs::path& file, const std::vector<MasterKey::Entry>& entries) {
  const fs::path beside = write_beside(file, entries);
  if (::rename(beside.c_str(), file.c_str()) != 0) {
    const int why = errno;
    ::unlink(beside.c_str());
    errno = why;
    refuse_with_errno(file, "cannot be replaced");
  }
  make_durable(file);
}

MasterKey::Entry new_entry() {
  const Secret key = Secret::random();
  return {fingerprint(key), key};
}

void check_closed_to_others(const fs::path& file, int descriptor) {
  struct stat about{};
  if (::fstat(descriptor, &about) != 0) refuse_with_errno(file, "cannot be examined");
  if (!S_ISREG(about.st_mode)) refuse(file, "is not a plain file");
  if (about.st_mode & 077) refuse(file, "can be read by others than its owner: chmod 600 it");
  if (static_cast<std::size_t>(about.st_size) > kLargestFile) refuse(file, "is too large to be one");
}

}  // namespace

MasterKey::MasterKey(fs::path file, std::vector<Entry> entries) : file_{std::move(file)}, entries_{std::move(entries)} {}

MasterKey MasterKey::create(const fs::path& file) {
  start_sodium();
  MasterKey made{file, {new_entry()}};
  const fs::path beside = write_beside(file, made.entries_);
  const bool linked = ::link(beside.c_str(), file.c_str()) == 0;  // unlike rename, fails when there is one
  const int why = errno;
  ::unlink(beside.c_str());
  errno = why;
  if (!linked && why == EEXIST) refuse(file, "is there already, and is never overwritten");
  if (!linked) refuse_with_errno(file, "cannot be written");
  make_durable(file);
  return made;
}

MasterKey MasterKey::load(const fs::path& file) {
  start_sodium();
  const Descriptor in{::open(file.c_str(), O_RDONLY | O_CLOEXEC)};
  if (in.number() < 0 && errno == ENOENT)
    refuse(file, "is not there: put your copy of it back; only a new provider makes one, by regard init");
  if (in.number() < 0) refuse_with_errno(file, "cannot be read");
  check_closed_to_others(file, in.number());
  std::string text(kLargestFile, '\0');
  const ssize_t length = ::read(in.number(), text.data(), text.size());
  if (length < 0) refuse_with_errno(file, "cannot be read");
  MasterKey loaded{file, entries_from(file, std::string_view{text}.substr(0, static_cast<std::size_t>(length)))};
  sodium_memzero(text.data(), text.size());
  return loaded;
}

const MasterKey::Entry* MasterKey::find(std::string_view id) const {
  const auto found = std::find_if(entries_.begin(), entries_.end(), [&](const Entry& e) { return e.id == id; });
  return found == entries_.end() ? nullptr : &*found;
}

void MasterKey::add_current() {
  std::vector<Entry> entries = entries_;
  entries.insert(entries.begin(), new_entry());
  replace(file_, entries);
  entries_ = std::move(entries);
}

void MasterKey::keep_only_current() {
  replace(file_, {current()});
  entries_.resize(1, current());
}

}  // namespace regard::crypto
