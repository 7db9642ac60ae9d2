#include <simdjson.h>

#include "webfilter/engine/layout.h"

namespace regard::webfilter {
namespace {

namespace dom = simdjson::dom;

constexpr int kDeepest = 4;  // of what is named: event.http.request.method

class JsonLines final : public Layout {
 public:
  bool split(std::string_view line, Values& values) const override {
    if (line.find('{') == std::string_view::npos) return false;
    line.remove_prefix(line.find('{'));  // what a syslog daemon put before it
    thread_local dom::parser parser;     // its memory is used again
    dom::element read;
    if (parser.parse(line.data(), line.size()).get(read) != simdjson::SUCCESS) return false;
    dom::object object;
    if (read.get(object) != simdjson::SUCCESS) return false;
    std::string path;
    members(object, path, values, 1);
    return true;
  }

 private:
  static void members(dom::object object, std::string& path, Values& values, int depth) {
    const std::size_t above = path.size();
    for (const auto member : object) {
      path.append(member.key);
      value(member.value, path, values, depth);
      path.resize(above);
    }
  }

  static void value(dom::element element, std::string& path, Values& values, int depth) {
    switch (element.type()) {
      case dom::element_type::STRING:
        values.field(path, std::string_view{element});
        break;
      case dom::element_type::OBJECT:
        if (depth == kDeepest) break;
        path += '.';
        members(dom::object{element}, path, values, depth + 1);
        break;
      case dom::element_type::ARRAY:
        if (values.wants(path)) values.field(path, joined(dom::array{element}, values));
        break;
      case dom::element_type::INT64:
      case dom::element_type::UINT64:
      case dom::element_type::DOUBLE:
      case dom::element_type::BOOL:
        if (values.wants(path)) {
          std::string& text = values.keep();
          text = simdjson::minify(element);
          values.field(path, text);
        }
        break;
      case dom::element_type::NULL_VALUE: break;
    }
  }

  static std::string_view joined(dom::array list, Values& values) {
    std::string& text = values.keep();
    for (const auto item : list) {
      if (!item.is_string()) continue;
      if (!text.empty()) text += ',';
      text += std::string_view{item};
    }
    return text;
  }
};

}  // namespace

std::shared_ptr<const Layout> json_lines() { return std::make_shared<JsonLines>(); }

}  // namespace regard::webfilter
