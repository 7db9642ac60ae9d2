// ClamAV's daemon, asked over its socket: INSTREAM, so that it needs no access to any file of ours.
#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

namespace regard::scanning {

// It could not be asked, or did not say. In words of our own, which may be stored and logged.
class Unavailable : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// The content, piece by piece; empty: the end.
using Pieces = std::function<std::string_view()>;

class Clamd {
 public:
  // "/run/clamav/clamd.ctl", or "host:port" ("[::1]:3310").
  explicit Clamd(std::string address, std::chrono::seconds patience = std::chrono::seconds{120})
      : address_{std::move(address)}, patience_{patience} {}
  // The name of what was found, or nothing. Throws Unavailable. `patience`: how long it may be silent.
  std::optional<std::string> scan(const Pieces& pieces) const;
  bool answers() const;  // PING

 private:
  const std::string address_;
  const std::chrono::seconds patience_;
};

}  // namespace regard::scanning
