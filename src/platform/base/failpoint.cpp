#include "platform/base/failpoint.h"

#include <charconv>
#include <csignal>
#include <cstdlib>
#include <mutex>
#include <string>
#include <vector>

namespace regard {
namespace detail {

std::atomic<bool> failpoints_armed{false};

}  // namespace detail

namespace {

enum class Deed { kill, error };

struct Failpoint {
  std::string name;
  Deed deed;
  int passes_left;
};

// Static because the places are everywhere and most of them have nothing else to be given it by.
std::mutex mutex;
std::vector<Failpoint> armed;

[[noreturn]] void unreadable(std::string_view entry) {
  throw std::invalid_argument("not a failpoint: " + std::string{entry});
}

Failpoint failpoint_from(std::string_view entry) {
  const auto equals = entry.find('=');
  if (equals == std::string_view::npos || equals == 0) unreadable(entry);
  std::string_view deed = entry.substr(equals + 1);
  int passes = 1;
  if (const auto colon = deed.find(':'); colon != std::string_view::npos) {
    const auto number = deed.substr(colon + 1);
    const auto [end, wrong] = std::from_chars(number.data(), number.data() + number.size(), passes);
    if (wrong != std::errc{} || end != number.data() + number.size() || passes < 1) unreadable(entry);
    deed = deed.substr(0, colon);
  }
  if (deed != "kill" && deed != "error") unreadable(entry);
  return {std::string{entry.substr(0, equals)}, deed == "kill" ? Deed::kill : Deed::error, passes};
}

}  // namespace

void arm_failpoints(std::string_view specification) {
  std::vector<Failpoint> wanted;
  while (!specification.empty()) {
    const auto comma = specification.find(',');
    wanted.push_back(failpoint_from(specification.substr(0, comma)));
    specification = comma == std::string_view::npos ? std::string_view{} : specification.substr(comma + 1);
  }
  const std::lock_guard lock{mutex};
  armed = std::move(wanted);
  detail::failpoints_armed.store(!armed.empty(), std::memory_order_relaxed);
}

void arm_failpoints_from_environment() {
  if (const char* wanted = std::getenv("REGARD_FAILPOINTS")) arm_failpoints(wanted);
}

void detail::pass_failpoint(std::string_view name) {
  const std::lock_guard lock{mutex};
  for (auto& point : armed) {
    if (point.name != name || point.passes_left == 0 || --point.passes_left > 0) continue;
    if (point.deed == Deed::kill) std::raise(SIGKILL);
    throw InjectedError{"failpoint " + point.name};
  }
}

}  // namespace regard
