// Languages: gettext catalogues, read once per language. Templates are translated when they are loaded; words in C++
// when they are shown.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "platform/base/words.h"
#include "platform/files/files.h"

namespace regard::i18n {

using Argument = std::pair<std::string_view, std::string_view>;  // {"NAME", value} fills "{NAME}"

// The language of the tests: accented words in ⟦brackets⟧, made from the English, so that words nobody marked for
// translation stand out.
inline constexpr std::string_view kPseudoLanguage = "en-XA";

class Language {
 public:
  Language(std::string code, const Files& files);  // throws without a catalogue, unless "en" or the pseudo-language
  ~Language();
  Language(Language&&) noexcept;
  const std::string& code() const;
  std::string operator()(Words words, std::initializer_list<Argument> arguments = {}) const;
  // Both forms are literals, plural(tr("{COUNT} case"), tr("{COUNT} cases"), n), for tools/messages to find them.
  std::string plural(Words one, Words many, std::int64_t count,
                     std::initializer_list<Argument> arguments = {}) const;  // "{COUNT}" is filled
  std::string translate(std::string_view english) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// {NAME} by its value; a name without one stays as it is, and values are not looked through again.
std::string fill(std::string_view pattern, std::initializer_list<Argument> arguments);

}  // namespace regard::i18n
