// What is lost when the program is killed: what it had heard and not committed, and no more than is said of it.
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/wait.h>

#include <array>
#include <cstdio>

#include "webfilter/engine/syslog/testing.h"

namespace regard::webfilter {
namespace {

using testing::Sender;

constexpr std::size_t kCommitted = 3;  // batches, before its database stands still

// The other process: commits by writing to a file, which outlives it.
[[noreturn]] void listen_until_killed(const SyslogSettings& settings, int to_test, int database) {
  SyslogListener listener{settings};
  const auto port = listener.port();
  if (write(to_test, &port, sizeof port) != sizeof port) _exit(1);
  for (std::size_t committed = 0; committed < kCommitted;) {
    const auto batch = listener.next({}, std::chrono::seconds{30});
    if (!batch || write(database, batch->lines.data(), batch->lines.size()) != static_cast<ssize_t>(batch->lines.size())) _exit(1);
    listener.committed();
    ++committed;
  }
  while (pause() == 0) {
  }
  _exit(1);
}

std::string all_of(int file) {
  std::string all;
  std::array<char, 65536> piece;
  for (ssize_t size; (size = pread(file, piece.data(), piece.size(), static_cast<off_t>(all.size()))) > 0;)
    all.append(piece.data(), static_cast<std::size_t>(size));
  return all;
}

// Numbered lines, until nothing more goes for a while.
std::uint64_t send_all_that_goes(const Sender& sender) {
  std::uint64_t sent = 0;
  std::string line;
  for (std::uint64_t number = 0;; ++number) {
    line = std::to_string(number) + " of a log of a filter that goes on and on, as they do\n";
    for (std::string_view rest = line; !rest.empty();) {
      const auto size = send(sender.descriptor(), rest.data(), rest.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
      if (size > 0) {
        sent += static_cast<std::uint64_t>(size);
        rest.remove_prefix(static_cast<std::size_t>(size));
        continue;
      }
      pollfd writable{sender.descriptor(), POLLOUT, 0};
      if (poll(&writable, 1, 500) == 0) return sent;
    }
  }
}

TEST(AKilledListener, LosesNoMoreThanItsQueueAndTheBuffersOfTheConnection) {
  auto settings = testing::hearing(Transport::tcp);
  settings.queue_bytes = 1 << 20;
  settings.connection_buffer = 64 << 10;
  std::array<int, 2> pipe{};
  ASSERT_EQ(pipe2(pipe.data(), O_CLOEXEC), 0);
  const int database = memfd_create("committed", MFD_CLOEXEC);
  const pid_t child = fork();
  if (child == 0) listen_until_killed(settings, pipe[1], database);
  close(pipe[1]);
  std::uint16_t port = 0;
  ASSERT_EQ(read(pipe[0], &port, sizeof port), static_cast<ssize_t>(sizeof port));
  std::string committed;
  std::uint64_t sent = 0;
  {
    const Sender sender{SOCK_STREAM, port};
    const int own_buffer = 64 << 10;
    setsockopt(sender.descriptor(), SOL_SOCKET, SO_SNDBUF, &own_buffer, sizeof own_buffer);
    sent = send_all_that_goes(sender);
    kill(child, SIGKILL);
    waitpid(child, nullptr, 0);
    committed = all_of(database);
  }
  close(pipe[0]);
  close(database);

  std::uint64_t expected = 0;  // each committed line once, from the first
  for (std::size_t at = 0; at < committed.size(); ++expected) {
    ASSERT_EQ(std::stoull(committed.substr(at, 20)), expected);
    at = committed.find('\n', at) + 1;
  }
  const auto lost = sent - committed.size();
  // The queue and one reading beyond it; the kernel's two buffers, which it doubles; a little of TLS or TCP's own.
  const std::uint64_t bound = settings.queue_bytes + (16 << 10) + 2 * settings.connection_buffer + 2 * (64 << 10) + (16 << 10);
  std::printf("sent %llu, committed %zu, lost %llu of at most %llu bytes\n", static_cast<unsigned long long>(sent), committed.size(),
              static_cast<unsigned long long>(lost), static_cast<unsigned long long>(bound));
  EXPECT_GT(expected, 0u);
  EXPECT_LE(lost, bound);
  EXPECT_GT(lost, settings.queue_bytes / 2) << "it was not full: the worst was not measured";
}

}  // namespace
}  // namespace regard::webfilter
