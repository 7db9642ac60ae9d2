// What a command does with each file before it looks at its lines.
#pragma once

#include <iosfwd>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "webfilter/engine/formats.h"
#include "webfilter/weblog/events.h"

namespace regard::webfilter {

// The formats that a command may use, and which of them a log has.
class Choice {
 public:
  // `told` hears of each log that does not seem to be of the format that was named for it. Throws FormatMistake.
  Choice(const Logs& logs, const Files& files, std::ostream& told);
  const Format& of(std::string_view beginning, const std::string& file) const;  // throws InputFault when none fits

 private:
  Zone zone_;
  Formats formats_;
  std::unique_ptr<Format> own_;
  const Format* named_ = nullptr;  // nothing: found out from each log
  std::ostream& told_;
  mutable std::set<std::string> told_of_;  // a log may be looked at twice
};

// Lines that could not be read: how many, and where the first were.
class Unreadable {
 public:
  void add(const std::string& file, std::uint64_t line);
  void tell(std::ostream& told) const;

 private:
  static constexpr std::size_t kShown = 5;
  std::uint64_t number_ = 0;
  std::vector<std::string> first_;
};

std::string text_of(const std::filesystem::path& file);  // throws InputFault
std::vector<std::filesystem::path> files_of(const Logs& logs);
std::string name_of(const std::filesystem::path& file);  // as people read it

}  // namespace regard::webfilter
