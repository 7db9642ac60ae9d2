#include "platform/html/views_place.h"

#include <cctype>

namespace regard::html {
namespace {

bool is_space(char c) { return std::isspace(static_cast<unsigned char>(c)) != 0; }
bool is_letter(char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; }

}  // namespace

void HtmlPlace::advance(std::string_view text) {
  for (const char c : text) advance(c);
}

void HtmlPlace::advance(char c) {
  switch (where_) {
    case Where::text: return advance_in_text(c);
    case Where::comment:
      recent_ += c;
      if (recent_.ends_with("-->")) where_ = Where::text, recent_.clear();
      return;
    case Where::tag: return advance_in_tag(c);
    case Where::before_value: return begin_value(c);
    case Where::value: return advance_in_value(c);
  }
}

void HtmlPlace::advance_in_text(char c) {
  if (c == '<') {
    recent_ = c;
  } else if (recent_ == "<" && (is_letter(c) || c == '/' || c == '!')) {
    where_ = Where::tag;
    attribute_.clear();
    name_ended_ = true;
    recent_ += c;
  } else {
    recent_.clear();
  }
}

void HtmlPlace::advance_in_tag(char c) {
  if (recent_.starts_with("<!") && recent_.size() < 4) {
    recent_ += c;
    if (recent_ == "<!--") {
      where_ = Where::comment;
      recent_.clear();
      return;
    }
  }
  if (c == '>') {
    where_ = Where::text;
    recent_.clear();
  } else if (c == '=') {
    where_ = Where::before_value;
  } else if (is_space(c) || c == '/') {
    name_ended_ = true;
  } else {
    if (name_ended_) attribute_.clear();
    name_ended_ = false;
    attribute_ += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  }
}

void HtmlPlace::begin_value(char c) {
  if (is_space(c)) return;
  if (c == '>') {
    where_ = Where::text;
    return;
  }
  where_ = Where::value;
  quote_ = c == '"' || c == '\'' ? c : '\0';
}

void HtmlPlace::advance_in_value(char c) {
  if (quote_ == '\0' && c == '>') {
    where_ = Where::text;
    recent_.clear();
  } else if (quote_ == '\0' ? is_space(c) : c == quote_) {
    where_ = Where::tag;
    name_ended_ = true;
  }
}

}  // namespace regard::html
