// A stream of syslog in pieces of any size, and as a datagram: the same messages however it is cut, each one line within its bounds.
#include <string>
#include <vector>

#include "check.h"
#include "webfilter/engine/syslog/framing.h"

using namespace regard;

namespace {

void check_line(std::string_view line) {
  fuzz::check(line.size() > 1 && line.size() <= webfilter::kLongestMessage + 1);
  fuzz::check(line.find('\n') == line.size() - 1 && line.find('\0') == std::string_view::npos);
}

std::vector<std::string> lines_of(std::string_view stream, std::size_t piece) {
  std::vector<std::string> lines;
  webfilter::Framing framing{[&](std::string_view line) {
    check_line(line);
    lines.emplace_back(line);
  }};
  for (; !stream.empty(); stream.remove_prefix(std::min(piece, stream.size()))) framing.read(stream.substr(0, piece));
  framing.ended();
  return lines;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 2) return 0;
  const auto stream = fuzz::text_of(data + 1, size - 1);
  fuzz::check(lines_of(stream, stream.size()) == lines_of(stream, 1 + data[0] % 32));
  webfilter::read_datagram(stream, check_line);
  return 0;
}
