// How a line is taken apart, before anything is known of what its parts mean.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "webfilter/engine/fields.h"

namespace regard::webfilter {

// How it is known which format a log has. Found out: few columns and few names that fit may be of another. Named: somebody says so.
enum class Known : std::uint8_t { found_out, named };

class Layout {
 public:
  virtual ~Layout() = default;
  // Fills the values that are asked for. False: the line is not laid out so. Safe in several threads with values of their own.
  virtual bool split(std::string_view line, Values& values) const = 0;
  // A line that says something about the lines, and nothing of its own.
  virtual bool is_heading(std::string_view /*line*/) const { return false; }
  // The layout whose columns this line names; nullptr when it names none that are asked for.
  virtual std::shared_ptr<const Layout> headed_by(std::string_view /*line*/, const Names& /*names*/, Known /*known*/) const { return nullptr; }
  // The layout for a log, known to be of this one, whose lines have few columns; nullptr: they have enough.
  virtual std::shared_ptr<const Layout> narrowed_to(std::span<const std::string_view> /*lines*/, const Names& /*names*/) const { return nullptr; }
  // Whether a line may say this at all: a column by its name only where that is known.
  virtual bool may_have(Slot /*slot*/, const Names& /*names*/) const { return true; }
  // What a heading calls the columns; none: it is no heading, or this layout has none.
  virtual std::vector<std::string> columns_in(std::string_view /*line*/) const { return {}; }
};

// key=value key="a value" …, in any order; what is no pair is passed over, and the first word before them is named before.
std::shared_ptr<const Layout> pairs();
// The same with commas between them.
std::shared_ptr<const Layout> comma_pairs();
// key=a value other=another one …: a value goes on until the blank before the next name.
std::shared_ptr<const Layout> loose_pairs();
// key=a value, a tab, other=another one …; what stands before the first pair is named before.
std::shared_ptr<const Layout> tab_pairs();
// CEF:0|vendor|product|version|class|name|severity|key=a value key=… : the heading's parts are cef.vendor, cef.product,
// cef.version, cef.class and cef.name.
std::shared_ptr<const Layout> cef();
// LEEF:1.0|vendor|product|version|event|key=a value, a tab, key=… : the heading's parts are leef.vendor, leef.product, leef.version
// and leef.event. LEEF 2.0 says what stands between pairs; version 1 with | or blanks there is met too.
std::shared_ptr<const Layout> leef();
// One object a line; what stands inside another is named with it: event.time. Lists are joined by commas.
std::shared_ptr<const Layout> json_lines();
// Columns, numbered from 1; quoted ones as in RFC 4180, with blanks before the quote. Where the log's first line names them, they
// have those names too.
std::shared_ptr<const Layout> columns(char separator);
// W3C's extended log file format: columns between blanks, quoted where they have blanks, named by "#Fields:". `lists`: names of the
// columns in a log without that line; the first list that has as many names counts.
std::shared_ptr<const Layout> elff(const std::vector<std::string>& lists);
// Squid's logformat: `%ts.%03tu %6tr %>a %Ss/%03>Hs …`; the first of several that fits. Names: time, client, user, ident, method,
// url, host, result, status, type, referrer, agent, forwarded, peer, peering, bytes, sni, tag; %{x}note is named x and may have blanks
// in it; what follows the last is named rest. A line may end anywhere after its url. Only for values of these names.
std::shared_ptr<const Layout> squid(const std::vector<std::string>& formats, const Names& names);
// What DansGuardian wrote and e2guardian's formats 1 and 4 still do: date time user client url [*WHAT* why] METHOD size weight
// category group status type …; named so. `why` and `category` have blanks in them.
std::shared_ptr<const Layout> dansguardian();

}  // namespace regard::webfilter
