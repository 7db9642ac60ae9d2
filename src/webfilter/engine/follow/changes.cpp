#include "webfilter/engine/follow/changes.h"

#include <glob.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <filesystem>
#include <system_error>

namespace regard::webfilter {
namespace {

using std::chrono::steady_clock;

bool is_readable(int first, int second, std::chrono::milliseconds most) {
  pollfd waited[2] = {{first, POLLIN, 0}, {second, POLLIN, 0}};  // poll() passes over a negative descriptor
  return poll(waited, 2, static_cast<int>(most.count())) > 0;
}

}  // namespace

Changes::Changes(std::vector<std::string> patterns)
    : patterns_{std::move(patterns)}, inotify_{inotify_init1(IN_NONBLOCK | IN_CLOEXEC)}, stopped_{eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)} {
  if (stopped_ < 0) throw std::system_error(errno, std::generic_category(), "eventfd");
  watch_folders();
}

Changes::~Changes() {
  if (inotify_ >= 0) close(inotify_);
  close(stopped_);
}

// Again each time: folders may have been made since. One that is watched already stays so.
void Changes::watch_folders() {
  if (inotify_ < 0) return;
  for (const auto& pattern : patterns_) {
    glob_t found{};
    if (glob(std::filesystem::path{pattern}.parent_path().c_str(), GLOB_NOSORT, nullptr, &found) == 0)
      for (std::size_t i = 0; i < found.gl_pathc; ++i)
        inotify_add_watch(inotify_, found.gl_pathv[i], IN_MODIFY | IN_CREATE | IN_MOVED_TO | IN_CLOSE_WRITE | IN_ONLYDIR);
    globfree(&found);
  }
}

void Changes::wait(const std::stop_token& stop, std::chrono::milliseconds soonest, std::chrono::milliseconds latest) {
  const std::stop_callback on_stop{stop, [this] {
    const std::uint64_t one = 1;
    [[maybe_unused]] const auto written = write(stopped_, &one, sizeof one);
  }};
  watch_folders();
  const auto until = steady_clock::now() + latest;
  is_readable(stopped_, -1, soonest);
  while (!stop.stop_requested()) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - steady_clock::now());
    if (left.count() <= 0 || is_readable(stopped_, inotify_, left)) break;
  }
  char drained[4096];
  while (inotify_ >= 0 && read(inotify_, drained, sizeof drained) > 0) {
  }
}

}  // namespace regard::webfilter
