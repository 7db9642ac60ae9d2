// multipart/form-data as browsers and curl send it: RFC 7578, and the WHATWG encoding of names.
#include <algorithm>

#include "platform/base/text.h"
#include "platform/http/media_type.h"
#include "platform/http/message.h"

namespace regard::http {
namespace {

constexpr std::size_t kBoundaryLimit = 70;  // RFC 2046, 5.1.1
constexpr std::size_t kPartHeadLimit = 4 * 1024;

struct PartHead {
  std::string field;
  std::optional<std::string> file_name;  // there: the part is a file, chosen or not
  std::string content_type;
};

// WHATWG, "multipart/form-data encoding algorithm": exactly these three are escaped in names.
std::string unescaped_name(std::string_view name) {
  std::string out;
  while (!name.empty()) {
    const std::string_view escape = name.substr(0, 3);
    const char plain = escape == "%22" ? '"' : escape == "%0D" ? '\r' : escape == "%0A" ? '\n' : '\0';
    out += plain ? plain : name.front();
    name.remove_prefix(plain ? 3 : 1);
  }
  return out;
}

std::optional<PartHead> read_part_head(std::string_view head) {
  PartHead part;
  bool has_disposition = false;
  while (!head.empty()) {
    const std::size_t end = std::min(head.find("\r\n"), head.size());
    const std::string_view line = head.substr(0, end);
    head.remove_prefix(std::min(end + 2, head.size()));
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) return {};
    const std::string name = media_type(line.substr(0, colon));
    const std::string_view value = trimmed(line.substr(colon + 1));
    if (name == "content-type") part.content_type = value;
    if (name != "content-disposition") continue;
    const auto field = parameter_of(value, "name");
    if (has_disposition || media_type(value) != "form-data" || !field) return {};
    has_disposition = true;
    part.field = unescaped_name(*field);
    if (const auto file_name = parameter_of(value, "filename")) part.file_name = unescaped_name(*file_name);
  }
  if (!has_disposition || !is_utf8(part.field) || !is_utf8(part.content_type)) return {};
  if (part.file_name && !is_utf8(*part.file_name)) return {};
  return part;
}

// Adds one part, its head and content, to the form.
bool take_part(Form& form, std::string_view part) {
  const std::size_t head_end = part.find("\r\n\r\n");
  if (head_end == std::string_view::npos || head_end > kPartHeadLimit) return false;
  auto head = read_part_head(part.substr(0, head_end));
  if (!head || form.entries().size() + form.files.size() == kFieldLimit) return false;
  std::string content{part.substr(head_end + 4)};
  if (head->file_name) {
    form.files.push_back({std::move(head->field), std::move(*head->file_name), std::move(head->content_type),
                          std::move(content)});
    return true;
  }
  if (!is_utf8(content)) return false;
  form.add(std::move(head->field), std::move(content));
  return true;
}

// What follows the boundary on its line: nothing but white space, or "--" after the last part.
enum class Line { next_part, last, malformed };

Line take_line_end(std::string_view& rest) {
  if (rest.starts_with("--")) return Line::last;
  const std::size_t end = rest.find("\r\n");
  if (end == std::string_view::npos || !trimmed(rest.substr(0, end)).empty()) return Line::malformed;
  rest.remove_prefix(end + 2);
  return Line::next_part;
}

}  // namespace

std::optional<Form> parse_multipart(std::string_view content_type, std::string_view body) {
  const auto boundary = parameter_of(content_type, "boundary");
  if (!boundary || boundary->empty() || boundary->size() > kBoundaryLimit) return {};
  const std::string delimiter = "\r\n--" + *boundary;
  // The first boundary may stand at the very start, without the line end that the others have before them.
  if (!body.starts_with(std::string_view{delimiter}.substr(2))) return {};
  body.remove_prefix(delimiter.size() - 2);
  Form form;
  for (;;) {
    switch (take_line_end(body)) {
      case Line::last:
        return form;
      case Line::malformed:
        return {};
      case Line::next_part:
        break;
    }
    const std::size_t end = body.find(delimiter);
    if (end == std::string_view::npos || !take_part(form, body.substr(0, end))) return {};
    body.remove_prefix(end + delimiter.size());
  }
}

}  // namespace regard::http
