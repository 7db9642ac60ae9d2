// HTML that is already safe. Only views make it; only it is put into a page unescaped.
#pragma once

#include <string>
#include <utility>

namespace regard::html {

class Html {
 public:
  Html() = default;
  const std::string& text() const { return text_; }
  bool empty() const { return text_.empty(); }
  Html& operator+=(const Html& more) { text_ += more.text_; return *this; }

 private:
  friend class View;
  explicit Html(std::string text) : text_{std::move(text)} {}
  std::string text_;
};

}  // namespace regard::html
