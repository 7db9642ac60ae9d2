#include "platform/html/views_source.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "platform/html/views_place.h"

namespace regard::html {
namespace {

constexpr std::string_view kPragma = "{{%AUTOESCAPE context=\"HTML\"}}";

// Auto-escape knows these and checks the scheme; a second modifier before its own would escape twice.
constexpr std::array<std::string_view, 10> kUrlAttributes{"href", "src", "action", "cite", "data", "poster",
                                                          "background", "longdesc", "usemap", "manifest"};
// It does not know these, or they are not allowed here. tools/check_views refuses them without a value in them, too.
constexpr std::array<std::string_view, 5> kRefusedAttributes{"formaction", "srcset", "srcdoc", "style", "ping"};

bool is_name(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](unsigned char c) {
    return std::isupper(c) || std::isdigit(c) || c == '_';
  });
}

std::string one_line(std::string_view text) {
  std::string out;
  for (const unsigned char c : text) {
    if (!std::isspace(c))
      out += static_cast<char>(c);
    else if (!out.empty() && out.back() != ' ')
      out += ' ';
  }
  if (out.ends_with(' ')) out.pop_back();
  return out;
}

void append_escaped(std::string& out, char c) {
  switch (c) {
    case '&': out += "&amp;"; break;
    case '<': out += "&lt;"; break;
    case '>': out += "&gt;"; break;
    case '"': out += "&quot;"; break;
    case '\'': out += "&#39;"; break;
    default: out += c;
  }
}

// The {NAME} or <tag> that `text` starts with; empty when there is none.
std::string_view name_or_tag(std::string_view text) {
  const auto end = text.find(text.front() == '{' ? '}' : '>');
  if (end == text.npos || (text.front() != '{' && text.front() != '<')) return {};
  if (text.front() == '{' && !is_name(text.substr(1, end - 1))) return {};
  return text.substr(0, end + 1);
}

// A tag as it was written, with {NAME} in it as {{NAME}}.
void append_tag(std::string& out, std::string_view tag) {
  while (!tag.empty()) {
    const auto name = tag.front() == '{' ? name_or_tag(tag) : std::string_view{};
    const auto piece = name.empty() ? tag.substr(0, 1) : name;
    if (name.empty())
      out += piece;
    else
      out.append("{").append(name).append("}");
    tag.remove_prefix(piece.size());
  }
}

// {NAME} becomes {{NAME}}; markup that stands in the English may stand in the translation, everything else is text.
std::string as_markup(std::string_view translated, std::string_view english) {
  std::string out;
  while (!translated.empty()) {
    const auto piece = name_or_tag(translated);
    const bool kept = !piece.empty() && (piece.front() == '{' || english.find(piece) != english.npos);
    if (!kept)
      append_escaped(out, translated.front());
    else if (piece.front() == '<')
      append_tag(out, piece);
    else
      out.append("{").append(piece).append("}");
    translated.remove_prefix(kept ? piece.size() : 1);
  }
  return out;
}

class Preparation {
 public:
  explicit Preparation(const i18n::Language& language) : language_{language} { out_.text = kPragma; }

  ViewSource run(std::string_view text) && {
    append(text);
    if (!place_.in_text()) throw ViewMistake{"the file ends inside a tag"};
    return std::move(out_);
  }

 private:
  void append(std::string_view rest) {
    while (!rest.empty()) {
      const auto words = rest.find("[["), marker = rest.find("{{");
      const auto next = std::min(words, marker);
      append_text(rest.substr(0, next));
      if (next == rest.npos) return;
      const auto end = rest.find(next == words ? "]]" : "}}", next);
      if (end == rest.npos) throw ViewMistake{"not closed: " + std::string{rest.substr(next, 40)}};
      const auto inside = rest.substr(next + 2, end - next - 2);
      next == words ? append_words(inside) : append_marker(inside);
      rest.remove_prefix(end + 2);
    }
  }

  void append_text(std::string_view text) {
    place_.advance(text);
    out_.text += text;
  }

  void append_words(std::string_view inside) {
    if (inside.find("{{") != inside.npos) throw ViewMistake{"in [[…]] write {NAME}: " + std::string{inside}};
    const std::string english = one_line(inside);
    if (!place_.in_text() && english.find('<') != english.npos)
      throw ViewMistake{"markup in the words of an attribute: " + english};
    append(as_markup(language_.translate(english), english));
  }

  void append_marker(std::string_view inside) {
    if (inside.empty()) throw ViewMistake{"{{}} has no name"};
    switch (inside.front()) {
      case '!': return;
      case '#':
      case '/': return append_section(inside);
      case '>': return append_raw(named(inside.substr(1)), std::string{inside.substr(1)} + std::string{kIncluded});
      default: return append_variable(named(inside));
    }
  }

  void append_section(std::string_view inside) {
    named(inside.substr(1));
    out_.text.append("{{").append(inside).append("}}");
  }

  void append_variable(std::string_view name) {
    if (name.ends_with("_HTML")) return append_raw(name, std::string{name});
    if (!place_.in_text() && !place_.in_quoted_value())
      throw ViewMistake{"{{" + std::string{name} + "}} stands in a tag outside a quoted value"};
    const auto attribute = place_.in_text() ? std::string_view{} : place_.attribute();
    if (std::ranges::count(kRefusedAttributes, attribute) || attribute.starts_with("on")) refuse(attribute);
    // pre_escape is html_escape that leaves line ends alone.
    const bool is_url = std::ranges::count(kUrlAttributes, attribute) > 0;
    out_.text.append("{{").append(name).append(is_url ? "}}" : ":pre_escape}}");
  }

  void append_raw(std::string_view shown_name, const std::string& name) {
    if (!place_.in_text()) throw ViewMistake{"{{" + std::string{shown_name} + "}} stands in a tag"};
    out_.text.append("{{").append(name).append(":none}}");
  }

  std::string_view named(std::string_view name) {
    if (!is_name(name)) throw ViewMistake{"not a name: {{" + std::string{name} + "}}"};
    if (name.ends_with(kIncluded)) throw ViewMistake{"a name must not end in _INCLUDED: " + std::string{name}};
    out_.names.emplace(name);
    return name;
  }

  [[noreturn]] static void refuse(std::string_view attribute) {
    throw ViewMistake{"the attribute " + std::string{attribute} + " is not allowed in views"};
  }

  const i18n::Language& language_;
  HtmlPlace place_;
  ViewSource out_;
};

}  // namespace

ViewSource prepare(std::string_view file_text, const i18n::Language& language) {
  return Preparation{language}.run(file_text);
}

}  // namespace regard::html
