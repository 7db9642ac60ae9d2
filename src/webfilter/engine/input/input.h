// The bytes of a log, in pieces of whole lines: from a file or standard input, as they are or packed by gzip, zstd or xz, which is seen
// from their beginning.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>

namespace regard::webfilter {

// A file that cannot be opened or read, or that ends too early. what() says which and why.
struct InputFault : std::runtime_error {
  using std::runtime_error::runtime_error;
};

inline constexpr std::size_t kPiece = 256 << 10;       // of what is not mapped
inline constexpr std::size_t kLongestLine = 8 << 20;  // what is longer is no line of a log: it is cut there

class Input {
 public:
  virtual ~Input() = default;
  // Lines, the last of a piece with its line break unless it is the file's last. Empty: there are no more. Holds until the next call.
  virtual std::string_view next() = 0;
};

std::unique_ptr<Input> open_input(const std::filesystem::path& file);  // "-": standard input. Throws InputFault

// All of a plain file at once; nothing when it is packed or no file of its own size (a pipe). Logs are cut while somebody reads them
// (logrotate's copytruncate): what is gone reads as zeros then, instead of ending the program.
class Mapping {
 public:
  static std::unique_ptr<Mapping> of(const std::filesystem::path& file);
  ~Mapping();
  Mapping(const Mapping&) = delete;
  Mapping& operator=(const Mapping&) = delete;
  std::string_view bytes() const { return bytes_; }
  // How many of the bytes, from the first, are surely the file's: fewer than all when it was found to be cut.
  std::size_t whole() const;
  void expect(std::string_view bytes) const;  // they are read next: a cold disk begins at once

 private:
  Mapping(std::string_view bytes, int descriptor, std::size_t place) : bytes_{bytes}, descriptor_{descriptor}, place_{place} {}
  std::string_view bytes_;
  int descriptor_;
  std::size_t place_;  // among all that are mapped
};

}  // namespace regard::webfilter
