#include "platform/i18n/i18n.h"

#include <algorithm>
#include <array>
#include <boost/locale/gnu_gettext.hpp>
#include <locale>
#include <stdexcept>

#include "platform/i18n/pseudo.h"

namespace regard::i18n {
namespace {

using Catalogue = boost::locale::message_format<char>;

// The catalogue reader wants text that ends in NUL, which a view of text may not.
class Key {
 public:
  explicit Key(std::string_view text) {
    if (text.size() >= short_.size()) {
      long_ = text;
    } else {
      *std::ranges::copy(text, short_.begin()).out = '\0';
    }
  }
  const char* text() const { return long_.empty() ? short_.data() : long_.c_str(); }

 private:
  std::array<char, 512> short_;
  std::string long_;
};

std::locale read_catalogue(const std::string& code, const Files& files) {
  const auto bytes = files.find("translations/" + code + ".mo");
  if (!bytes) throw std::runtime_error("there is no catalogue for the language " + code);
  boost::locale::gnu_gettext::messages_info info;
  info.language = code;
  info.encoding = "UTF-8";
  info.domains.emplace_back("regard");
  info.paths.emplace_back("translations");
  info.callback = [&](const std::string&, const std::string&) {
    return std::vector<char>{bytes->begin(), bytes->end()};
  };
  return {std::locale::classic(), boost::locale::gnu_gettext::create_messages_facet<char>(info)};
}

}  // namespace

struct Language::State {
  std::string code;
  std::locale locale;                    // owns the catalogue
  const Catalogue* catalogue = nullptr;  // none for English
  bool is_pseudo = false;

  const char* find(const char* key) const { return catalogue ? catalogue->get(0, nullptr, key) : nullptr; }
};

Language::Language(std::string code, const Files& files) : state_{std::make_unique<State>()} {
  state_->code = std::move(code);
  state_->is_pseudo = state_->code == kPseudoLanguage;
  if (state_->is_pseudo || state_->code == "en") return;
  state_->locale = read_catalogue(state_->code, files);
  state_->catalogue = &std::use_facet<Catalogue>(state_->locale);
}

Language::~Language() = default;
Language::Language(Language&&) noexcept = default;

const std::string& Language::code() const { return state_->code; }

std::string Language::operator()(Words words, std::initializer_list<Argument> arguments) const {
  if (words.empty()) return {};
  if (arguments.size() == 0) return translate(words.english);
  if (state_->is_pseudo) return fill(pseudo(words.english), arguments);
  const Key key{words.english};
  const char* translated = state_->find(key.text());
  return fill(translated ? std::string_view{translated} : words.english, arguments);
}

std::string Language::plural(Words one, Words many, std::int64_t count,
                             std::initializer_list<Argument> arguments) const {
  const std::string_view english = count == 1 ? one.english : many.english;
  const std::string digits = std::to_string(count);
  const auto with_count = [&](std::string_view pattern) {
    return arguments.size() == 0 ? fill(pattern, {{"COUNT", digits}})
                                 : fill(fill(pattern, {{"COUNT", digits}}), arguments);
  };
  if (state_->is_pseudo) return with_count(pseudo(english));
  // Plural rules look at the last digits only, so a count beyond int may lose the others.
  const int n = static_cast<int>(count > 1'000'000'000 ? 1'000'000'000 + count % 1'000'000 : count);
  const char* translated =
      state_->catalogue ? state_->catalogue->get(0, nullptr, Key{one.english}.text(), n) : nullptr;
  return with_count(translated ? std::string_view{translated} : english);
}

std::string Language::translate(std::string_view english) const {
  if (english.empty()) return {};
  if (state_->is_pseudo) return pseudo(english);
  const Key key{english};
  const char* translated = state_->find(key.text());
  return translated ? std::string{translated} : std::string{english};
}

std::string fill(std::string_view pattern, std::initializer_list<Argument> arguments) {
  std::string out;
  out.reserve(pattern.size() + 32 * arguments.size());
  while (true) {
    const auto open = pattern.find('{');
    const auto close = open == pattern.npos ? open : pattern.find('}', open);
    if (close == pattern.npos) return out += pattern;
    out += pattern.substr(0, open);
    const auto name = pattern.substr(open + 1, close - open - 1);
    const auto argument = std::ranges::find(arguments, name, &Argument::first);
    out += argument == arguments.end() ? pattern.substr(open, close - open + 1) : argument->second;
    pattern.remove_prefix(close + 1);
  }
}

}  // namespace regard::i18n
