// Waits until something may have been written. It only saves time: whoever relied on it would miss what is written over a network.
#pragma once

#include <chrono>
#include <stop_token>
#include <string>
#include <vector>

namespace regard::webfilter {

class Changes {
 public:
  explicit Changes(std::vector<std::string> patterns);
  ~Changes();
  Changes(const Changes&) = delete;
  Changes& operator=(const Changes&) = delete;

  // At least `soonest`, so that what a busy log writes in that time is one batch; then until a folder of the patterns changes, `latest`
  // has passed, or a stop is asked for, which ends the wait at once.
  void wait(const std::stop_token& stop, std::chrono::milliseconds soonest, std::chrono::milliseconds latest);

 private:
  void watch_folders();
  std::vector<std::string> patterns_;
  int inotify_;  // negative: there is none, and waits last as long as they may
  int stopped_;
};

}  // namespace regard::webfilter
