#include "webfilter/engine/syslog/framing.h"

#include <algorithm>
#include <charconv>

namespace regard::webfilter {
namespace {

constexpr std::size_t kDigits = 7;

// In one line, whatever is in it.
void give_line(std::string& message, const TakeLine& take) {
  while (!message.empty() && (message.back() == '\n' || message.back() == '\r' || message.back() == '\0')) message.pop_back();
  if (message.empty()) return;
  std::replace_if(message.begin(), message.end(), [](char c) { return c == '\n' || c == '\0'; }, ' ');
  message += '\n';
  take(message);
}

}  // namespace

void Framing::read(std::string_view bytes) {
  while (!bytes.empty()) {
    std::size_t taken = 1;
    switch (frame_) {
      case Frame::unknown:
        begin(bytes.front());
        break;
      case Frame::counted:
        taken = std::min(left_, bytes.size());
        add(bytes.substr(0, taken));
        left_ -= taken;
        if (left_ == 0) give();
        break;
      case Frame::line: {
        const auto end = bytes.find('\n');
        add(bytes.substr(0, end));
        taken = end == std::string_view::npos ? bytes.size() : end + 1;
        if (end != std::string_view::npos) give();
        break;
      }
    }
    bytes.remove_prefix(taken);
  }
}

// A count is digits, a blank, and then a message, which has a priority.
void Framing::begin(char next) {
  if (next == '\n') return give();  // some senders end a counted message with one
  message_ += next;
  const auto digits = message_.find_first_not_of("0123456789");
  if (digits == std::string::npos && message_.size() <= kDigits) return;
  if (digits == message_.size() - 1 && digits > 0 && next == ' ') return;
  frame_ = Frame::line;
  if (digits + 2 != message_.size() || digits == 0 || next != '<') return;
  std::from_chars(message_.data(), message_.data() + digits, left_);
  if (left_ == 0) return;
  frame_ = Frame::counted;
  message_ = next;
  if (--left_ == 0) give();
}

void Framing::ended() {
  if (frame_ != Frame::counted) give();
}

void Framing::add(std::string_view bytes) {
  const auto room = kLongestMessage - std::min(kLongestMessage, message_.size());
  is_cut_ = is_cut_ || bytes.size() > room;
  message_ += bytes.substr(0, room);
}

void Framing::give() {
  if (is_cut_) ++cut_;
  give_line(message_, take_);
  message_.clear();
  is_cut_ = false;
  frame_ = Frame::unknown;
}

void read_datagram(std::string_view datagram, const TakeLine& take) {
  std::string message;
  const bool is_one = datagram.starts_with('<');
  while (!datagram.empty()) {
    const auto end = is_one ? std::string_view::npos : datagram.find('\n');
    message = datagram.substr(0, end);
    give_line(message, take);
    datagram.remove_prefix(end == std::string_view::npos ? datagram.size() : end + 1);
  }
}

}  // namespace regard::webfilter
