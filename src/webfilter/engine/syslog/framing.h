// Where one message of syslog ends and the next begins (RFC 6587, 5425, 5426). A message becomes one line; what is in it is not looked at.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace regard::webfilter {

inline constexpr std::size_t kLongestMessage = 64 << 10;  // what a message has beyond is cut off; RFC 5425 wants 8 KiB

using TakeLine = std::function<void(std::string_view line)>;  // with its line break, and no other in it; never empty

// A stream's bytes, however they are cut into pieces. Each message says by its beginning how it is framed: "123 <" counts octets,
// everything else goes on to the next line break, which is also how some filters send lines without a heading.
class Framing {
 public:
  explicit Framing(TakeLine take) : take_{std::move(take)} {}

  void read(std::string_view bytes);
  void ended();  // in order: a last line without line break is one

  bool is_within_message() const { return frame_ != Frame::unknown || !message_.empty(); }
  std::uint64_t cut() const { return cut_; }  // messages that were too long

 private:
  enum class Frame { unknown, counted, line };
  void begin(char next);
  void add(std::string_view bytes);
  void give();

  TakeLine take_;
  Frame frame_ = Frame::unknown;
  std::string message_;
  std::size_t left_ = 0;  // of a counted message
  bool is_cut_ = false;
  std::uint64_t cut_ = 0;
};

// One datagram: a message, or several lines of a filter that sends as many as go into one.
void read_datagram(std::string_view datagram, const TakeLine& take);

}  // namespace regard::webfilter
