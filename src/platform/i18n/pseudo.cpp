#include "platform/i18n/pseudo.h"

#include <array>

namespace regard::i18n {
namespace {

// One for each of a-z, then A-Z.
constexpr std::array<std::string_view, 52> kAccented{
    "à", "ƀ", "ç", "ð", "é", "ƒ", "ĝ", "ĥ", "ï", "ĵ", "ķ", "ļ", "ɱ", "ñ", "ö", "þ", "ǫ", "ŕ",
    "š", "ţ", "ü", "ṽ", "ŵ", "ẋ", "ý", "ž", "À", "Ɓ", "Ç", "Ð", "É", "Ƒ", "Ĝ", "Ĥ", "Ï", "Ĵ",
    "Ķ", "Ļ", "Ṁ", "Ñ", "Ö", "Þ", "Ǫ", "Ŕ", "Š", "Ţ", "Ü", "Ṽ", "Ŵ", "Ẋ", "Ý", "Ž"};

std::string_view accented(const char& letter) {
  if (letter >= 'a' && letter <= 'z') return kAccented[letter - 'a'];
  if (letter >= 'A' && letter <= 'Z') return kAccented[26 + letter - 'A'];
  return {&letter, 1};
}

// The length of the {NAME}, {{NAME}} or <tag> that starts here; 0 when none does.
std::size_t kept_as_is(std::string_view rest) {
  std::string_view end;
  if (rest.starts_with("{{"))
    end = "}}";
  else if (rest.starts_with('{'))
    end = "}";
  else if (rest.starts_with('<'))
    end = ">";
  else
    return 0;
  const auto at = rest.find(end);
  return at == rest.npos ? 0 : at + end.size();
}

}  // namespace

std::string pseudo(std::string_view english) {
  std::string out{"⟦"};
  for (std::size_t at = 0; at < english.size();) {
    if (const auto kept = kept_as_is(english.substr(at))) {
      out += english.substr(at, kept);
      at += kept;
    } else {
      out += accented(english[at++]);
    }
  }
  return out += "⟧";
}

}  // namespace regard::i18n
