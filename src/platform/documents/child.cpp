#include "platform/documents/child.h"

#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <poll.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstddef>
#include <cstdlib>
#include <system_error>

namespace regard::documents {
namespace {

using Steady = std::chrono::steady_clock;

[[noreturn]] void cannot(const char* what) { throw std::system_error(errno, std::generic_category(), what); }

class Descriptor {
 public:
  explicit Descriptor(int number) : number_{number} {}
  ~Descriptor() { close(); }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int number() const { return number_; }
  void close() {
    if (number_ >= 0) ::close(number_);
    number_ = -1;
  }

 private:
  int number_;
};

// In memory, without a name: nothing of it is left on a disk, and a program that reads slowly holds nobody up.
int held_in_memory(std::string_view text) {
  const int file = ::memfd_create("document", MFD_CLOEXEC);
  if (file < 0) cannot("memfd_create");
  while (!text.empty()) {
    const ssize_t written = ::write(file, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) {
      ::close(file);
      cannot("writing to memory");
    }
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  if (::lseek(file, 0, SEEK_SET) < 0) {
    ::close(file);
    cannot("lseek");
  }
  return file;
}

// What the child needs, made before the fork: after it, nothing may allocate.
struct Start {
  std::vector<char*> arguments;
  int input, output, nowhere;
  Bounds bounds;
};

#if defined(__x86_64__)
constexpr std::uint32_t kMachine = AUDIT_ARCH_X86_64;
#elif defined(__aarch64__)
constexpr std::uint32_t kMachine = AUDIT_ARCH_AARCH64;
#else
#error "say which machine this is: linux/audit.h"
#endif
constexpr std::uint32_t kSecondNumbering = 0x40000000;

// The kernel refuses it a socket, whatever its libraries try, the rings by which sockets could be asked for, and a look into
// another program. Calls of another machine's numbering end it; x86's second numbering (x32) is refused.
bool has_no_network() {
  sock_filter rules[] = {
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, arch)),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, kMachine, 1, 0),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, nr)),
      BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, kSecondNumbering, 8, 0),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_socket, 7, 0),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_io_uring_setup, 6, 0),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_io_uring_enter, 5, 0),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_io_uring_register, 4, 0),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_ptrace, 3, 0),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_process_vm_readv, 2, 0),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_process_vm_writev, 1, 0),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EACCES),
  };
  const sock_fprog program{static_cast<unsigned short>(std::size(rules)), rules};
  return ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && ::prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
}

// prlimit and not setrlimit: the system call filter of packaging/systemd lets only the first through.
bool is_bounded(const Bounds& bounds) {
  const auto limit = [](__rlimit_resource what, rlim_t most) {
    const rlimit both{most, most};
    return ::prlimit(0, what, &both, nullptr) == 0;
  };
  const auto seconds = static_cast<rlim_t>(std::chrono::ceil<std::chrono::seconds>(bounds.time).count());
  return limit(RLIMIT_CPU, seconds) && limit(RLIMIT_AS, bounds.memory) && limit(RLIMIT_FSIZE, 0) && limit(RLIMIT_CORE, 0);
}

// Between fork and exec: only calls that are safe there.
[[noreturn]] void become(const Start& start) {
  static constexpr int kCannotStart = 126, kNoSuchProgram = 127;
  sigset_t none;
  ::sigemptyset(&none);
  ::sigprocmask(SIG_SETMASK, &none, nullptr);
  ::signal(SIGXFSZ, SIG_IGN);  // a write to a file fails, and the program goes on
  if (::dup2(start.input, STDIN_FILENO) < 0 || ::dup2(start.output, STDOUT_FILENO) < 0 || ::dup2(start.nowhere, STDERR_FILENO) < 0)
    ::_exit(kCannotStart);
  if (::close_range(3, ~0U, 0) != 0 || ::chdir("/") != 0) ::_exit(kCannotStart);
  if (::prctl(PR_SET_PDEATHSIG, SIGKILL) != 0 || !is_bounded(start.bounds) || !has_no_network()) ::_exit(kCannotStart);
  static constexpr const char* kEnvironment[] = {"LANG=C.UTF-8", "PATH=/usr/bin:/bin", "HOME=/nonexistent", nullptr};
  ::execve(start.arguments.front(), start.arguments.data(), const_cast<char* const*>(kEnvironment));
  ::_exit(kNoSuchProgram);
}

int milliseconds_until(Steady::time_point end) {
  const auto left = std::chrono::ceil<std::chrono::milliseconds>(end - Steady::now()).count();
  return left < 0 ? 0 : static_cast<int>(left);
}

bool is_ready(int descriptor, Steady::time_point end) {
  for (;;) {
    pollfd wanted{descriptor, POLLIN, 0};
    const int ready = ::poll(&wanted, 1, milliseconds_until(end));
    if (ready > 0) return true;
    if (ready == 0) return false;
    if (errno != EINTR) cannot("poll");
  }
}

// Until the program closes its output; then it has nothing more to say and ends.
Ended::How read_all(int from, std::string& into, std::size_t at_most, Steady::time_point end) {
  std::array<char, 65536> chunk;
  for (;;) {
    if (!is_ready(from, end)) return Ended::How::too_slow;
    const ssize_t got = ::read(from, chunk.data(), chunk.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) cannot("reading what a program made");
    if (got == 0) return Ended::How::well;
    if (into.size() + static_cast<std::size_t>(got) > at_most) return Ended::How::too_large;
    into.append(chunk.data(), static_cast<std::size_t>(got));
  }
}

// Whatever happens, the program is gone afterwards and leaves no zombie.
class Running {
 public:
  explicit Running(pid_t process) : process_{process}, ended_{static_cast<int>(::syscall(SYS_pidfd_open, process, 0))} {}
  ~Running() { if (process_ > 0) end(); }
  Running(const Running&) = delete;
  Running& operator=(const Running&) = delete;
  bool ends_before(Steady::time_point end) const { return ended_.number() >= 0 && is_ready(ended_.number(), end); }
  int end() {
    ::kill(process_, SIGKILL);  // nothing to one that has ended
    int status = 0;
    while (::waitpid(process_, &status, 0) < 0 && errno == EINTR) {}
    process_ = -1;
    return status;
  }

 private:
  pid_t process_;
  Descriptor ended_;
};

}  // namespace

Ended run(const std::vector<std::string>& command, std::string_view input, const Bounds& bounds) {
  const Descriptor text{held_in_memory(input)};
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) != 0) cannot("pipe2");
  const Descriptor from{ends[0]};
  Descriptor to{ends[1]};
  const Descriptor nowhere{::open("/dev/null", O_WRONLY | O_CLOEXEC)};
  Start start{{}, text.number(), to.number(), nowhere.number(), bounds};
  for (const auto& argument : command) start.arguments.push_back(const_cast<char*>(argument.c_str()));
  start.arguments.push_back(nullptr);

  const auto end = Steady::now() + bounds.time;
  const pid_t process = ::fork();
  if (process < 0) cannot("fork");
  if (process == 0) become(start);
  Running running{process};
  to.close();
  Ended ended;
  ended.how = read_all(from.number(), ended.output, bounds.output, end);
  if (ended.how == Ended::How::well && !running.ends_before(end)) ended.how = Ended::How::too_slow;
  const int status = running.end();
  ended.status = WIFEXITED(status) ? WEXITSTATUS(status) : WTERMSIG(status);
  if (ended.how == Ended::How::well && status != 0) ended.how = Ended::How::badly;
  return ended;
}

}  // namespace regard::documents
