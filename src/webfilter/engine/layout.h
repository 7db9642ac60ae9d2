// How a line is taken apart, before anything is known of what its parts mean.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "webfilter/engine/fields.h"

namespace regard::webfilter {

class Layout {
 public:
  virtual ~Layout() = default;
  // Fills the values that are asked for. False: the line is not laid out so. Safe in several threads with values of their own.
  virtual bool split(std::string_view line, Values& values) const = 0;
};

// key=value key="a value" …, in any order; what is no pair is passed over, and the first word before them is named before.
std::unique_ptr<Layout> pairs();
// CEF:0|vendor|product|version|class|name|severity|key=a value key=… : the heading's parts are cef.vendor, cef.product,
// cef.version, cef.class and cef.name.
std::unique_ptr<Layout> cef();
// One object a line; what stands inside another is named with it: event.time. Lists are joined by commas.
std::unique_ptr<Layout> json_lines();
// Columns, numbered from 1; quoted ones as in RFC 4180, with blanks before the quote.
std::unique_ptr<Layout> columns(char separator);
// Squid's logformat: `%ts.%03tu %6tr %>a %Ss/%03>Hs …`; the first of several that fits. Names: time, client, user, ident, method,
// url, host, result, status, type, referrer, agent, forwarded, peer, peering, bytes, sni, tag; %{x}note is named x and may have blanks
// in it; what follows the last is named rest. A line may end anywhere after its url.
std::unique_ptr<Layout> squid(const std::vector<std::string>& formats);
// What DansGuardian wrote and e2guardian's formats 1 and 4 still do: date time user client url [*WHAT* why] METHOD size weight
// category group status type …; named so. `why` and `category` have blanks in them.
std::unique_ptr<Layout> dansguardian();

}  // namespace regard::webfilter
