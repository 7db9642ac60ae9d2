// Pages of the provider's own to which a filter sends whoever it stops: squidGuard, ufdbGuard, e2guardian and deny_info do so, and a
// proxy's log then has no block, but a request of that page.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "webfilter/engine/event.h"
#include "webfilter/engine/words.h"

namespace regard::webfilter {

class BlockPages {
 public:
  // Hosts, or hosts with a path: "block.uni.example", "block.uni.example/cgi-bin/*", "*.filter.example". Throws FormatMistake.
  explicit BlockPages(const std::vector<std::string>& pages = {});
  bool empty() const { return pages_.empty(); }
  // In each line that has one of the pages stands one of these.
  const std::vector<std::string>& words() const { return words_; }

  // What a page was told in its address: kept for the event that points to it.
  struct Told {
    std::string url, host, category, user;
  };
  // A request of such a page becomes a block of what it says it stands for: url=, or host=, site= or domain=; category= or
  // targetgroup=; clientuser=. Where it says no address, it is a block of nobody knows what. The page's own pictures and styles stay what they are.
  void tell(Event& event, Told& told) const;

 private:
  bool is_one(const Event& event) const;
  struct Page {
    Pattern host, path;
  };
  std::vector<Page> pages_;
  std::vector<std::string> words_;
};

}  // namespace regard::webfilter
