#include "concerns/advice/anonymise.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "platform/base/calendar.h"
#include "platform/base/months.h"

namespace regard::concerns::advice {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_letter(char c) { return is_upper(c) || (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80; }
bool is_space(char c) { return c == ' ' || c == '\n' || c == '\t'; }
char lower(char c) { return is_upper(c) ? static_cast<char>(c - 'A' + 'a') : c; }

bool equal_but_case(std::string_view a, std::string_view b) {
  return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) { return lower(x) == lower(y); });
}

constexpr std::array<std::string_view, 16> kStreets = {"Street", "Road", "Lane", "Avenue", "Close", "Drive", "Way",     "Court",
                                                       "Place",  "Hall", "Row",  "Square", "Grove", "House", "Terrace", "Gardens"};

// Words with which sentences begin, and names too: "Theodora", "Sheila".
constexpr std::array<std::string_view, 20> kOrdinary = {"All", "And", "Any", "Are", "Ask", "But", "Can", "Has", "Her", "His",
                                                        "How", "May", "Not", "Our", "She", "The", "Was", "Who", "Will", "You"};

// Where a name stood that began one, so that what stands for it is written like it.
bool begins_sentence(std::string_view text, std::size_t at) {
  if (!is_upper(text[at])) return false;
  const auto before = text.substr(0, at).find_last_not_of(" \t");
  return before == std::string_view::npos || std::string_view{".!?\n"}.find(text[before]) != std::string_view::npos;
}

Words instead_of(Kind kind) {
  switch (kind) {
    case Kind::name: return tr("a person");
    case Kind::email: return tr("[e-mail address]");
    case Kind::account: return tr("[account]");
    case Kind::web_address: return tr("[web address]");
    case Kind::telephone: return tr("[telephone number]");
    case Kind::number: return tr("[number]");
    case Kind::postcode: return tr("[postcode]");
    case Kind::street: return tr("[address]");
    case Kind::birth_date: return tr("[aged {YEARS}]");
    case Kind::day: return tr("[{MONTH} {YEAR}]");
  }
  throw std::logic_error("Kind outside its enumerators");
}

// "K-7K2Q-9XWD": ours, which says nothing of anybody.
bool is_reference(std::string_view token) { return token.size() == 11 && is_upper(token[0]) && token[1] == '-' && token[6] == '-'; }

// A run of characters without space, and without the punctuation around it.
struct Token {
  std::size_t from, length;
};

std::vector<Token> tokens_of(std::string_view text) {
  constexpr std::string_view kAround = ".,;:!?()[]\"'";
  std::vector<Token> tokens;
  for (std::size_t at = 0; at < text.size();) {
    if (is_space(text[at])) {
      ++at;
      continue;
    }
    std::size_t end = at;
    while (end < text.size() && !is_space(text[end])) ++end;
    std::size_t first = at, last = end;
    while (first < last && kAround.find(text[first]) != std::string_view::npos) ++first;
    while (last > first && kAround.find(text[last - 1]) != std::string_view::npos) --last;
    if (last > first) tokens.push_back({first, last - first});
    at = end;
  }
  return tokens;
}

class Finder {
 public:
  Finder(std::string_view text, Date today, const i18n::Language& language) : text_{text}, today_{today}, language_{language}, tokens_{tokens_of(text)} {}

  void names(std::span<const Known> known) {
    for (const Known& one : known) whole(one.name, one.instead);
    for (const Known& one : known) parts(one.name, one.instead);
  }

  void addresses() {
    for (const auto& [from, length] : tokens_) {
      const std::string_view token = text_.substr(from, length);
      const auto at = token.find('@');
      if (at == 0 && length > 1) take(from, length, Kind::account);
      else if (at != std::string_view::npos && token.find('.', at) != std::string_view::npos) take(from, length, Kind::email);
      else if (token.starts_with("http://") || token.starts_with("https://") || token.starts_with("www.")) take(from, length, Kind::web_address);
    }
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      postcode(i);
      street(i);
    }
  }

  void days() {
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      figures(tokens_[i]);
      if (i + 2 < tokens_.size()) in_words(i);
    }
  }

  void numbers() {
    for (std::size_t at = 0; at < text_.size();) {
      const std::size_t from = at;
      if (!is_digit(text_[at]) && text_[at] != '+') {
        ++at;
        continue;
      }
      std::size_t end = at + 1, digits = is_digit(text_[at]) ? 1 : 0;
      for (std::size_t look = end; look < text_.size() && (is_digit(text_[look]) || text_[look] == ' ' || text_[look] == '-' || text_[look] == '(' || text_[look] == ')'); ++look)
        if (is_digit(text_[look])) ++digits, end = look + 1;
      if (digits >= 9 && (text_[from] == '+' || text_[from] == '0')) take(from, end - from, Kind::telephone);
      at = end;
    }
    for (const auto& [from, length] : tokens_) {
      const std::string_view token = text_.substr(from, length);
      if (std::ranges::count_if(token, is_digit) >= 6 && !is_reference(token)) take(from, length, Kind::number);
    }
  }

  std::vector<Match> result() && {
    std::ranges::sort(found_, {}, &Match::from);
    std::vector<Match> all;
    for (Match& match : found_)
      if (!all.empty() && is_one_name(all.back(), match)) all.back().length = match.from + match.length - all.back().from;
      else all.push_back(std::move(match));
    return all;
  }

 private:
  // Two words, known from two names or from one in another order: still one person.
  bool is_one_name(const Match& first, const Match& second) const {
    const std::size_t end = first.from + first.length;
    return first.kind == Kind::name && second.kind == Kind::name && first.instead == second.instead && second.from > end &&
           text_.substr(end, second.from - end).find_first_not_of(' ') == std::string_view::npos;
  }
  bool is_free(std::size_t from, std::size_t length) const {
    return std::ranges::none_of(found_, [&](const Match& other) { return from < other.from + other.length && other.from < from + length; });
  }
  void take(std::size_t from, std::size_t length, Kind kind, std::string instead = {}) {
    if (!is_free(from, length)) return;
    found_.push_back({from, length, kind, instead.empty() ? language_(instead_of(kind)) : std::move(instead)});
  }
  // “ ” ’ – are three bytes that begin with 0xE2, and no letters.
  bool is_word(std::size_t at) const {
    const auto first = [&](std::size_t back) { return at >= back && static_cast<unsigned char>(text_[at - back]) == 0xE2; };
    return is_digit(text_[at]) || (is_letter(text_[at]) && !first(0) && !first(1) && !first(2));
  }
  bool is_edge(std::size_t at) const { return at == 0 || at >= text_.size() || !is_word(at) || !is_word(at - 1); }

  // Everywhere, whatever its case. A short word only where it begins with a capital: "Will", not "will".
  void each(std::string_view word, Words instead) {
    if (word.size() < 2) return;
    for (std::size_t at = 0; at + word.size() <= text_.size(); ++at) {
      if (!equal_but_case(text_.substr(at, word.size()), word) || !is_edge(at) || !is_edge(at + word.size())) continue;
      if (word.size() < 5 && !is_upper(text_[at])) continue;
      take(at, word.size(), Kind::name, language_(instead));
    }
  }
  void whole(std::string_view name, Words instead) {
    if (name.find(' ') != std::string_view::npos) each(name, instead);
  }
  void parts(std::string_view name, Words instead) {
    for (std::size_t at = 0; at < name.size();) {
      const auto end = std::min(name.find(' ', at), name.size());
      each(name.substr(at, end - at), instead);
      at = end + 1;
    }
  }

  void postcode(std::size_t i) {
    const auto shape = [&](std::string_view token) {
      std::string made;
      for (const char c : token) made += is_digit(c) ? '9' : is_letter(c) ? 'A' : c;
      return made;
    };
    const std::string first = shape(text_.substr(tokens_[i].from, tokens_[i].length));
    constexpr std::array<std::string_view, 6> kOutward = {"A9", "A99", "AA9", "AA99", "A9A", "AA9A"};
    for (const auto outward : kOutward) {
      if (first == std::string{outward} + "9AA") return take(tokens_[i].from, tokens_[i].length, Kind::postcode);
      if (first != outward || i + 1 == tokens_.size() || !is_upper(text_[tokens_[i].from])) continue;
      const Token& second = tokens_[i + 1];
      if (shape(text_.substr(second.from, second.length)) == "9AA") return take(tokens_[i].from, second.from + second.length - tokens_[i].from, Kind::postcode);
    }
  }

  // "12 Made-Up Road", "Flat 3, 12 Long Made Lane": a number, one to three words with capitals, and what streets are called.
  void street(std::size_t i) {
    if (!is_digit(text_[tokens_[i].from]) || tokens_[i].length > 5) return;
    for (std::size_t j = i + 1; j < tokens_.size() && j <= i + 4 && is_upper(text_[tokens_[j].from]); ++j) {
      const std::string_view token = text_.substr(tokens_[j].from, tokens_[j].length);
      if (j > i + 1 && std::ranges::count(kStreets, token) > 0) return take(tokens_[i].from, tokens_[j].from + tokens_[j].length - tokens_[i].from, Kind::street);
    }
  }

  void day(std::size_t from, std::size_t length, const Date& date) {
    if (!date.ok()) return;
    const int years = static_cast<int>(today_.year()) - static_cast<int>(date.year()) - (today_.month() / today_.day() < date.month() / date.day() ? 1 : 0);
    if (years >= kBirthDateYears) return take(from, length, Kind::birth_date, language_(instead_of(Kind::birth_date), {{"YEARS", std::to_string(years)}}));
    const auto month = language_(Words{kMonthNames[static_cast<unsigned>(date.month()) - 1]});
    take(from, length, Kind::day, language_(instead_of(Kind::day), {{"MONTH", month}, {"YEAR", std::to_string(static_cast<int>(date.year()))}}));
  }

  static std::optional<int> number(std::string_view digits) {
    int value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (digits.empty() || error != std::errc{} || end != digits.data() + digits.size()) return {};
    return value;
  }

  static Date made(int year, int month, int day) {
    return Date{std::chrono::year{year < 100 ? year + (year > 40 ? 1900 : 2000) : year}, std::chrono::month{static_cast<unsigned>(month)}, std::chrono::day{static_cast<unsigned>(day)}};
  }

  // 27/3/2004, 27.3.04, 27-03-2004, 2004-03-27
  void figures(const Token& token) {
    const std::string_view text = text_.substr(token.from, token.length);
    const auto first = text.find_first_of("/.-");
    if (first == std::string_view::npos) return;
    const auto second = text.find(text[first], first + 1);
    if (second == std::string_view::npos) return;
    const auto a = number(text.substr(0, first)), b = number(text.substr(first + 1, second - first - 1)), c = number(text.substr(second + 1));
    if (!a || !b || !c) return;
    day(token.from, token.length, *a > 31 ? made(*a, *b, *c) : made(*c, *b, *a));
  }

  // "27 March 2004", "27th of March 2004" without its "of", "March 27 2004"
  void in_words(std::size_t i) {
    const auto token = [&](std::size_t n) { return text_.substr(tokens_[n].from, tokens_[n].length); };
    const auto month_of = [](std::string_view word) {
      const auto found = std::ranges::find_if(kMonthNames, [&](std::string_view month) { return equal_but_case(word, month) || (word.size() == 3 && equal_but_case(word, month.substr(0, 3))); });
      return found == kMonthNames.end() ? 0 : static_cast<int>(found - kMonthNames.begin()) + 1;
    };
    const auto day_of = [](std::string_view word) {
      if (word.size() > 2 && !is_digit(word[word.size() - 1])) word.remove_suffix(2);
      return number(word).value_or(0);
    };
    const auto year = number(token(i + 2));
    if (!year || *year < 1900) return;
    const std::size_t length = tokens_[i + 2].from + tokens_[i + 2].length - tokens_[i].from;
    if (const int month = month_of(token(i + 1)); month > 0 && day_of(token(i)) > 0) return day(tokens_[i].from, length, made(*year, month, day_of(token(i))));
    if (const int month = month_of(token(i)); month > 0 && day_of(token(i + 1)) > 0) day(tokens_[i].from, length, made(*year, month, day_of(token(i + 1))));
  }

  std::string_view text_;
  Date today_;
  const i18n::Language& language_;
  std::vector<Token> tokens_;
  std::vector<Match> found_;
};

}  // namespace

std::vector<Match> identifying(std::string_view text, std::span<const Known> known, Date today, const i18n::Language& language) {
  Finder finder{text, today, language};
  finder.addresses();  // before names: an address holds them
  finder.names(known);
  finder.days();
  finder.numbers();
  return std::move(finder).result();
}

std::string with_capital(std::string words) {
  if (!words.empty() && words[0] >= 'a' && words[0] <= 'z') words[0] = static_cast<char>(words[0] - 'a' + 'A');
  return words;
}

std::vector<std::string> perhaps_short_for(std::string_view text, std::span<const Known> known) {
  std::vector<std::string> found;
  for (const auto& [from, length] : tokens_of(text)) {
    const std::string_view token = text.substr(from, length);
    const auto end = std::ranges::find_if_not(token, [](char c) { return is_letter(c) && static_cast<unsigned char>(c) != 0xE2; });  // "Marv’s"
    const std::string_view word = token.substr(0, static_cast<std::size_t>(end - token.begin()));
    if (word.size() < 3 || !is_upper(word[0]) || std::ranges::count(kOrdinary, word) > 0) continue;
    const bool begins_a_name = std::ranges::any_of(known, [&](const Known& one) {
      const std::string_view first = std::string_view{one.name}.substr(0, one.name.find(' '));
      return first.size() > word.size() && equal_but_case(first.substr(0, word.size()), word);
    });
    if (begins_a_name && std::ranges::count(found, word) == 0) found.emplace_back(word);
  }
  return found;
}

std::string without(std::string_view text, std::span<const Match> matches) {
  std::string made;
  std::size_t from = 0;
  for (const Match& match : matches) {
    made.append(text.substr(from, match.from - from)).append(begins_sentence(text, match.from) ? with_capital(match.instead) : match.instead);
    from = match.from + match.length;
  }
  return made.append(text.substr(from));
}

bool names_somebody(const Match& match) { return match.kind != Kind::day; }

std::vector<std::string> stand_ins(const i18n::Language& language) {
  std::vector<std::string> made;
  for (const Kind kind : {Kind::email, Kind::account, Kind::web_address, Kind::telephone, Kind::number, Kind::postcode, Kind::street})
    made.push_back(language(instead_of(kind)));
  return made;
}

}  // namespace regard::concerns::advice
