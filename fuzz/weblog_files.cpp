// What people write or hand on for logs: formats, themes, third parties, lists of hosts, centres, and a log's first lines. Whatever
// stands there, it is taken or refused with words.
#include <filesystem>

#include "check.h"
#include "platform/files/files.h"
#include "webfilter/engine/centres.h"
#include "webfilter/engine/count/attempts.h"
#include "webfilter/engine/formats.h"
#include "webfilter/engine/host_list.h"
#include "webfilter/engine/themes.h"

using namespace regard;
using namespace regard::webfilter;

namespace {

template <class Made, class Mistake>
void taken_or_refused(std::string_view text) {
  try {
    const Made made{text};
  } catch (const Mistake& wrong) {
    fuzz::check(*wrong.what() != '\0');
  }
}

void format(std::string_view text) {
  const auto line = text.rfind('\n');
  try {
    const Format made{"own", text.substr(0, line), Zone{}};
    if (line == std::string_view::npos) return;
    Scratch scratch;
    Event event;
    made.read(text.substr(line + 1), event, scratch);
  } catch (const FormatMistake& wrong) {
    fuzz::check(*wrong.what() != '\0');
  }
}

void hosts(std::string_view text) {
  const HostList list = host_list(text);
  for (const auto& host : list.hosts) fuzz::check(!host.empty() && host.find('/') == std::string::npos);
  for (const auto& url : list.urls) fuzz::check(url.find('/') != std::string::npos);
  for (const auto& hash : list.hashes) fuzz::check(hash.size() == 64);
  static const std::string theme = "[[theme]]\nid = \"a\"\ntitle = \"A\"\nlabels = []\n";
  Themes themes{theme};
  themes.add("a", list);
  for (const auto& host : list.hosts) fuzz::check(themes.of_host(host) == 0);
  for (const auto& url : list.urls) fuzz::check(themes.of_url("http://www." + url) == 0);  // as it stands in a log
}

// Whatever is taken when it is written can be read.
void themes(std::string_view text) {
  taken_or_refused<Themes, FormatMistake>(text);
  try {
    fuzz::check(newly_written_themes(text).all().size() == Themes{text}.all().size());
  } catch (const FormatMistake& wrong) {
    fuzz::check(*wrong.what() != '\0');
  }
}

// Recognised or not, and then read to its end.
void log(std::string_view text) {
  static const Formats formats{Files{{}, REGARD_SOURCE_DIR}, Zone{}};
  const auto lines = first_lines(text);
  for (const auto& one : formats.all()) {
    const auto headed = one.headed_by(lines);
    if (!headed) continue;
    Scratch scratch;
    Event event;
    for (const auto line : lines) headed->read(line, event, scratch);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view text = fuzz::text_of(data + 1, size - 1);
  switch (data[0] % 6) {
    case 0: format(text); break;
    case 1: themes(text); break;
    case 2: taken_or_refused<ThirdParties, FormatMistake>(text); break;
    case 3: hosts(text); break;
    case 4: taken_or_refused<Centres, CentresMistake>(text); break;
    case 5: log(text); break;
  }
  return 0;
}
