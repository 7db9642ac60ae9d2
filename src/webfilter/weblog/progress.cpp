#include "webfilter/weblog/progress.h"

#include <fmt/format.h>

#include <array>
#include <atomic>
#include <condition_variable>
#include <csignal>
#include <fstream>
#include <mutex>
#include <ostream>

namespace regard::webfilter {
namespace {

constexpr std::chrono::milliseconds kStep{200};
constexpr std::string_view kClear = "\r\033[K";

std::string bytes(double value) {
  constexpr std::array<std::string_view, 5> kUnits = {"B", "kB", "MB", "GB", "TB"};
  std::size_t unit = 0;
  for (; value >= 1000 && unit + 1 < kUnits.size(); ++unit) value /= 1000;
  return fmt::format("{:.{}f} {}", value, value < 10 && unit > 0 ? 1 : 0, kUnits[unit]);
}

std::string duration(std::int64_t seconds) {
  if (seconds < 60) return fmt::format("{} s", seconds);
  return fmt::format("{} min {} s", seconds / 60, seconds % 60);
}

// 0: it is not known how much there is to read.
std::uint64_t size_of(const std::filesystem::path& file) {
  std::error_code error;
  if (!std::filesystem::is_regular_file(file, error)) return 0;
  std::ifstream in{file, std::ios::binary};
  std::array<char, 6> first{};
  in.read(first.data(), first.size());
  const std::string_view begins{first.data(), static_cast<std::size_t>(in.gcount())};
  if (begins.starts_with("\x1F\x8B") || begins.starts_with("\x28\xB5\x2F\xFD") || begins.starts_with("\xFD" "7zXZ")) return 0;
  return std::filesystem::file_size(file, error);
}

std::atomic<Progress*> interrupted{nullptr};  // a signal's handler knows nothing else

void on_interrupt(int signal) {
  if (Progress* progress = interrupted) progress->is_stopped = true;
  std::signal(signal, SIG_DFL);
}

}  // namespace

std::string progress_line(std::uint64_t done, std::uint64_t total, std::chrono::milliseconds taken) {
  const double seconds = static_cast<double>(taken.count()) / 1000;
  const double rate = seconds > 0 ? static_cast<double>(done) / seconds : 0;
  std::string line = bytes(static_cast<double>(done));
  if (total > 0) line += " of " + bytes(static_cast<double>(total));
  if (rate <= 0) return line;
  line += ", " + bytes(rate) + "/s";
  if (total > done) line += ", " + duration(static_cast<std::int64_t>(static_cast<double>(total - done) / rate + 0.5)) + " left";
  return line;
}

ProgressBar::ProgressBar(const Progress& progress, const std::vector<std::filesystem::path>& files, bool is_shown, std::ostream& told) : progress_{progress}, told_{told} {
  if (!is_shown) return;
  for (const auto& file : files) {
    const auto size = size_of(file);
    total_ = size == 0 ? 0 : total_ + size;
    if (size == 0) break;
  }
  drawing_ = std::jthread{[this](std::stop_token stop) { draw(stop); }};
}

ProgressBar::~ProgressBar() {
  if (!drawing_.joinable()) return;
  drawing_.request_stop();
  drawing_.join();
}

void ProgressBar::draw(std::stop_token stop) const {
  const auto began = std::chrono::steady_clock::now();
  std::mutex waiting;
  std::condition_variable_any step;
  bool is_drawn = false;
  std::unique_lock lock{waiting};
  while (!step.wait_for(lock, stop, kStep, [&] { return stop.stop_requested(); })) {
    if (stop.stop_requested()) break;
    const auto taken = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - began);
    told_ << kClear << progress_line(progress_.bytes, total_, taken) << std::flush;
    is_drawn = true;
  }
  if (is_drawn) told_ << kClear << std::flush;
}

StopsAtInterrupt::StopsAtInterrupt(Progress& progress) {
  interrupted = &progress;
  std::signal(SIGINT, on_interrupt);
}

StopsAtInterrupt::~StopsAtInterrupt() {
  std::signal(SIGINT, SIG_DFL);
  interrupted = nullptr;
}

}  // namespace regard::webfilter
