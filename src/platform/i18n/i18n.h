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

class Language {
 public:
  Language(std::string code, const Files& files);  // "en", "cy", "en-XA" (the pseudo-language of the tests)
  ~Language();
  Language(Language&&) noexcept;
  const std::string& code() const;
  std::string operator()(Words words, std::initializer_list<Argument> arguments = {}) const;
  std::string plural(Words one, Words many, std::int64_t count) const;  // "{COUNT}" is filled
  std::string translate(std::string_view english) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace regard::i18n
