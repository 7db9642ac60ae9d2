// Places where a test stops the program or makes a step fail: at every commit and every send.
//
//   REGARD_FAILPOINTS="db.before_commit=kill:3,outbox.before_send=error" regard serve …
//
// `kill` ends the process at once (SIGKILL, as when the power goes), `error` throws; `:3` at the third pass
// (the first, if not given), once. The names are those in the calls: grep for failpoint(". Costs one relaxed
// load when nothing is armed.
#pragma once

#include <atomic>
#include <stdexcept>
#include <string_view>

namespace regard {

struct InjectedError final : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// In place of what was armed before; nothing disarms. Throws std::invalid_argument when it cannot be read.
void arm_failpoints(std::string_view specification);
// What the environment asks for. `main` calls it once; a test calls arm_failpoints.
void arm_failpoints_from_environment();

namespace detail {
extern std::atomic<bool> failpoints_armed;
void pass_failpoint(std::string_view name);
}  // namespace detail

inline void failpoint(std::string_view name) {
  if (detail::failpoints_armed.load(std::memory_order_relaxed)) [[unlikely]]
    detail::pass_failpoint(name);
}

}  // namespace regard
