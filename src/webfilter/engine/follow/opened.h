// A file that is being written, open to be read at any place. Private to this folder.
#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>

namespace regard::webfilter {

// It cannot be opened or read now. what() says which and why, and is empty when it only went away: it was renamed a moment ago.
struct FileFault : std::runtime_error {
  using std::runtime_error::runtime_error;
};

class Opened {
 public:
  explicit Opened(const std::string& path);
  ~Opened();
  Opened(const Opened&) = delete;
  Opened& operator=(const Opened&) = delete;

  std::uint64_t size() const;
  // What `into` takes, less at the end of the file.
  std::string_view read(std::uint64_t from, std::size_t most, std::string& into) const;

 private:
  [[noreturn]] void fail(int error) const;
  const std::string& path_;
  int number_;
};

}  // namespace regard::webfilter
