#include <algorithm>
#include <stdexcept>

#include "webfilter/engine/layout.h"
#include "webfilter/engine/letters.h"

namespace regard::webfilter {
namespace {

struct Code {
  std::string_view code, name;
};
// Of https://www.squid-cache.org/Doc/config/logformat/, what says something here. [un is the code un with a style before it.
constexpr Code kCodes[] = {
    {"ts", "time"},     {"tl", "time"},     {"tg", "time"},    {">a", "client"},  {">A", "client"},  {"un", "user"},    {"ul", "user"},
    {"ue", "user"},     {"us", "user"},     {"ui", "ident"},   {"rm", "method"},  {">rm", "method"}, {"ru", "url"},     {">ru", "url"},
    {"<ru", "url"},     {">rd", "host"},    {"Ss", "result"},  {">Hs", "status"}, {"Hs", "status"},  {"mt", "type"},    {"<a", "peer"},
    {"ssl::>sni", "sni"}, {"<st", "bytes"}, {"et", "tag"},     {"Sh", "peering"},
};
constexpr std::string_view kTime = "%ts.%03tu";

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_of_a_code(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '<' || c == '>'; }

std::string lower(std::string_view text) {
  std::string made{text};
  std::ranges::transform(made, made.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return made;
}

// A field and the literal text behind it.
struct Part {
  Slot slot = Names::kNone;  // none: read and forgotten
  std::string then;          // of the last: empty
  bool is_url = false, is_behind_url = false, has_blanks = false;
  bool may_be_behind_blanks = true;  // numbers are set to the right, and a blank of the format is one or more of the line
  char sign = '\0';  // behind it, when it has no blanks and ends with one sign: nearly all
};

constexpr std::size_t kNever = std::string_view::npos;

class Line {
 public:
  Line(std::string_view format, const Names& names) : rest_{names.of("rest")} {
    before_ = literal(format);
    bool has_url = false, has_host = false;
    while (!format.empty()) {
      const bool is_note = format.find("note") < format.find(' ');
      const std::string name = name_of(format);
      Part part{.slot = name.empty() ? Names::kNone : names.of(name), .then = literal(format), .is_url = name == "url", .is_behind_url = has_url};
      part.may_be_behind_blanks = name != "time" || (!parts_.empty() && parts_.back().sign == ' ');
      part.has_blanks = is_note || part.then.starts_with('"') || part.then.starts_with(']');
      if (!part.has_blanks && part.then.size() == 1) part.sign = part.then.front();
      if (part.then.empty() && !format.empty())
        throw std::runtime_error("two fields without anything between them cannot be told apart: " + std::string{format});
      has_url = has_url || name == "url";
      has_host = has_host || name == "host";
      parts_.push_back(std::move(part));
    }
    if (!has_url && !has_host) throw std::runtime_error("the format says no %ru, so nothing can be learnt from it");
  }

  bool split(std::string_view line, Values& values) const {
    if (!before_.empty() && !skip(line, before_)) return false;
    for (const Part& part : parts_) {
      if (part.may_be_behind_blanks && line.starts_with(' ')) skip_blanks(line);
      if (line.empty()) return part.is_behind_url;
      if (part.sign != '\0') {
        const std::size_t end = end_before_blank(line, part.sign);
        if (end == kNever && (!part.is_behind_url || find_near(line, 0, ' ') != kNever)) return false;
        values.set(part.slot, line.substr(0, end));
        if (end == kNever) return true;
        line.remove_prefix(end + 1);
        continue;
      }
      std::size_t end = 0;
      if (!find_end(line, part, end) || (end == kNever && !part.is_behind_url)) return false;
      values.set(part.slot, line.substr(0, end));
      if (end == kNever) return true;
      line.remove_prefix(end);
      if (!skip(line, part.then)) return part.is_behind_url || part.is_url;
    }
    if (!parts_.empty() && parts_.back().sign == ' ') skip_blanks(line);
    values.set(rest_, line);
    return true;
  }

 private:
  // Up to the next code; %% is a percent sign.
  static std::string literal(std::string_view& format) {
    std::string text;
    while (!format.empty()) {
      if (format.front() == '%') {
        if (!format.starts_with("%%")) return text;
        format.remove_prefix(1);
      }
      text += format.front();
      format.remove_prefix(1);
    }
    return text;
  }

  // % [style] [-] [width] [.precision] [{argument}] code [{argument}]
  static std::string name_of(std::string_view& format) {
    if (format.starts_with(kTime)) {
      format.remove_prefix(kTime.size());
      return "time";
    }
    format.remove_prefix(1);
    const auto take = [&](auto matches) {
      std::size_t size = 0;
      while (size < format.size() && matches(format[size])) ++size;
      const auto taken = format.substr(0, size);
      format.remove_prefix(size);
      return taken;
    };
    take([](char c) { return c == '"' || c == '[' || c == '#' || c == '/' || c == '\'' || c == '-'; });
    take([](char c) { return is_digit(c) || c == '.'; });
    std::string argument = braced(format);
    std::string code{take(is_of_a_code)};
    if (format.starts_with("::")) {  // ssl::>sni
      format.remove_prefix(2);
      code += "::" + std::string{take(is_of_a_code)};
    }
    if (code.empty()) throw std::runtime_error("after % comes no code: " + std::string{format});
    if (argument.empty()) argument = braced(format);
    if (code == ">h" || code == ">ha") {
      const std::string header = lower(argument);
      return header == "referer" ? "referrer" : header == "user-agent" ? "agent" : header == "x-forwarded-for" ? "forwarded" : "";
    }
    if (code == "note") return argument;
    const auto known = std::ranges::find(kCodes, std::string_view{code}, &Code::code);
    return known == std::end(kCodes) ? std::string{} : std::string{known->name};
  }

  static std::string braced(std::string_view& format) {
    if (format.empty() || format.front() != '{') return {};
    const auto end = format.find('}');
    if (end == std::string_view::npos) throw std::runtime_error("a { is never closed: " + std::string{format});
    std::string inside{format.substr(1, end - 1)};
    format.remove_prefix(end + 1);
    return inside;
  }

  static void skip_blanks(std::string_view& line) {
    while (!line.empty() && line.front() == ' ') line.remove_prefix(1);
  }

  // Where the sign stands; kNever: not before the first blank.
  static std::size_t end_before_blank(std::string_view line, char sign) {
    if (sign == ' ') return find_near(line, 0, ' ');
    const std::size_t end = find_near(line, 0, [sign](const char* letters) { return where_is(letters, sign) | where_is(letters, ' '); });
    return end == kNever || line[end] == sign ? end : kNever;
  }

  // Finds where the field ends; kNever: with the line. In quotes \" does not end it. False: it has blanks and may not.
  static bool find_end(std::string_view line, const Part& part, std::size_t& end) {
    if (!part.has_blanks) {
      const std::size_t blank = find_near(line, 0, ' ');
      end = part.then.empty() ? std::min(blank, line.size()) : part.then.front() == ' ' ? blank : line.find(part.then);
      return end <= blank && (end == kNever || line.substr(end).starts_with(part.then));
    }
    end = part.then.empty() ? std::min(find_near(line, 0, ' '), line.size()) : line.find(part.then);
    if (part.then.starts_with('"'))
      while (end != kNever && end > 0 && line[end - 1] == '\\') end = line.find(part.then, end + 1);
    return true;
  }

  // A blank of the format is one or more of the line.
  static bool skip(std::string_view& line, std::string_view literal) {
    for (const char c : literal) {
      if (line.empty() || line.front() != c) return false;
      line.remove_prefix(1);
      if (c == ' ') skip_blanks(line);
    }
    return true;
  }

  Slot rest_;
  std::string before_;
  std::vector<Part> parts_;
};

class Squid final : public Layout {
 public:
  Squid(const std::vector<std::string>& formats, const Names& names) {
    for (const auto& format : formats) lines_.emplace_back(format, names);
  }
  bool split(std::string_view line, Values& values) const override {
    return std::ranges::any_of(lines_, [&](const Line& one) {
      if (one.split(line, values)) return true;
      values.clear();
      return false;
    });
  }

 private:
  std::vector<Line> lines_;
};

}  // namespace

std::shared_ptr<const Layout> squid(const std::vector<std::string>& formats, const Names& names) { return std::make_shared<Squid>(formats, names); }

}  // namespace regard::webfilter
