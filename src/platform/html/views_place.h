// Where in HTML one is, as far as views need it: in text, in a tag, in the value of which attribute.
#pragma once

#include <string>
#include <string_view>

namespace regard::html {

class HtmlPlace {
 public:
  void advance(std::string_view text);
  bool in_text() const { return where_ == Where::text; }
  bool in_quoted_value() const { return where_ == Where::value && quote_ != '\0'; }
  std::string_view attribute() const { return attribute_; }  // lower case; the last one seen in this tag

 private:
  enum class Where { text, comment, tag, before_value, value };
  void advance(char c);
  void advance_in_text(char c);
  void advance_in_tag(char c);
  void begin_value(char c);
  void advance_in_value(char c);

  Where where_ = Where::text;
  char quote_ = '\0';
  std::string recent_;     // what may become "<", "<!--" or "-->"
  std::string attribute_;
  bool name_ended_ = false;
};

}  // namespace regard::html
