#include "webfilter/engine/format.h"

#include <toml++/toml.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <sstream>

#include "webfilter/engine/headings.h"
#include "webfilter/engine/words.h"

namespace regard::webfilter {
namespace {

// One part of a line, or several with a blank between them: "date time tz".
using Joined = std::vector<Slot>;

struct Condition {
  Slot slot;
  std::vector<Pattern> patterns;
};

template <class What>
struct Rule {
  What is;
  std::vector<Condition> when, unless;
};

bool hold(const std::vector<Condition>& conditions, const Values& values) {
  return std::ranges::all_of(conditions, [&](const Condition& one) { return any_matches(one.patterns, values[one.slot]); });
}

bool none_holds(const std::vector<Condition>& conditions, const Values& values) {
  return std::ranges::none_of(conditions, [&](const Condition& one) { return any_matches(one.patterns, values[one.slot]); });
}

template <class What>
What decided(const std::vector<Rule<What>>& rules, const Values& values, What otherwise) {
  for (const auto& rule : rules)
    if (hold(rule.when, values) && none_holds(rule.unless, values)) return rule.is;
  return otherwise;
}

template <class What>
struct Word {
  std::string_view text;
  What value;
};
constexpr Word<Action> kActions[] = {{"allowed", Action::allowed}, {"blocked", Action::blocked}, {"warned", Action::warned},
                                     {"overridden", Action::overridden}, {"other", Action::other}};
constexpr Word<Identity> kIdentities[] = {
    {"authenticated", Identity::authenticated}, {"inferred", Identity::inferred}, {"spoofable", Identity::spoofable}};

template <class What, std::size_t n>
What meant(const Word<What> (&words)[n], const std::string& text) {
  std::string known;
  for (const auto& word : words) {
    if (word.text == text) return word.value;
    known += (known.empty() ? "" : ", ") + std::string{word.text};
  }
  throw FormatMistake("\"" + text + "\" is none of these: " + known);
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '"')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '"')) text.remove_suffix(1);
  return text;
}

template <class Number>
Number number_or(std::string_view text, Number otherwise) {
  Number value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc{} && end == text.data() + text.size() ? value : otherwise;
}

}  // namespace

std::string_view word(Action action) {
  for (const auto& known : kActions)
    if (known.value == action) return known.text;
  throw std::logic_error("Action outside its enumerators");
}

std::string_view word(Identity identity) {
  for (const auto& known : kIdentities)
    if (known.value == identity) return known.text;
  throw std::logic_error("Identity outside its enumerators");
}

struct Format::Meaning {
  explicit Meaning(const Zone& local) : zone{local} {}
  Names names;
  Zone zone;
  std::vector<Condition> marks, only;  // each line of the format has the first, each of interest the second
  std::vector<Joined> time;
  std::vector<Slot> client, user, method, url, host, categories, referrer, content_type, status, requests;
  std::string separators = ",";  // of categories
  std::vector<Pattern> nothing, nobody;
  std::vector<Rule<Action>> actions;
  Action otherwise = Action::other;
  std::vector<Rule<Identity>> identities;
  Identity named = Identity::inferred;

  std::string_view first(const std::vector<Slot>& slots, const Values& values) const {
    for (const Slot slot : slots)
      if (const auto value = values[slot]; !value.empty() && !any_matches(nothing, value)) return value;
    return {};
  }
};

namespace {

// Takes a format's table to pieces, and remembers which were taken: a word that means nothing here is a slip of the pen.
class Writing {
 public:
  Writing(const toml::table& table, std::string where) : table_{table}, where_{std::move(where)} {}

  std::vector<std::string> texts(std::string_view key) {
    const auto* node = known(key);
    if (!node) return {};
    if (const auto* text = node->as_string()) return {text->get()};
    std::vector<std::string> all;
    if (const auto* list = node->as_array())
      for (const auto& item : *list) {
        if (!item.is_string()) wrong(key, "is a text or a list of texts");
        all.push_back(item.as_string()->get());
      }
    else wrong(key, "is a text or a list of texts");
    return all;
  }
  std::string text(std::string_view key, std::string otherwise = {}) {
    const auto all = texts(key);
    if (all.size() > 1) wrong(key, "is one text");
    return all.empty() ? otherwise : all.front();
  }
  std::optional<Writing> table(std::string_view key) {
    const auto* node = known(key);
    if (!node) return {};
    if (!node->is_table()) wrong(key, "is a table");
    return Writing{*node->as_table(), where_ + std::string{key} + "."};
  }
  std::vector<Writing> tables(std::string_view key) {
    std::vector<Writing> all;
    const auto* node = known(key);
    if (!node) return all;
    const auto* list = node->as_array();
    if (!list) wrong(key, "is a list of tables: [[" + std::string{key} + "]]");
    for (const auto& item : *list) {
      if (!item.is_table()) wrong(key, "is a list of tables");
      all.emplace_back(*item.as_table(), where_ + std::string{key} + ".");
    }
    return all;
  }
  std::vector<std::string> keys() const {
    std::vector<std::string> all;
    for (const auto& [key, node] : table_) all.emplace_back(key.str());
    return all;
  }
  void done() const {
    for (const auto& [key, node] : table_)
      if (std::ranges::find(known_, key.str()) == known_.end()) throw FormatMistake(where_ + std::string{key.str()} + " means nothing here");
  }
  [[noreturn]] void wrong(std::string_view key, const std::string& what) const { throw FormatMistake(where_ + std::string{key} + " " + what); }

 private:
  const toml::node* known(std::string_view key) {
    known_.emplace_back(key);
    return table_.get(key);
  }
  const toml::table& table_;
  std::string where_;
  std::vector<std::string> known_;
};

std::vector<Pattern> patterns(const std::vector<std::string>& words) {
  std::vector<Pattern> all;
  for (const auto& word : words) all.emplace_back(word);
  return all;
}

std::vector<Condition> conditions(std::optional<Writing> written, Names& names) {
  std::vector<Condition> all;
  if (!written) return all;
  for (const auto& key : written->keys()) all.push_back({names.ask(key), patterns(written->texts(key))});
  return all;
}

std::vector<Slot> slots(const std::vector<std::string>& asked, Names& names) {
  std::vector<Slot> all;
  for (const auto& name : asked) all.push_back(names.ask(name));
  return all;
}

template <class What, std::size_t n>
std::vector<Rule<What>> rules(std::vector<Writing> written, const Word<What> (&words)[n], Names& names) {
  std::vector<Rule<What>> all;
  for (auto& one : written) {
    all.push_back({meant(words, one.text("is")), conditions(one.table("when"), names), conditions(one.table("unless"), names)});
    one.done();
  }
  return all;
}

std::unique_ptr<Layout> layout_of(Writing& written) {
  const std::string layout = written.text("layout");
  const auto lines = written.texts("line");
  if (layout == "squid" && lines.empty()) written.wrong("line", "is missing: Squid's logformat");
  if (layout == "squid") return squid(lines);
  if (!lines.empty()) written.wrong("line", "is of the layout \"squid\"");
  if (layout == "pairs") return pairs();
  if (layout == "cef") return cef();
  if (layout == "json") return json_lines();
  if (layout == "csv") return columns(',');
  if (layout == "tsv") return columns('\t');
  if (layout == "semicolons") return columns(';');
  if (layout == "dansguardian") return dansguardian();
  written.wrong("layout", "is none of these: pairs, cef, json, csv, tsv, semicolons, squid, dansguardian");
}

std::vector<std::string> searchable(Writing& written, std::string_view key) {
  auto texts = written.texts(key);
  if (std::ranges::any_of(texts, [](const std::string& text) { return text.size() < 3; })) written.wrong(key, "is a text of three letters at least, or a list of such");
  return texts;
}

// Of a rule one condition is enough to find its lines: the one whose shortest word is longest.
std::vector<std::string> signs_of(const std::vector<Rule<Action>>& rules, Action otherwise) {
  const auto is_of_interest = [](Action action) { return action != Action::allowed && action != Action::other; };
  std::vector<std::string> signs;
  if (is_of_interest(otherwise)) return {};
  for (const auto& rule : rules) {
    if (!is_of_interest(rule.is)) continue;
    std::size_t longest = 0;
    const Condition* best = nullptr;
    for (const auto& condition : rule.when) {
      std::size_t shortest = std::string::npos;
      for (const auto& pattern : condition.patterns) shortest = std::min(shortest, pattern.text().size());
      if (!condition.patterns.empty() && shortest > longest) {
        longest = shortest;
        best = &condition;
      }
    }
    if (longest < 3) return {};
    for (const auto& pattern : best->patterns) signs.push_back(pattern.text());
  }
  // Without those that hold another: where they stand, that stands too.
  std::ranges::sort(signs, {}, [](const std::string& sign) { return sign.size(); });
  std::vector<std::string> shortest;
  for (const auto& sign : signs)
    if (std::ranges::none_of(shortest, [&](const std::string& part) { return Pattern{"*" + part + "*"}.matches(sign); })) shortest.push_back(sign);
  return shortest;
}

}  // namespace

Format::Format(std::string name, std::string_view toml, const Zone& zone) : name_{std::move(name)} {
  try {
    const toml::table table = toml::parse(toml);
    Writing written{table, {}};
    title_ = written.text("title", name_);
    written.text("source");
    layout_ = layout_of(written);
    const std::string zone_name = written.text("zone");
    meaning_ = std::make_unique<Meaning>(zone_name.empty() ? zone : Zone{zone_name});
    Meaning& made = *meaning_;
    made.marks = conditions(written.table("marks"), made.names);
    made.only = conditions(written.table("only"), made.names);
    made.nothing = patterns({"-", "N/A"});
    for (const auto& pattern : patterns(written.texts("nothing"))) made.nothing.push_back(pattern);
    auto fields = written.table("fields");
    if (!fields) written.wrong("fields", "is missing: it says which part is the time, the user, the url");
    for (const auto& joined : fields->texts("time")) {
      std::istringstream parts{joined};
      Joined all;
      for (std::string part; parts >> part;) all.push_back(made.names.ask(part));
      made.time.push_back(std::move(all));
    }
    if (made.time.empty()) fields->wrong("time", "is missing");
    struct Wanted {
      std::string_view key;
      std::vector<Slot>& slots;
    };
    for (const auto& [key, wanted] : std::initializer_list<Wanted>{{"client", made.client}, {"user", made.user}, {"method", made.method},
                                                                  {"url", made.url}, {"host", made.host}, {"categories", made.categories},
                                                                  {"referrer", made.referrer}, {"content_type", made.content_type},
                                                                  {"status", made.status}, {"requests", made.requests}})
      wanted = slots(fields->texts(key), made.names);
    if (made.url.empty() && made.host.empty()) fields->wrong("url", "is missing, and so is host");
    fields->done();
    made.separators = written.text("category_separators", made.separators);
    made.actions = rules(written.tables("action"), kActions, made.names);
    made.otherwise = meant(kActions, written.text("otherwise", "other"));
    if (auto identity = written.table("identity")) {
      made.named = meant(kIdentities, identity->text("user", "inferred"));
      made.nobody = patterns(identity->texts("nobody"));
      made.identities = rules(identity->tables("rule"), kIdentities, made.names);
      identity->done();
    }
    no_signs_ = searchable(written, "no_sign");
    host_after_ = searchable(written, "host_after");
    written.done();
    signs_ = signs_of(made.actions, made.otherwise);
  } catch (const toml::parse_error& error) {
    throw FormatMistake(name_ + ": line " + std::to_string(error.source().begin.line) + ": " + std::string{error.description()});
  } catch (const std::runtime_error& error) {
    throw FormatMistake(name_ + ": " + error.what());
  }
}

Format::Format(Format&&) noexcept = default;
Format& Format::operator=(Format&&) noexcept = default;
Format::~Format() = default;

// First as the line before was read: the next most likely has the same in front of it.
Reading Format::read(std::string_view line, Event& event, Scratch& scratch) const {
  while (!line.empty() && (line.back() == '\r' || line.back() == ' ')) line.remove_suffix(1);
  if (line.starts_with("\xEF\xBB\xBF")) line.remove_prefix(3);
  if (line.empty()) return Reading::passed_over;
  Reading reading = Reading::unreadable;
  for (std::size_t i = 0; i < kHeadings && reading == Reading::unreadable; ++i) {
    const std::size_t heading = (scratch.heading + i) % kHeadings;
    const auto rest = without_heading(line, heading);
    if (!rest) continue;
    reading = read_from(*rest, event, scratch);
    if (reading != Reading::unreadable) scratch.heading = heading;
  }
  return reading;
}

Reading Format::read_from(std::string_view line, Event& event, Scratch& scratch) const {
  const Meaning& means = *meaning_;
  Values& values = scratch.values;
  values.begin(means.names);
  if (!layout_->split(line, values)) return Reading::unreadable;
  if (!hold(means.marks, values)) return Reading::unreadable;
  if (!hold(means.only, values)) return Reading::passed_over;

  std::optional<Instant> at;
  for (const auto& joined : means.time) {
    if (values[joined.front()].empty()) continue;
    if (joined.size() == 1) {
      at = time_in(values[joined.front()], means.zone);
    } else {
      std::string& text = values.keep();
      for (const Slot slot : joined) (text += text.empty() ? "" : " ") += values[slot];
      at = time_in(text, means.zone);
    }
    if (at) break;
  }
  if (!at) return Reading::unreadable;

  event.at = *at;
  event.client = means.first(means.client, values);
  event.method = means.first(means.method, values);
  event.url = means.first(means.url, values);
  event.host = means.first(means.host, values);
  if (event.url.starts_with("error:")) return Reading::passed_over;  // a client that asked for nothing
  if (event.url.starts_with('/') && !event.host.empty()) event.url = values.keep().append(event.host).append(event.url);
  event.host = host_of(event.host.empty() ? event.url : event.host, values.keep());
  if (event.url.empty()) event.url = event.host;
  if (event.url.empty()) return Reading::unreadable;
  event.referrer = means.first(means.referrer, values);
  event.content_type = means.first(means.content_type, values);
  event.status = number_or(means.first(means.status, values), 0);
  event.requests = std::max<std::int64_t>(1, number_or<std::int64_t>(means.first(means.requests, values), 1));

  event.categories.clear();
  for (const Slot slot : means.categories) {
    std::string_view left = values[slot];
    while (!left.empty()) {
      const auto end = left.find_first_of(means.separators);
      const auto label = trimmed(left.substr(0, end));
      left.remove_prefix(end == std::string_view::npos ? left.size() : end + 1);
      if (label.empty() || any_matches(means.nothing, label) || std::ranges::find(event.categories, label) != event.categories.end()) continue;
      event.categories.push_back(label);
    }
  }

  event.user = trimmed(means.first(means.user, values));
  if (event.user == event.client || any_matches(means.nobody, event.user)) event.user = {};
  event.identity = event.user.empty() ? Identity::spoofable : decided(means.identities, values, means.named);
  event.action = decided(means.actions, values, means.otherwise);
  return Reading::event;
}

std::string_view host_of(std::string_view url, std::string& text) {
  if (const auto scheme = url.find("://"); scheme != std::string_view::npos && scheme < 12) url.remove_prefix(scheme + 3);
  else if (url.starts_with("//")) url.remove_prefix(2);
  std::string_view host = url.substr(0, url.find_first_of("/?#"));
  if (const auto at = host.rfind('@'); at != std::string_view::npos) host.remove_prefix(at + 1);
  if (host.starts_with('[')) host = host.substr(1, host.find(']') - 1);
  else if (std::ranges::count(host, ':') == 1) host = host.substr(0, host.find(':'));
  while (host.ends_with('.')) host.remove_suffix(1);
  if (std::ranges::none_of(host, [](char c) { return small(c) != c; })) return host;
  text.assign(host);
  std::ranges::transform(text, text.begin(), small);
  return text;
}

}  // namespace regard::webfilter
