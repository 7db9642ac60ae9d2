// The program that crash_test.cpp kills. It writes pairs of rows from several threads and says on standard
// output which of them it was promised; REGARD_FAILPOINTS says where it dies.
#include <unistd.h>

#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include "platform/base/failpoint.h"
#include "platform/db/db.h"

int main(int, char** arguments) {
  using namespace regard;
  constexpr int kThreads = 8;
  arm_failpoints_from_environment();
  db::Database database{{.url = arguments[1], .readers = 1, .writers = kThreads}};
  std::atomic<int> next = 0;
  std::vector<std::jthread> threads;
  for (int t = 0; t < kThreads; ++t)
    threads.emplace_back([&] {
      for (;;) {
        const int number = ++next;
        database.write([&](db::Tx& tx) {
          for (const auto* half : {"left", "right"})
            tx.run("INSERT INTO pair (number, half) VALUES (:number, :half)",
                   {{"number", number}, {"half", half}});
        });
        const std::string promised = std::to_string(number) + "\n";
        if (::write(STDOUT_FILENO, promised.data(), promised.size()) < 0) return;
      }
    });
}
