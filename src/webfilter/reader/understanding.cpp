#include "webfilter/reader/understanding.h"

#include <algorithm>

#include "webfilter/engine/input/input.h"
#include "webfilter/weblog/reading.h"

namespace regard::webfilter {

Understanding::Understanding(const Files& files, const Described& described, const Themes& themes)
    : zone_{described.zone}, themes_{themes}, people_{described.realms}, formats_{files, zone_},
      third_parties_{files.read("weblogs/third_parties.toml")}, block_pages_{described.block_pages},
      centres_{described.centres.empty() ? Centres{} : Centres{text_of(described.centres)}},
      how_{.themes = themes_, .people = people_, .zone = zone_, .third_parties = third_parties_, .block_pages = block_pages_, .centres = centres_} {
  if (!described.mapping.empty()) {
    own_ = std::make_unique<const Format>(described.mapping.stem().string(), text_of(described.mapping), zone_);
    named_ = own_.get();
  } else if (!described.format.empty()) {
    named_ = formats_.named(described.format);
    if (!named_) throw FormatMistake("there is no format " + described.format + "; `regard weblog events --format x` lists them");
  }
}

const Format& Understanding::beginning_as(std::span<const std::string_view> lines, const Batch& batch) {
  const std::string what = batch.shown.empty() ? "what is sent to it" : batch.shown;
  if (named_) {
    const Format& format = formats_.headed(*named_, lines);
    if (const auto lack = format.lack(lines); !lack.empty()) throw InputFault(what + " cannot be read as " + format.name() + ": " + lack);
    return format;
  }
  const Format* found = formats_.of(lines);
  if (!found) throw InputFault("none of the known formats fits " + what + ": name one, or describe it with a mapping");
  return *found;
}

bool Understanding::still_reads(std::span<const std::string_view> lines) const {
  constexpr std::size_t kTried = 32;
  Scratch scratch;
  Event event;
  const auto tried = lines.first(std::min(kTried, lines.size()));
  return 2 * static_cast<std::size_t>(std::ranges::count_if(tried, [&](std::string_view line) { return format_->read(line, event, scratch) != Reading::unreadable; })) >= tried.size();
}

// A log keeps its format. Whoever sends by syslog may be another one by now, or the first line have been a stray one.
const Format& Understanding::format_of(const Batch& batch) {
  const bool is_stream = batch.source.kind == SourceKind::syslog;
  if (format_ && fingerprint_ == batch.fingerprint && (!is_stream || named_ || still_reads(first_lines(batch.lines)))) return *format_;
  const Format* found = nullptr;
  if (batch.source.kind == SourceKind::file && batch.from > 0) {
    try {
      found = &beginning_as(first_lines(open_input(batch.shown)->next()), batch);
    } catch (const InputFault&) {
      found = nullptr;  // it was renamed a moment ago, say: then as it goes on
    }
  }
  if (!found) found = &beginning_as(first_lines(batch.lines), batch);
  if (found != format_) counter_.reset();
  format_ = found;
  fingerprint_ = batch.fingerprint;
  return *format_;
}

Findings Understanding::unread(const Batch& batch) const {
  Findings findings{.reader = batch.source.name, .format = {}, .fingerprint = batch.fingerprint, .from = batch.from, .to = batch.to, .places = batch.places,
                    .coverage = {}, .stretches = {}, .newest = {}, .lost = batch.lost};
  findings.coverage.bytes = batch.lines.size();
  findings.coverage.lines = static_cast<std::uint64_t>(std::ranges::count(batch.lines, '\n'));
  findings.coverage.of_interest = findings.coverage.unreadable = findings.coverage.lines;
  return findings;
}

Findings Understanding::of(const Batch& batch) {
  Findings findings{.reader = batch.source.name, .format = {}, .fingerprint = batch.fingerprint, .from = batch.from, .to = batch.to, .places = batch.places,
                    .coverage = {}, .stretches = {}, .newest = {}, .lost = batch.lost};
  if (batch.lines.empty()) return findings;
  const Format& format = format_of(batch);
  if (!counter_) counter_ = std::make_unique<Counter>(how_, format, batch.lines);
  const auto counted = counter_->count(batch.lines, batch.from, batch.shown, [&](const Request& request, std::string_view line) {
    const bool stopped = request.action == Action::blocked || request.action == Action::warned;
    join(findings.stretches[{std::string{request.person}, request.is_named, std::string{request.site}, request.theme, std::string{request.centre}}],
         {.first = request.at,
          .last = request.at,
          .deliberate = request.may_be_deliberate ? std::optional{request.at} : std::nullopt,
          .requests = request.requests,
          .stopped = stopped ? request.requests : 0,
          .gone_on = request.action == Action::overridden ? request.requests : 0,
          .identity = request.identity,
          .line = request.may_be_deliberate ? std::string{line} : std::string{}});
  });
  findings.format = format.name();
  findings.coverage = counted.coverage;
  findings.newest = counted.coverage.newest;
  return findings;
}

}  // namespace regard::webfilter
