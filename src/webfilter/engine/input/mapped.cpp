#include "webfilter/engine/input/mapped.h"

#include <signal.h>
#include <sys/mman.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <cstdint>

namespace regard::webfilter {
namespace {

// Where a file is mapped. The kernel tells of a page that the file no longer has by a signal, and a signal knows nothing but where it
// happened: hence a table of the whole process.
struct Place {
  std::atomic<bool> taken = false;
  std::atomic<std::uintptr_t> begin = 0;  // 0: nothing
  std::atomic<std::size_t> size = 0, whole = 0;
};
std::array<Place, 256> places;
struct sigaction before_us {};
std::size_t page_size = 0;

// Puts a page of zeros, and all behind it, where the file has none any more; whoever reads there goes on. Only system calls and
// atomics, as in every handler.
void on_missing_page(int signal, siginfo_t* info, void*) {
  const int kept = errno;
  const auto at = reinterpret_cast<std::uintptr_t>(info->si_addr);
  for (Place& place : places) {
    const auto begin = place.begin.load();
    const auto size = place.size.load();
    if (begin == 0 || at < begin || at >= begin + size) continue;
    const auto page = at & ~(page_size - 1);
    if (mmap(reinterpret_cast<void*>(page), begin + size - page, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0) == MAP_FAILED) break;
    auto whole = place.whole.load();
    while (page - begin < whole && !place.whole.compare_exchange_weak(whole, page - begin)) {
    }
    errno = kept;
    return;
  }
  sigaction(signal, &before_us, nullptr);  // none of ours: it happens once more, to whoever was asked before
  errno = kept;
}

bool handle_missing_pages() {
  page_size = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
  struct sigaction ours {};
  ours.sa_sigaction = &on_missing_page;
  ours.sa_flags = SA_SIGINFO;
  sigemptyset(&ours.sa_mask);
  return sigaction(SIGBUS, &ours, &before_us) == 0;
}

}  // namespace

std::optional<Mapped> mapped_file(int descriptor, std::size_t size) {
  static const bool handled = handle_missing_pages();
  if (!handled) return {};
  for (std::size_t i = 0; i < places.size(); ++i) {
    Place& place = places[i];
    if (place.taken.exchange(true)) continue;
    void* at = mmap(nullptr, size, PROT_READ, MAP_SHARED, descriptor, 0);
    if (at == MAP_FAILED) {
      place.taken = false;
      return {};
    }
    place.size = size;
    place.whole = size;
    place.begin = reinterpret_cast<std::uintptr_t>(at);
    return Mapped{{static_cast<const char*>(at), size}, i};
  }
  return {};
}

std::size_t whole_of(std::size_t place) { return places[place].whole; }

void unmap(std::size_t number) {
  Place& place = places[number];
  const auto begin = place.begin.exchange(0);
  munmap(reinterpret_cast<void*>(begin), place.size);
  place.taken = false;
}

}  // namespace regard::webfilter
