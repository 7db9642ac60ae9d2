#include "webfilter/weblog/events.h"

#include <algorithm>
#include <boost/json.hpp>
#include <ostream>

#include "platform/base/calendar.h"
#include "platform/base/text.h"
#include "webfilter/engine/alias.h"
#include "webfilter/engine/block_pages.h"
#include "webfilter/engine/identity.h"
#include "webfilter/engine/input/input.h"
#include "webfilter/weblog/reading.h"

namespace regard::webfilter {
namespace {

namespace json = boost::json;

// Logs hold bytes of any encoding; JSON is UTF-8, so what is none becomes a sign for that.
std::string utf8(std::string_view bytes) {
  std::string made;
  while (!bytes.empty()) {
    std::size_t size = 1;
    while (size <= std::min<std::size_t>(4, bytes.size()) && !is_utf8(bytes.substr(0, size))) ++size;
    const bool is_sign = size <= std::min<std::size_t>(4, bytes.size());
    made += is_sign ? bytes.substr(0, size) : "\xEF\xBF\xBD";
    bytes.remove_prefix(is_sign ? size : 1);
  }
  return made;
}

class Printer {
 public:
  Printer(const EventsAsked& asked, const Files& files, std::ostream& out, std::ostream& told)
      : show_users_{asked.show_users}, people_{asked.logs.own_realms}, block_pages_{asked.logs.block_pages}, choice_{asked.logs, files, told}, out_{out} {}

  void print(const std::filesystem::path& file, Unreadable& unreadable) {
    const auto input = open_input(file);
    const std::string name = name_of(file);
    const Format* format = nullptr;
    std::uint64_t number = 0;
    for (auto piece = input->next(); !piece.empty(); piece = input->next()) {
      if (!format) format = &choice_.of(piece, name);
      while (!piece.empty()) {
        const auto end = piece.find('\n');
        const auto line = piece.substr(0, end);
        piece.remove_prefix(end == std::string_view::npos ? piece.size() : end + 1);
        ++number;
        switch (format->read(line, event_, scratch_)) {
          case Reading::event:
            block_pages_.tell(event_, told_);
            print_event(*format);
            break;
          case Reading::passed_over: break;
          case Reading::unreadable: unreadable.add(name, number); break;
        }
      }
    }
  }

 private:
  void print_event(const Format& format) {
    json::array categories;
    for (const auto label : event_.categories) categories.emplace_back(utf8(label));
    json::object said{{"format", format.name()},
                      {"time", iso(event_.at)},
                      {"client", utf8(event_.client)},
                      {"user", user()},
                      {"identity", word(event_.identity)},
                      {"method", utf8(event_.method)},
                      {"url", utf8(event_.url)},
                      {"host", utf8(event_.host)},
                      {"action", word(event_.action)},
                      {"place", utf8(event_.place)},
                      {"categories", std::move(categories)}};
    out_ << said << "\n";
  }

  // Without --show-users an alias under a key of this run alone: it tells who is the same, and nothing more.
  json::value user() const {
    if (event_.user.empty()) return nullptr;
    const std::string name = people_.name(event_.user);
    return show_users_ ? json::value(utf8(name)) : json::value(aliases_.of_person(name, 0).shown());
  }

  bool show_users_;
  People people_;
  BlockPages block_pages_;
  Choice choice_;
  std::ostream& out_;
  Aliases aliases_{Aliases::new_key()};
  Event event_;
  Scratch scratch_;
  BlockPages::Told told_;
};

}  // namespace

int print_events(const EventsAsked& asked, const Files& files, std::ostream& out, std::ostream& told) {
  Printer printer{asked, files, out, told};
  Unreadable unreadable;
  int code = 0;
  for (const auto& file : files_of(asked.logs)) {
    try {
      printer.print(file, unreadable);
    } catch (const InputFault& fault) {
      told << fault.what() << "\n";
      code = 1;
    }
  }
  unreadable.tell(told);
  return code;
}

}  // namespace regard::webfilter
