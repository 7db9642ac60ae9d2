#include "check.h"
#include "platform/http/server_request.h"

using namespace regard;

namespace {

struct Read {
  http::RequestParser::State state;
  http::Request request;
  std::size_t bytes;
};

Read read_in_steps(std::string_view input, std::size_t step, http::BodyBudget& budget) {
  Read read{};
  http::RequestParser parser{read.request, 2048, 512, budget};
  std::string unread;
  std::size_t given = 0;
  using State = http::RequestParser::State;
  for (State state = State::nothing; state != State::whole && state != State::refused && given < input.size();
       state = parser.state()) {
    const std::string_view piece = input.substr(given, step);
    given += piece.size();
    unread += piece;
    const std::size_t taken = parser.put(unread);
    fuzz::check(taken <= unread.size());
    unread.erase(0, taken);
  }
  read.state = parser.state();
  read.bytes = given - unread.size();
  return read;
}

}  // namespace

// The first byte says how the bytes arrive: a request is the same request however it was cut into pieces.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 2) return 0;
  http::BodyBudget budget{1 << 20};
  const std::string_view input = fuzz::text_of(data + 1, size - 1);
  const Read at_once = read_in_steps(input, input.size(), budget);
  const Read in_steps = read_in_steps(input, data[0] % 64 + 1, budget);
  using State = http::RequestParser::State;
  if (at_once.state != State::whole) return 0;
  const http::Request& request = at_once.request;
  fuzz::check(is_utf8(request.path) && request.path.starts_with('/') && is_utf8(request.content_type));
  fuzz::check(request.body.size() <= 512);
  fuzz::check_fields(request.query);
  fuzz::check_fields(request.cookies);
  fuzz::check_fields(request.headers);
  if (in_steps.state != State::whole) return 0;
  fuzz::check(in_steps.bytes == at_once.bytes && in_steps.request.body == request.body &&
              in_steps.request.path == request.path &&
              in_steps.request.headers.entries() == request.headers.entries());
  return 0;
}
