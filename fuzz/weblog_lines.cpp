// A line of any log, in each format that comes with the program: whatever stands in it, it is read, passed over or refused, and what
// is said of it lies within what was given or kept.
#include <algorithm>
#include <filesystem>

#include "check.h"
#include "platform/files/files.h"
#include "webfilter/engine/block_pages.h"
#include "webfilter/engine/centres.h"
#include "webfilter/engine/count/attempts.h"
#include "webfilter/engine/formats.h"
#include "webfilter/engine/identity.h"

using namespace regard;

namespace {

// A page that is on every host is refused when it is written.
webfilter::BlockPages nearly_every_host() {
  std::vector<std::string> pages;
  for (const char c : std::string_view{"abcdefghijklmnopqrstuvwxyz0123456789"}) pages.push_back(c + std::string{"*"});
  return webfilter::BlockPages{pages};
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const webfilter::Formats formats{Files{{}, REGARD_SOURCE_DIR}, webfilter::Zone{}};
  static const webfilter::People people{{"uni.example"}};
  static const webfilter::ThirdParties third_parties{Files{{}, REGARD_SOURCE_DIR}.read("weblogs/third_parties.toml")};
  static const webfilter::BlockPages block_pages = nearly_every_host();
  static const webfilter::Centres centres{"10.0.0.0/8,A\n::/0,B\nfw*,C\n"};
  if (size == 0) return 0;
  // A seed names its format in a line before; what grew from none of them has one of all.
  std::string_view text = fuzz::text_of(data, size);
  const auto* named = formats.named(text.substr(0, text.find('\n')));
  text.remove_prefix(named ? std::min(named->name().size() + 1, text.size()) : 1);
  const auto& format = named ? *named : formats.all()[data[0] % formats.all().size()];
  webfilter::Scratch scratch;
  webfilter::Event event;
  if (format.read(text, event, scratch) != webfilter::Reading::event) return 0;
  fuzz::check(!event.url.empty() && event.requests > 0);
  fuzz::check(event.host.find('/') == std::string_view::npos);
  if (event.user.empty()) fuzz::check(event.identity == webfilter::Identity::spoofable);
  const std::string name = people.name(event.user);
  fuzz::check(name.size() <= event.user.size());
  webfilter::may_be_deliberate(event, third_parties);
  fuzz::check(centres.of(event).size() <= 1);
  fuzz::check(webfilter::site_of(event.host).size() <= event.host.size());
  webfilter::BlockPages::Told told;
  block_pages.tell(event, told);
  fuzz::check(event.host.find('/') == std::string_view::npos);
  return 0;
}
