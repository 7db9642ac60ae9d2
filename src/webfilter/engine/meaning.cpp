#include "webfilter/engine/meaning.h"

#include <algorithm>
#include <sstream>

#include "webfilter/engine/event_words.h"
#include "webfilter/engine/format.h"

namespace regard::webfilter {
namespace {

template <class What, std::size_t n>
What meant(const Word<What> (&words)[n], Written& written, std::string_view key, std::string otherwise = {}) {
  const std::string text = written.text(key, std::move(otherwise));
  std::string known;
  for (const auto& word : words) {
    if (word.text == text) return word.value;
    known += (known.empty() ? "" : ", ") + std::string{word.text};
  }
  written.wrong(key, "\"" + text + "\" is none of these: " + known);
}

// The parts that a file asks for. Where columns have numbers, what is a number and cannot be one is a slip.
struct Asking {
  Names& names;
  bool by_number;

  Slot of(const Written& written, std::string_view key, std::string_view name) const {
    if (by_number && is_number(name) && (name.starts_with('-') || name.find_first_not_of('0') == std::string_view::npos || !names.is_column(names.ask(name))))
      written.wrong(key, "asks for column " + std::string{name} + ": columns have numbers from 1 to " + std::to_string(Names::kColumns - 1));
    return names.ask(name);
  }

 private:
  static bool is_number(std::string_view name) {
    if (name.starts_with('-')) name.remove_prefix(1);
    return !name.empty() && name.find_first_not_of("0123456789") == std::string_view::npos;
  }
};

bool has_numbered_columns(std::string_view layout) { return layout == "csv" || layout == "tsv" || layout == "semicolons" || layout == "elff"; }

std::vector<Pattern> patterns(const std::vector<std::string>& words) {
  std::vector<Pattern> all;
  for (const auto& word : words) all.emplace_back(word);
  return all;
}

std::vector<Condition> conditions(std::optional<Written> written, const Asking& asking) {
  std::vector<Condition> all;
  if (!written) return all;
  for (const auto& key : written->keys()) all.push_back({asking.of(*written, key, key), patterns(written->texts(key))});
  // What is asked last takes longest: a word that may stand anywhere.
  std::ranges::stable_partition(all, [](const Condition& one) { return std::ranges::none_of(one.patterns, &Pattern::is_anywhere); });
  return all;
}

std::vector<Slot> slots(Written& written, std::string_view key, const Asking& asking) {
  std::vector<Slot> all;
  for (const auto& name : written.texts(key)) all.push_back(asking.of(written, key, name));
  return all;
}

template <class What, std::size_t n>
std::vector<Rule<What>> rules(std::vector<Written> written, const Word<What> (&words)[n], const Asking& asking) {
  std::vector<Rule<What>> all;
  for (auto& one : written) {
    all.push_back({meant(words, one, "is"), conditions(one.table("when"), asking), conditions(one.table("unless"), asking)});
    one.done();
  }
  return all;
}

std::vector<Meaning::Joined> joined(Written& written, std::string_view key, const Asking& asking) {
  std::vector<Meaning::Joined> all;
  for (const auto& one : written.texts(key)) {
    std::istringstream parts{one};
    Meaning::Joined slots;
    for (std::string part; parts >> part;) slots.push_back(asking.of(written, key, part));
    if (!slots.empty()) all.push_back(std::move(slots));
  }
  return all;
}

bool is_of_interest(Action action) { return action != Action::allowed && action != Action::other; }

// Of a rule one condition is enough to find its lines: the one whose shortest word is longest. nullptr: none has three letters.
const Condition* most_telling(const Rule<Action>& rule) {
  std::size_t longest = 2;
  const Condition* best = nullptr;
  for (const auto& condition : rule.when) {
    if (condition.patterns.empty()) continue;
    const auto shortest = std::ranges::min(condition.patterns, {}, [](const Pattern& pattern) { return pattern.text().size(); }).text().size();
    if (shortest <= longest) continue;
    longest = shortest;
    best = &condition;
  }
  return best;
}

}  // namespace

Meaning::Meaning(Written& written, const Zone& local) : zone{local} {
  if (const auto own = written.text("zone"); !own.empty()) zone = local.like(own);
  const Asking asking{names, has_numbered_columns(written.text("layout"))};
  marks = conditions(written.table("marks"), asking);
  only = conditions(written.table("only"), asking);
  nothing = patterns({"-", "N/A"});
  for (const auto& pattern : patterns(written.texts("nothing"))) nothing.push_back(pattern);
  for (const auto& pattern : nothing) longest_nothing = std::max(longest_nothing, pattern.longest());
  for (std::size_t letter = 0; letter < begins_nothing.size(); ++letter)
    begins_nothing[letter] = std::ranges::any_of(nothing, [&](const Pattern& pattern) { return pattern.may_begin_with(static_cast<char>(letter)); });

  auto fields = written.table("fields");
  if (!fields) written.wrong("fields", "is missing: it says which part is the time, the user, the url");
  time = joined(*fields, "time", asking);
  if (time.empty()) fields->wrong("time", "is missing");
  struct Part {
    std::string_view key;
    std::string_view Event::*part;
  };
  for (const auto& [key, part] : std::initializer_list<Part>{
           {"client", &Event::client}, {"user", &Event::user}, {"method", &Event::method}, {"url", &Event::url}, {"host", &Event::host},
           {"referrer", &Event::referrer}, {"content_type", &Event::content_type}, {"agent", &Event::agent}, {"place", &Event::place}}) {
    auto asked = slots(*fields, key, asking);
    if (part == &Event::url) url = asked;
    if (part == &Event::host) host = asked;
    if (!asked.empty()) told.push_back({part, std::move(asked)});
  }
  query = slots(*fields, "query", asking);
  categories = slots(*fields, "categories", asking);
  status = slots(*fields, "status", asking);
  requests = slots(*fields, "requests", asking);
  if (url.empty() && host.empty()) fields->wrong("url", "is missing, and so is host");
  fields->done();
  heading = names.of(kTimeOfHeading);

  separators = written.text("category_separators", ",");
  if (auto numbers = written.table("labels"))
    for (const auto& number : numbers->keys()) labels[number] = numbers->text(number);
  actions = rules(written.tables("action"), kActions, asking);
  otherwise = meant(kActions, written, "otherwise", "other");
  look_at(marks, looked_at);
  look_at(only, looked_at);
  for (const auto& rule : actions)
    for (const auto* of_rule : {&rule.when, &rule.unless}) look_at(*of_rule, looked_at);
  if (auto identity = written.table("identity")) {
    named = meant(kIdentities, *identity, "user", "inferred");
    nobody = patterns(identity->texts("nobody"));
    identities = rules(identity->tables("rule"), kIdentities, asking);
    identity->done();
  }
}

std::vector<std::string> signs_of(const std::vector<Rule<Action>>& rules, Action otherwise) {
  if (is_of_interest(otherwise)) return {};
  std::vector<std::string> signs;
  for (const auto& rule : rules) {
    if (!is_of_interest(rule.is)) continue;
    const Condition* best = most_telling(rule);
    if (!best) return {};
    for (const auto& pattern : best->patterns) signs.push_back(pattern.text());
  }
  // Without those that hold another: where they stand, that stands too.
  std::ranges::sort(signs, {}, [](const std::string& sign) { return sign.size(); });
  std::vector<std::string> shortest;
  for (const auto& sign : signs)
    if (std::ranges::none_of(shortest, [&](const std::string& part) { return Pattern{"*" + part + "*"}.matches(sign); })) shortest.push_back(sign);
  return shortest;
}

}  // namespace regard::webfilter
