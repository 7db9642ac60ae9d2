#include "webfilter/reader/understanding.h"

#include "webfilter/engine/input/input.h"
#include "webfilter/weblog/reading.h"

namespace regard::webfilter {

Understanding::Understanding(const Files& files, const Described& described, const Themes& themes)
    : zone_{described.zone}, themes_{themes}, people_{described.realms}, formats_{files, zone_}, how_{.themes = themes_, .people = people_, .zone = zone_} {
  if (!described.mapping.empty()) {
    own_ = std::make_unique<const Format>(described.mapping.stem().string(), text_of(described.mapping), zone_);
    known_ = own_.get();
  } else if (!described.format.empty()) {
    known_ = formats_.named(described.format);
    if (!known_) throw FormatMistake("there is no format " + described.format + "; `regard weblog events --format x` lists them");
  }
}

const Format& Understanding::format_of(const Batch& batch) {
  if (!known_) known_ = formats_.of(first_lines(batch.lines));
  if (!known_) throw InputFault("none of the known formats fits " + batch.shown + ": name one, or describe it with a mapping");
  return *known_;
}

Findings Understanding::of(const Batch& batch) {
  Findings findings{.reader = batch.source.name, .format = {}, .fingerprint = batch.fingerprint, .from = batch.from, .to = batch.to, .places = batch.places,
                    .coverage = {}, .stretches = {}, .newest = {}, .lost = batch.lost};
  if (batch.lines.empty()) return findings;
  const Format& format = format_of(batch);
  if (!counter_) counter_ = std::make_unique<Counter>(how_, format, batch.lines);
  const auto counted = counter_->count(batch.lines, batch.from, batch.shown, [&](const Request& request, std::string_view line) {
    const bool stopped = request.action == Action::blocked || request.action == Action::warned;
    join(findings.stretches[{std::string{request.person}, request.is_named, std::string{request.site}, request.theme, {}}],
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
