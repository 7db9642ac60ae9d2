// Lines between the network and whoever counts them: so many bytes, and each until it was committed. Safe from every thread.
#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <stop_token>
#include <string>
#include <string_view>

namespace regard::webfilter {

class LineQueue {
 public:
  explicit LineQueue(std::size_t bytes) : bytes_{bytes} {}

  // Whoever reads from the network asks first; one reading more than there is room for goes in all the same.
  bool has_room() const;
  void add(std::string_view line);
  void close();  // nothing more will be added

  // All lines that came, after at most `most`; the same until they were committed(). Empty: none came, or a stop is asked for.
  std::string_view next(const std::stop_token& stop, std::chrono::milliseconds most);
  void committed();
  bool is_finished() const;  // closed, and all was committed

 private:
  const std::size_t bytes_;
  mutable std::mutex mutex_;
  std::condition_variable_any came_;
  std::string waiting_, given_;
  bool is_closed_ = false;
};

}  // namespace regard::webfilter
