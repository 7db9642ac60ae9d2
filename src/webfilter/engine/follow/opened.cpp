#include "webfilter/engine/follow/opened.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace regard::webfilter {

Opened::Opened(const std::string& path) : path_{path}, number_{open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)} {
  if (number_ < 0) fail(errno);
}

Opened::~Opened() { close(number_); }

std::uint64_t Opened::size() const {
  struct stat status {};
  if (fstat(number_, &status) != 0) fail(errno);
  return static_cast<std::uint64_t>(status.st_size);
}

std::string_view Opened::read(std::uint64_t from, std::size_t most, std::string& into) const {
  into.resize(most);
  std::size_t filled = 0;
  while (filled < most) {
    const ssize_t size = pread(number_, into.data() + filled, most - filled, static_cast<off_t>(from + filled));
    if (size < 0 && errno == EINTR) continue;
    if (size < 0) fail(errno);
    if (size == 0) break;
    filled += static_cast<std::size_t>(size);
  }
  into.resize(filled);
  return into;
}

void Opened::fail(int error) const {
  const bool went_away = error == ENOENT || error == ESTALE;
  throw FileFault(went_away ? "" : "cannot read " + path_ + ": " + std::strerror(error));
}

}  // namespace regard::webfilter
