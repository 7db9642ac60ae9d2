#include "webfilter/engine/format.h"

#include <toml++/toml.h>

#include <algorithm>
#include <charconv>

#include "webfilter/engine/headings.h"
#include "webfilter/engine/letters.h"
#include "webfilter/engine/meaning.h"
#include "webfilter/engine/words.h"
#include "webfilter/engine/written.h"

namespace regard::webfilter {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '"')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '"')) text.remove_suffix(1);
  return text;
}

// The line without what only ends or begins it.
std::string_view bare(std::string_view line) {
  while (!line.empty() && (line.back() == '\r' || line.back() == ' ' || line.back() == '\0')) line.remove_suffix(1);
  if (line.starts_with(kByteOrderMark)) line.remove_prefix(kByteOrderMark.size());
  return line;
}

template <class Number>
Number number_or(std::string_view text, Number otherwise) {
  Number value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc{} && end == text.data() + text.size() ? value : otherwise;
}

std::shared_ptr<const Layout> layout_of(Written& written, const Names& names) {
  const std::string layout = written.text("layout");
  const auto lines = written.texts("line");
  if (layout == "squid" && lines.empty()) written.wrong("line", "is missing: Squid's logformat");
  if (layout == "squid") return squid(lines, names);
  if (layout == "elff") return elff(lines);
  if (!lines.empty()) written.wrong("line", "is of the layouts \"squid\" and \"elff\"");
  if (layout == "pairs") return pairs();
  if (layout == "comma_pairs") return comma_pairs();
  if (layout == "loose_pairs") return loose_pairs();
  if (layout == "tab_pairs") return tab_pairs();
  if (layout == "cef") return cef();
  if (layout == "leef") return leef();
  if (layout == "json") return json_lines();
  if (layout == "csv") return columns(',');
  if (layout == "tsv") return columns('\t');
  if (layout == "semicolons") return columns(';');
  if (layout == "dansguardian") return dansguardian();
  written.wrong("layout", "is none of these: pairs, comma_pairs, loose_pairs, tab_pairs, cef, leef, json, csv, tsv, semicolons, elff, squid, dansguardian");
}

std::vector<std::string> searchable(Written& written, std::string_view key) {
  auto texts = written.texts(key);
  if (std::ranges::any_of(texts, [](const std::string& text) { return text.size() < 3; })) written.wrong(key, "is a text of three letters at least, or a list of such");
  return texts;
}

Verdict verdict_of(const Meaning& means, const Values& values) {
  if (!hold(means.marks, values)) return {Reading::unreadable};
  if (!hold(means.only, values)) return {Reading::passed_over};
  return {Reading::event, decided(means.actions, values, means.otherwise)};
}

std::optional<Instant> time_of(const Meaning& means, Values& values) {
  for (const auto& joined : means.time) {
    if (values[joined.front()].empty()) continue;
    std::string_view text = values[joined.front()];
    if (joined.size() > 1) {
      std::string& together = values.keep();
      for (const Slot slot : joined) (together += together.empty() ? "" : " ") += values[slot];
      text = together;
    }
    if (const auto at = time_in(text, means.zone)) return at;
  }
  return {};
}

// A client that asked for nothing, or for a path where nothing says of which host.
bool says_nothing(std::string_view url, const Meaning& means) { return url.starts_with("error:") || (means.host.empty() && url.starts_with('/')); }

// False: nothing is said of where.
bool tell_where(const Meaning& means, Values& values, Event& event) {
  if (event.url.starts_with('/')) {
    if (event.host.empty()) return false;
    std::string& url = values.keep().append(event.host).append(event.url);
    if (const auto query = means.first(means.query, values); !query.empty() && event.url.find('?') == std::string_view::npos)
      url.append(query.starts_with('?') ? "" : "?").append(query);
    event.url = url;
  }
  // A whole URL says more surely than a part beside it.
  const bool from_url = event.host.empty() || event.url.find("://") != std::string_view::npos;
  event.host = host_of(from_url ? event.url : event.host, values.keep());
  if (event.url.empty()) event.url = event.host;
  return !event.url.empty();
}

void tell_categories(const Meaning& means, const Values& values, Event& event) {
  event.categories.clear();
  for (const Slot slot : means.categories) {
    std::string_view left = values[slot];
    while (!left.empty()) {
      const auto end = means.separators.size() == 1 ? left.find(means.separators.front()) : left.find_first_of(means.separators);
      auto label = trimmed(left.substr(0, end));
      left.remove_prefix(end == std::string_view::npos ? left.size() : end + 1);
      if (const auto meant = means.labels.find(label); meant != means.labels.end()) label = meant->second;
      if (label.empty() || any_matches(means.nothing, label) || std::ranges::find(event.categories, label) != event.categories.end()) continue;
      event.categories.push_back(label);
    }
  }
}

// "192.0.2.7:50123"; more colons are of an address, or of a device.
std::string_view without_port(std::string_view client) {
  if (!has_letter(client, ':')) return client;
  const auto colon = client.find(':');
  return find_near(client, colon + 1, ':') != std::string_view::npos ? client : client.substr(0, colon);
}

void tell_who(const Meaning& means, const Values& values, Event& event) {
  event.client = without_port(event.client);
  event.user = trimmed(event.user);
  if (event.user == event.client || event.user == event.place || any_matches(means.nobody, event.user)) event.user = {};
  event.identity = event.user.empty() ? Identity::spoofable : decided(means.identities, values, means.named);
}

std::string quoted(std::string_view text) { return "\"" + std::string{text} + "\""; }

// "a" or "b"
std::string either(const std::vector<Slot>& slots, const Names& names) {
  std::string all;
  for (const Slot slot : slots) (all += all.empty() ? "" : " or ") += quoted(names.name(slot));
  return all;
}

std::vector<Slot> fronts(const std::vector<Meaning::Joined>& time) {
  std::vector<Slot> all;
  for (const auto& joined : time) all.push_back(joined.front());
  return all;
}

// Either is enough.
std::vector<Slot> places(const Meaning& means) {
  std::vector<Slot> all = means.url;
  all.insert(all.end(), means.host.begin(), means.host.end());
  return all;
}
std::string_view named_place(const Meaning& means) { return means.url.empty() ? "host" : means.host.empty() ? "url" : "url or host"; }

bool has_any(const std::vector<Slot>& slots, const Values& values) {
  return std::ranges::any_of(slots, [&](Slot slot) { return !values[slot].empty(); });
}

// How far reading came with the line that came furthest.
struct Furthest {
  bool is_laid_out = false, has_marks = false, has_time = false, tells_time = false;
  std::vector<bool> marks;  // each: whether a line has it

  void see(const Meaning& means, const Values& values) {
    is_laid_out = true;
    marks.resize(means.marks.size());
    for (std::size_t i = 0; i < marks.size(); ++i) marks[i] = marks[i] || any_matches(means.marks[i].patterns, values[means.marks[i].slot]);
    if (!hold(means.marks, values)) return;
    has_marks = true;
    has_time = has_time || has_any(fronts(means.time), values);
  }
};

std::string lacking_marks(const Meaning& means, const Furthest& furthest) {
  std::vector<Slot> slots;
  for (std::size_t i = 0; i < furthest.marks.size(); ++i)
    if (!furthest.marks[i]) slots.push_back(means.marks[i].slot);
  return slots.empty() ? "has all that `marks` asks for" : "has what `marks` asks for in " + either(slots, means.names);
}

}  // namespace

Format::Format(std::string name, std::string_view toml, const Zone& zone) : name_{std::move(name)} {
  try {
    const toml::table table = toml::parse(toml);
    Written written{table, {}};
    title_ = written.text("title", name_);
    written.text("source");
    meaning_ = std::make_shared<const Meaning>(written, zone);
    layout_ = layout_of(written, meaning_->names);
    no_signs_ = searchable(written, "no_sign");
    host_after_ = searchable(written, "host_after");
    written.done();
    signs_ = signs_of(meaning_->actions, meaning_->otherwise);
  } catch (const toml::parse_error& error) {
    throw FormatMistake(name_ + ": line " + std::to_string(error.source().begin.line) + ": " + std::string{error.description()});
  } catch (const std::runtime_error& error) {
    throw FormatMistake(name_ + ": " + error.what());
  }
}

std::optional<Format> Format::headed_by(std::span<const std::string_view> first_lines) const {
  for (const auto line : first_lines)
    if (auto layout = layout_->headed_by(bare(line), meaning_->names, Known::found_out)) return laid_out(std::move(layout));
  return {};
}

// A line with a number may have the name of a column by chance: it counts only where nothing could be read without it.
std::optional<Format> Format::for_a_log_of_it(std::span<const std::string_view> first_lines) const {
  if (auto headed = headed_by(first_lines)) return headed;
  std::vector<std::string_view> lines;
  for (const auto line : first_lines) {
    lines.push_back(bare(line));
    auto layout = layout_->headed_by(lines.back(), meaning_->names, Known::named);
    if (layout && (!has_number(lines.back()) || (!can_say_all(*layout_) && can_say_all(*layout)))) return laid_out(std::move(layout));
  }
  if (auto layout = layout_->narrowed_to(lines, meaning_->names)) return laid_out(std::move(layout));
  return {};
}

Format Format::laid_out(std::shared_ptr<const Layout> layout) const {
  Format other = *this;
  other.layout_ = std::move(layout);
  return other;
}

Format Format::with_logformat(const std::string& logformat) const {
  Format other = *this;
  try {
    other.layout_ = squid({logformat}, meaning_->names);
    other.host_after_.clear();  // it may stand behind anything there
    other.no_signs_.clear();
  } catch (const std::runtime_error& error) {
    throw FormatMistake("logformat: " + std::string{error.what()});
  }
  return other;
}

// First as the line before was read: the next most likely has the same in front of it.
Reading Format::read(std::string_view line, Event& event, Scratch& scratch) const {
  line = bare(line);
  if (line.empty() || layout_->is_heading(line)) return Reading::passed_over;
  Reading reading = Reading::unreadable;
  for (std::size_t i = 0; i < kHeadings && reading == Reading::unreadable; ++i) {
    const std::size_t heading = (scratch.heading + i) % kHeadings;
    const auto rest = without_heading(line, heading);
    if (!rest) continue;
    reading = read_from(rest->line, rest->time, event, scratch);
    if (reading != Reading::unreadable) scratch.heading = heading;
  }
  return reading;
}

Reading Format::read_from(std::string_view line, std::string_view time_of_heading, Event& event, Scratch& scratch) const {
  const Meaning& means = *meaning_;
  Values& values = scratch.values;
  values.begin(means.names);
  if (!layout_->split(line, values)) return Reading::unreadable;
  if (means.heading != Names::kNone) values.set(means.heading, time_of_heading);
  const Verdict verdict = scratch.last_verdict.of(&means, values, means.looked_at, [&] { return verdict_of(means, values); });
  if (verdict.reading != Reading::event) return verdict.reading;
  const auto at = time_of(means, values);
  if (!at) return Reading::unreadable;
  event.at = *at;
  means.tell(event, values);
  if (says_nothing(event.url, means)) return Reading::passed_over;
  if (!tell_where(means, values, event)) return Reading::unreadable;
  tell_who(means, values, event);
  tell_categories(means, values, event);
  event.status = number_or(means.first(means.status, values), 0);
  event.requests = std::max<std::int64_t>(1, number_or<std::int64_t>(means.first(means.requests, values), 1));
  event.action = verdict.action;
  return Reading::event;
}

bool Format::can_say_all(const Layout& layout) const {
  const auto may_have = [&](Slot slot) { return slot == meaning_->heading || layout.may_have(slot, meaning_->names); };
  return std::ranges::any_of(fronts(meaning_->time), may_have) && std::ranges::any_of(places(*meaning_), may_have);
}

std::string Format::lack(std::span<const std::string_view> first_lines) const {
  constexpr std::size_t kNamesShown = 40;
  if (can_say_all(*layout_) || std::ranges::all_of(first_lines, [](std::string_view line) { return bare(line).empty(); })) return {};
  const auto may_have = [&](Slot slot) { return layout_->may_have(slot, meaning_->names); };
  const bool no_time = std::ranges::none_of(fronts(meaning_->time), may_have);
  const std::string wanted = either(no_time ? fronts(meaning_->time) : places(*meaning_), meaning_->names), as{no_time ? "time" : named_place(*meaning_)};
  for (const auto line : first_lines) {
    const auto columns = layout_->is_heading(bare(line)) ? layout_->columns_in(bare(line)) : std::vector<std::string>{};
    if (columns.empty()) continue;
    std::string named;
    for (std::size_t i = 0; i < std::min(columns.size(), kNamesShown); ++i) (named += i == 0 ? "" : ", ") += columns[i];
    return "no column is named " + wanted + ", which is asked for as " + as + "; its columns are named " + named + (columns.size() > kNamesShown ? ", …" : "");
  }
  return "no line at its beginning names a column " + wanted + ", which is asked for as " + as + "; a number does without";
}

std::string Format::trouble(std::span<const std::string_view> first_lines) const {
  Scratch scratch;
  Event event;
  Furthest furthest;
  bool is_tried = false;
  for (const auto whole : first_lines) {
    const auto line = bare(whole);
    if (line.empty() || layout_->is_heading(line)) continue;
    if (read(line, event, scratch) != Reading::unreadable) return {};
    is_tried = true;
    for (std::size_t heading = 0; heading < kHeadings; ++heading) {
      const auto rest = without_heading(line, heading);
      scratch.values.begin(meaning_->names);
      if (!rest || !layout_->split(rest->line, scratch.values)) continue;
      if (meaning_->heading != Names::kNone) scratch.values.set(meaning_->heading, rest->time);
      furthest.see(*meaning_, scratch.values);
      furthest.tells_time = furthest.tells_time || (hold(meaning_->marks, scratch.values) && time_of(*meaning_, scratch.values));
    }
  }
  if (!is_tried) return {};
  const std::string none = "not one of the lines at its beginning ";
  if (!furthest.is_laid_out) return none + "is laid out as the format says";
  if (!furthest.has_marks) return none + lacking_marks(*meaning_, furthest);
  if (!furthest.has_time) return none + "has anything in " + either(fronts(meaning_->time), meaning_->names) + ", which is asked for as time";
  if (!furthest.tells_time) return none + "has a time that is understood in " + either(fronts(meaning_->time), meaning_->names);
  return none + "has more than a path in " + either(places(*meaning_), meaning_->names) + ", which is asked for as " + std::string{named_place(*meaning_)};
}

}  // namespace regard::webfilter
