#include "check.h"
#include "platform/http/upload.h"

using namespace regard;

namespace {

struct Read {
  http::FormReader::State state;
  http::Form form;
};

Read read_in_steps(std::string_view type, std::string_view body, std::size_t step, std::shared_ptr<const http::Spools> spools) {
  http::FormReader reader{type, {.file = 4096, .text = 1024, .body = 1 << 20}, std::move(spools)};
  for (std::size_t at = 0; at < body.size(); at += step) reader.put(body.substr(at, step));
  const auto state = reader.finish();
  return {state, reader.take()};
}

}  // namespace

// The first byte says how the bytes arrive, the first line is the content type. A form is the same form however it was
// cut into pieces, and as the reader that has it whole reads it.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 2) return 0;
  static const auto spools = std::make_shared<const http::Spools>();
  const std::string_view input = fuzz::text_of(data + 1, size - 1);
  const std::size_t line = input.find('\n');
  const std::string_view body = line == std::string_view::npos ? std::string_view{} : input.substr(line + 1);
  const std::string_view type = input.substr(0, line);
  const Read whole = read_in_steps(type, body, body.size() + 1, nullptr);
  const Read steps = read_in_steps(type, body, data[0] % 64 + 1, spools);
  using State = http::FormReader::State;
  fuzz::check((whole.state == State::reading) == (steps.state == State::reading));
  if (whole.state != State::reading) return 0;
  fuzz::check(http::parse_multipart(type, body).has_value());
  fuzz::check_fields(steps.form);
  fuzz::check(whole.form.entries() == steps.form.entries() && whole.form.files.size() == steps.form.files.size());
  for (std::size_t i = 0; i < steps.form.files.size(); ++i) {
    const http::File &one = whole.form.files[i], &other = steps.form.files[i];
    fuzz::check(one.field == other.field && one.name == other.name && one.size == other.size && one.too_large == other.too_large);
    fuzz::check(one.too_large == (one.size > 4096));
    if (one.too_large) continue;
    http::SpoolReader content{other.spool};
    std::string all;
    for (auto chunk = content.next(); !chunk.empty(); chunk = content.next()) all += chunk;
    fuzz::check(all == one.content && all.size() == one.size);
  }
  return 0;
}
