// What a bare durable transaction costs on this disk, as JSON. Three figures:
//   fdatasync_us: 4 KiB appended to a file and fdatasync, median of 500;
//   single: one connection, one row of 1 KiB, one COMMIT each (WAL, synchronous=FULL), by the sqlite3 library alone;
//   grouped: as many threads as given, each with one such row in db::Database::write, which shares COMMITs.
#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <filesystem>
#include <iostream>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "platform/db/db.h"

namespace {

using Clock = std::chrono::steady_clock;
using Seconds = std::chrono::duration<double>;
constexpr Seconds kLasts{3};
constexpr std::size_t kRow = 1024;

double fdatasync_microseconds(const std::string& path) {
  const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (file < 0) throw std::runtime_error("cannot write " + path);
  const std::string block(4096, 'x');
  std::vector<double> took;
  for (int i = 0; i < 500; ++i) {
    const auto begin = Clock::now();
    if (::write(file, block.data(), block.size()) != static_cast<ssize_t>(block.size()) || ::fdatasync(file) != 0)
      throw std::runtime_error("the disk refused");
    took.push_back(Seconds(Clock::now() - begin).count() * 1e6);
  }
  ::close(file);
  std::ranges::nth_element(took, took.begin() + took.size() / 2);
  return took[took.size() / 2];
}

void must(int code) {
  if (code != SQLITE_OK && code != SQLITE_DONE) throw std::runtime_error(sqlite3_errstr(code));
}

double single(const std::string& path) {
  sqlite3* database = nullptr;
  must(sqlite3_open(path.c_str(), &database));
  must(sqlite3_exec(database, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE t (id INTEGER PRIMARY KEY, v TEXT)",
                    nullptr, nullptr, nullptr));
  sqlite3_stmt* insert = nullptr;
  must(sqlite3_prepare_v2(database, "INSERT INTO t (v) VALUES (?)", -1, &insert, nullptr));
  const std::string row(kRow, 'x');
  const auto begin = Clock::now();
  long done = 0;
  for (; Clock::now() - begin < kLasts; ++done) {
    must(sqlite3_bind_text(insert, 1, row.data(), static_cast<int>(row.size()), SQLITE_STATIC));
    must(sqlite3_step(insert));  // without BEGIN each statement commits by itself
    must(sqlite3_reset(insert));
  }
  const double rate = static_cast<double>(done) / Seconds(Clock::now() - begin).count();
  sqlite3_finalize(insert);
  sqlite3_close(database);
  return rate;
}

double grouped(const std::string& path, int threads) {
  regard::db::Database database{{.url = "sqlite:" + path, .readers = 1, .writers = threads}};
  database.write([](regard::db::Tx& tx) { tx.run("CREATE TABLE t (id INTEGER PRIMARY KEY, v TEXT)"); });
  const std::string row(kRow, 'x');
  std::atomic<long> done = 0;
  const auto begin = Clock::now();
  std::vector<std::thread> writers;
  for (int i = 0; i < threads; ++i)
    writers.emplace_back([&] {
      while (Clock::now() - begin < kLasts) {
        database.write([&](regard::db::Tx& tx) { tx.run("INSERT INTO t (v) VALUES (:v)", {{"v", row}}); });
        ++done;
      }
    });
  for (auto& writer : writers) writer.join();
  return static_cast<double>(done) / Seconds(Clock::now() - begin).count();
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 3) {
    std::cerr << "bench_durable DIRECTORY THREADS\n";
    return 2;
  }
  try {
    const std::filesystem::path directory = std::filesystem::path{arguments[1]} / "durable";
    std::filesystem::remove_all(directory);
    std::filesystem::create_directories(directory);
    const int threads = std::stoi(arguments[2]);
    const double bare = single((directory / "single.db").string());
    const double shared = grouped((directory / "grouped.db").string(), threads);
    std::cout << "{\"fdatasync_us\": " << fdatasync_microseconds((directory / "file").string()) << ", \"single\": " << bare
              << ", \"grouped\": " << shared << ", \"threads\": " << threads << "}\n";
    std::filesystem::remove_all(directory);
    return 0;
  } catch (const std::exception& error) {
    std::cerr << "bench_durable: " << error.what() << "\n";
    return 1;
  }
}
