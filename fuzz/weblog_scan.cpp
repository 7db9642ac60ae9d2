// Any bytes as a log: the scan finds each line in which a word stands, or behind an anchor a host that is listed, counts all, and asks for
// nothing outside.
#include <string>
#include <vector>

#include "check.h"
#include "webfilter/engine/format.h"
#include "webfilter/engine/hosts.h"
#include "webfilter/engine/scan/scan.h"
#include "webfilter/engine/words.h"

using namespace regard;

namespace {

bool holds(std::string_view line, std::string_view word) { return webfilter::Pattern{"*" + std::string{word} + "*"}.matches(line); }

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const webfilter::Hosts listed = [] {
    webfilter::Hosts hosts;
    hosts.add("bad.example", 0);
    return hosts;
  }();
  static webfilter::Scan scan{{.words = {"DENIED", "403"}, .anchors = {"://", "CONNECT "}, .host = [](std::string_view url) {
                                 std::string kept;
                                 return listed.of(webfilter::host_of(url, kept)) != webfilter::Hosts::kNone;
                               }}, {}};
  const std::string bytes{fuzz::text_of(data, size)};  // of its own, so that a sanitizer sees what is read beyond
  std::vector<std::string_view> found;
  const auto lines = scan.lines(bytes, [&](std::string_view line) { found.push_back(line); });
  std::size_t next = 0;
  std::uint64_t all = 0;
  for (std::string_view left = bytes; !left.empty(); ++all) {
    const auto end = left.find('\n');
    const auto line = left.substr(0, end);
    left.remove_prefix(end == std::string_view::npos ? left.size() : end + 1);
    const bool is_found = next < found.size() && found[next].data() == line.data();
    if (is_found) fuzz::check(found[next++].size() == line.size());
    if (holds(line, "DENIED") || holds(line, "403") || holds(line, "://bad.example/") || holds(line, "CONNECT bad.example:443 ")) fuzz::check(is_found);
    if (!holds(line, "bad.example") && !holds(line, "DENIED") && !holds(line, "403")) fuzz::check(!is_found);
  }
  fuzz::check(lines == all && next == found.size());
  return 0;
}
