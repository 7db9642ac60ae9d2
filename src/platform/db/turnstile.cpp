#include "platform/db/turnstile.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>

#include "platform/db/fault.h"

namespace regard::db {

Turnstile::Turnstile(const std::string& path)
    : file_{::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600)} {
  if (file_ < 0) throw Fault{Fault::Kind::connection, "cannot open " + path};
}

Turnstile::~Turnstile() { ::close(file_); }

Turnstile::Passage::Passage(const Turnstile& through) : file_{through.file_} {
  while (::flock(file_, LOCK_EX) != 0)
    if (errno != EINTR) throw Fault{Fault::Kind::connection, "cannot lock the turnstile"};
}

Turnstile::Passage::~Passage() { ::flock(file_, LOCK_UN); }

}  // namespace regard::db
