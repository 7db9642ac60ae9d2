// Fairness between processes. The server gives SQLite's write lock back and takes it again within
// microseconds, so that a command line program that asks now and then might never get it. Whoever wants the
// lock passes here first and stands in the gate until it has the lock; the server's next group then waits
// behind.
#pragma once

#include <string>

namespace regard::db {

class Turnstile {
 public:
  explicit Turnstile(const std::string& path);  // beside the database; its content is nothing
  ~Turnstile();
  Turnstile(const Turnstile&) = delete;
  Turnstile& operator=(const Turnstile&) = delete;

  class Passage {
   public:
    explicit Passage(const Turnstile& through);
    ~Passage();
    Passage(const Passage&) = delete;
    Passage& operator=(const Passage&) = delete;

   private:
    int file_;
  };

 private:
  int file_;
};

}  // namespace regard::db
