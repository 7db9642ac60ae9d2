// Text about a person. It cannot be printed, logged or compared by accident; `reveal` is what a reviewer greps for.
#pragma once

#include <ostream>
#include <string>
#include <string_view>
#include <utility>

namespace regard {

class PrivateText {
 public:
  PrivateText() = default;
  explicit PrivateText(std::string text) : text_{std::move(text)} {}
  const std::string& reveal() const& { return text_; }
  std::string_view reveal() && = delete;
  bool empty() const { return text_.empty(); }

 private:
  std::string text_;
};

std::ostream& operator<<(std::ostream&, const PrivateText&) = delete;

}  // namespace regard
