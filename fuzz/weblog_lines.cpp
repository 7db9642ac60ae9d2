// A line of any log, in each format that comes with the program: whatever stands in it, it is read, passed over or refused, and what
// is said of it lies within what was given or kept.
#include <filesystem>

#include "check.h"
#include "platform/files/files.h"
#include "webfilter/engine/count/attempts.h"
#include "webfilter/engine/formats.h"
#include "webfilter/engine/identity.h"

using namespace regard;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const webfilter::Formats formats{Files{{}, REGARD_SOURCE_DIR}, webfilter::Zone{}};
  static const webfilter::People people{{"uni.example"}};
  if (size == 0) return 0;
  const auto& format = formats.all()[data[0] % formats.all().size()];
  webfilter::Scratch scratch;
  webfilter::Event event;
  if (format.read(fuzz::text_of(data + 1, size - 1), event, scratch) != webfilter::Reading::event) return 0;
  fuzz::check(!event.url.empty() && event.requests > 0);
  fuzz::check(event.host.find('/') == std::string_view::npos);
  if (event.user.empty()) fuzz::check(event.identity == webfilter::Identity::spoofable);
  const std::string name = people.name(event.user);
  fuzz::check(name.size() <= event.user.size());
  webfilter::may_be_deliberate(event);
  fuzz::check(webfilter::site_of(event.host).size() <= event.host.size());
  return 0;
}
