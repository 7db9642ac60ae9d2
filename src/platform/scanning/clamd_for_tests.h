// A clamd that is not one: speaks INSTREAM and PING on a socket of its own, and finds what it is told to.
#pragma once

#include <atomic>
#include <filesystem>
#include <string>
#include <thread>

namespace regard::scanning {

class ClamdForTests {
 public:
  static constexpr std::string_view kHarmful = "a made-up harmful phrase";  // in a file that holds it, it finds Made.Up
  enum class Mood { answers, says_nothing_useful, closes };

  explicit ClamdForTests(const std::filesystem::path& socket);
  ~ClamdForTests();
  void be(Mood mood) { mood_ = mood; }
  std::size_t largest_piece() const { return largest_; }

 private:
  void serve();
  void answer(int connection);
  std::string read_stream(int connection);

  int socket_ = -1;
  std::atomic<Mood> mood_ = Mood::answers;
  std::atomic<std::size_t> largest_ = 0;
  std::thread thread_;
};

}  // namespace regard::scanning
