#include "webfilter/engine/layout.h"

namespace regard::webfilter {
namespace {

class Columns final : public Layout {
 public:
  explicit Columns(char separator) : separator_{separator} {}

  bool split(std::string_view line, Values& values) const override {
    std::size_t number = 0;
    for (bool more = true; more;) {
      ++number;
      std::size_t blanks = 0;
      while (blanks < line.size() && line[blanks] == ' ') ++blanks;
      if (blanks < line.size() && line[blanks] == '"') {
        line.remove_prefix(blanks + 1);
        if (!take_quoted(line, number, values)) return false;
        more = !line.empty();
        if (more && line.front() != separator_) return false;
        if (more) line.remove_prefix(1);
      } else {
        const auto end = line.find(separator_);
        values.column(number, line.substr(0, end));
        more = end != std::string_view::npos;
        if (more) line.remove_prefix(end + 1);
      }
    }
    return number > 3;
  }

 private:
  // From after the first quote to after the last, and the blanks that follow it. Two quotes stand for one. False: it never ends.
  static bool take_quoted(std::string_view& line, std::size_t number, Values& values) {
    std::size_t end = line.find('"');
    bool doubled = false;
    while (end != std::string_view::npos && end + 1 < line.size() && line[end + 1] == '"') {
      doubled = true;
      end = line.find('"', end + 2);
    }
    if (end == std::string_view::npos) return false;
    const auto raw = line.substr(0, end);
    line.remove_prefix(end + 1);
    while (!line.empty() && line.front() == ' ') line.remove_prefix(1);
    if (!values.wants_column(number)) return true;
    if (!doubled) {
      values.column(number, raw);
      return true;
    }
    std::string& text = values.keep();
    for (std::size_t i = 0; i < raw.size(); ++i) {
      text += raw[i];
      if (raw[i] == '"') ++i;
    }
    values.column(number, text);
    return true;
  }

  char separator_;
};

}  // namespace

std::unique_ptr<Layout> columns(char separator) { return std::make_unique<Columns>(separator); }

}  // namespace regard::webfilter
