// A format of log lines: a layout, and what its parts mean. Each is a TOML file, weblogs/NAME.toml; those of the vendors come
// with the program and read like one that a provider writes. docs/weblogs.md says what may stand in it.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "webfilter/engine/event.h"
#include "webfilter/engine/host.h"
#include "webfilter/engine/layout.h"
#include "webfilter/engine/rules.h"
#include "webfilter/engine/times.h"

namespace regard::webfilter {

struct Meaning;

// A format's file that does not read: what() says what to mend.
struct FormatMistake : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// Event: the line says that. Passed over: of this format, and about something else. Unreadable: not of this format, or damaged.
enum class Reading { event, passed_over, unreadable };

// What the words of a line settle, wherever and whenever it was.
struct Verdict {
  Reading reading = Reading::unreadable;
  Action action = Action::other;  // of an event
};

// What reading needs for itself: one for each thread.
struct Scratch {
  Values values;
  std::size_t heading = 0;   // which of the ways to pass over that did for the line before
  LastDecided<Verdict> last_verdict = {};
};

// Copies share what was read from the file.
class Format {
 public:
  Format(std::string name, std::string_view toml, const Zone& zone);  // throws FormatMistake

  const std::string& name() const { return name_; }
  const std::string& title() const { return title_; }
  Reading read(std::string_view line, Event& event, Scratch& scratch) const;

  // The same for a log whose first lines name its columns, when they do.
  std::optional<Format> headed_by(std::span<const std::string_view> first_lines) const;
  // The same for a log that is known to be of this format: few names, and few columns, are enough. Nothing: as it is, it fits.
  std::optional<Format> for_a_log_of_it(std::span<const std::string_view> first_lines) const;
  // Why no line can be read of a log that begins so, whatever comes: it does not name the columns that are asked for by name.
  // Empty: it has what is needed.
  std::string lack(std::span<const std::string_view> first_lines) const;
  // What none of the first lines has, when none can be read. Empty: some can.
  std::string trouble(std::span<const std::string_view> first_lines) const;
  // The same for lines that Squid writes by another logformat. Throws FormatMistake.
  Format with_logformat(const std::string& logformat) const;

  // In each line whose action is neither allowed nor other stands one of these, in whatever case. Empty: nothing is known
  // of them, and each line has to be read.
  const std::vector<std::string>& signs() const { return signs_; }
  // Where a sign stands as the beginning of one of these, it is none: "DENIED/407".
  const std::vector<std::string>& no_signs() const { return no_signs_; }
  // Behind one of these, after blanks, colons and quotes, stands the host of each request that was allowed, or its URL from the
  // host on. Empty: nothing is known of that, and each line has to be read for its host.
  const std::vector<std::string>& host_after() const { return host_after_; }

 private:
  Format laid_out(std::shared_ptr<const Layout> layout) const;
  bool can_say_all(const Layout& layout) const;  // when, and where
  Reading read_from(std::string_view line, std::string_view time_of_heading, Event& event, Scratch& scratch) const;

  std::string name_, title_;
  std::shared_ptr<const Layout> layout_;
  std::shared_ptr<const Meaning> meaning_;
  std::vector<std::string> signs_, no_signs_, host_after_;
};

}  // namespace regard::webfilter
