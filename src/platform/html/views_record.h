// Which view files have been rendered: their names, each once, in the file that $REGARD_RECORD_VIEWS names. The browser tests
// compare it with all there are. Without the variable nothing is recorded.
#pragma once

#include <atomic>
#include <fstream>
#include <mutex>
#include <string_view>

namespace regard::html {

class ViewsRecord {
 public:
  ViewsRecord();
  void rendered(std::string_view name, std::atomic_flag& before) {
    if (recording_ && !before.test_and_set()) write(name);
  }

 private:
  void write(std::string_view name);

  bool recording_ = false;
  std::mutex mutex_;
  std::ofstream out_;
};

}  // namespace regard::html
