#include "platform/search/terms.h"

#include <libstemmer.h>
#include <utf8proc.h>

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <optional>

#include "platform/search/search.h"

namespace regard::search {
namespace {

// There is no list of words to leave out: An, He, To and Do are surnames.
constexpr std::size_t kLongestWord = 64;  // bytes; what is longer is hardly a word and is cut

using CodePoint = utf8proc_int32_t;
using Characters = std::u32string;

// Letters that Unicode does not take apart and people type without their stroke or as two. After case folding.
struct Folded { char32_t letter; std::u32string_view plain; };
constexpr Folded kFolded[] = {{U'ø', U"o"}, {U'ł', U"l"}, {U'đ', U"d"}, {U'ð', U"d"},  {U'ħ', U"h"},  {U'ı', U"i"},
                              {U'ŧ', U"t"}, {U'ŋ', U"n"}, {U'ĸ', U"k"}, {U'æ', U"ae"}, {U'œ', U"oe"}, {U'þ', U"th"}};

bool is_apostrophe(char32_t c) { return c == U'\'' || c == U'\u2019' || c == U'\u02BC' || c == U'\u2018'; }
bool is_hyphen(char32_t c) { return c == U'-' || c == U'\u2010' || c == U'\u2011'; }

bool is_of_word(char32_t c) {
  if (c < 0x80) return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
  if (is_apostrophe(c)) return false;
  const auto category = utf8proc_category(static_cast<CodePoint>(c));
  return (category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO) ||
         (category >= UTF8PROC_CATEGORY_ND && category <= UTF8PROC_CATEGORY_NO);
}

// Lower case, without accents and invisible characters, wide and narrow forms alike.
Characters folded(std::string_view text) {
  constexpr auto how = static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT |
                                                      UTF8PROC_CASEFOLD | UTF8PROC_STRIPMARK | UTF8PROC_IGNORE);
  utf8proc_uint8_t* mapped = nullptr;
  const auto length = utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                   static_cast<utf8proc_ssize_t>(text.size()), &mapped, how);
  if (length < 0) return {};  // not UTF-8: the edge lets no such text in
  const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owner{mapped, &std::free};
  Characters characters;
  characters.reserve(static_cast<std::size_t>(length));
  for (utf8proc_ssize_t at = 0; at < length;) {
    CodePoint c = 0;
    at += utf8proc_iterate(mapped + at, length - at, &c);
    const auto letter = static_cast<char32_t>(c);
    const auto* plain = std::find_if(std::begin(kFolded), std::end(kFolded),
                                     [&](const Folded& f) { return f.letter == letter; });
    if (letter > 0x7F && plain != std::end(kFolded)) characters += plain->plain;
    else characters += letter;
  }
  return characters;
}

std::string utf8(std::u32string_view characters) {
  std::string text;
  for (const char32_t c : characters) {
    utf8proc_uint8_t bytes[4];
    const auto count = utf8proc_encode_char(static_cast<CodePoint>(c), bytes);
    if (text.size() + static_cast<std::size_t>(count) > kLongestWord) break;
    text.append(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(count));
  }
  return text;
}

// One letter of an alphabet is no word; one ideograph is a name.
bool is_word(std::u32string_view part) {
  if (part.size() > 1) return true;
  return part.size() == 1 && utf8proc_category(static_cast<CodePoint>(part[0])) == UTF8PROC_CATEGORY_LO;
}

// "o'brien", "smith-jones", "worried": letters and digits, joined by single apostrophes and hyphens.
struct Word {
  Characters whole;                // without what joins it: "obrien"
  std::vector<Characters> parts;   // between hyphens and apostrophes: "o", "brien"
  bool hyphens_only = true;

  bool parts_say_it_all() const {
    return hyphens_only && std::all_of(parts.begin(), parts.end(), [](const auto& p) { return is_word(p); });
  }
};

bool ends_in_possessive(const Word& word) {
  return !word.hyphens_only && word.parts.size() > 1 && word.parts.back() == U"s";
}

std::optional<Word> next_word(std::u32string_view& rest) {
  while (!rest.empty() && !is_of_word(rest.front())) rest.remove_prefix(1);
  if (rest.empty()) return {};
  Word word;
  word.parts.emplace_back();
  std::size_t at = 0;
  for (; at < rest.size(); ++at) {
    const char32_t c = rest[at];
    if (is_of_word(c)) {
      word.parts.back() += c;
      continue;
    }
    const bool joins = (is_apostrophe(c) || is_hyphen(c)) && at + 1 < rest.size() && is_of_word(rest[at + 1]);
    if (!joins) break;
    word.hyphens_only &= is_hyphen(c);
    word.parts.emplace_back();
  }
  rest.remove_prefix(at);
  if (ends_in_possessive(word)) {
    word.parts.pop_back();
    word.hyphens_only = word.parts.size() == 1;
  }
  for (const auto& part : word.parts) word.whole += part;
  return word;
}

class Stemmer {
 public:
  Stemmer() : stemmer_{sb_stemmer_new("english", "UTF_8"), &sb_stemmer_delete} {}
  std::string stem(const std::string& word) const {
    const auto* stemmed = sb_stemmer_stem(stemmer_.get(), reinterpret_cast<const sb_symbol*>(word.data()),
                                          static_cast<int>(word.size()));
    return {reinterpret_cast<const char*>(stemmed), static_cast<std::size_t>(sb_stemmer_length(stemmer_.get()))};
  }

 private:
  std::unique_ptr<sb_stemmer, decltype(&sb_stemmer_delete)> stemmer_;
};

enum class Form { any, as_written };

// A word that is its own stem has only that term, so that most words cost one term, not two.
std::string term_of(const Stemmer& stemmer, std::u32string_view part, Form form) {
  const std::string word = utf8(part);
  std::string stem = stemmer.stem(word);
  return form == Form::any || stem == word ? stem : "=" + word;
}

void once_each(std::vector<std::string>& terms) {
  std::sort(terms.begin(), terms.end());
  terms.erase(std::unique(terms.begin(), terms.end()), terms.end());
}

void add_wanted(const Stemmer& stemmer, std::u32string_view text, Form form, std::vector<std::string>& wanted) {
  while (const auto word = next_word(text)) {
    if (form == Form::any && word->parts_say_it_all()) {
      for (const auto& part : word->parts) wanted.push_back(term_of(stemmer, part, form));
    } else if (is_word(word->whole)) {
      wanted.push_back(term_of(stemmer, word->whole, form));
    }
  }
}

std::vector<std::string> terms_of(const Stemmer& stemmer, std::string_view text) {
  const Characters characters = folded(text);
  std::u32string_view rest{characters};
  std::vector<std::string> found;
  while (auto word = next_word(rest)) {
    if (word->parts.size() > 1) word->parts.push_back(word->whole);
    for (const auto& part : word->parts) {
      if (!is_word(part)) continue;
      found.push_back(term_of(stemmer, part, Form::any));
      found.push_back(term_of(stemmer, part, Form::as_written));
    }
  }
  once_each(found);
  return found;
}

}  // namespace

std::vector<std::string> terms(std::string_view text) { return terms_of(Stemmer{}, text); }

struct Matcher::Tools {
  Stemmer stemmer;
};

Matcher::Matcher(std::string_view words) : wanted_{wanted_terms(words)}, tools_{std::make_unique<Tools>()} {}
Matcher::~Matcher() = default;

std::vector<std::size_t> Matcher::terms_in(std::string_view word) const {
  std::vector<std::size_t> found;
  for (const auto& term : terms_of(tools_->stemmer, word))
    if (const auto at = std::ranges::lower_bound(wanted_, term); at != wanted_.end() && *at == term)
      found.push_back(static_cast<std::size_t>(at - wanted_.begin()));
  return found;
}

bool is_of_word_or_joins(char32_t c) {
  if (is_of_word(c) || is_apostrophe(c) || is_hyphen(c) || (c >= 'A' && c <= 'Z')) return true;
  const auto category = utf8proc_category(static_cast<CodePoint>(c));
  return category == UTF8PROC_CATEGORY_MN || category == UTF8PROC_CATEGORY_MC;  // accents on their own
}

std::vector<std::string> wanted_terms(std::string_view words) {
  const Stemmer stemmer;
  std::vector<std::string> wanted;
  Form form = Form::any;
  while (true) {
    const auto quote = words.find('"');
    const Characters text = folded(words.substr(0, quote));
    add_wanted(stemmer, text, form, wanted);
    if (quote == std::string_view::npos) break;
    words.remove_prefix(quote + 1);
    // A quotation mark that is never closed is a slip: the rest is searched in any form.
    form = form == Form::any && words.find('"') != std::string_view::npos ? Form::as_written : Form::any;
  }
  once_each(wanted);
  return wanted;
}

}  // namespace regard::search
