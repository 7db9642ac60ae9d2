#include "webfilter/weblog/reading.h"

#include <fstream>
#include <ostream>
#include <sstream>

#include "webfilter/engine/input/input.h"

namespace regard::webfilter {
namespace {

std::string listed(const std::vector<Format>& formats) {
  std::string names;
  for (const Format& format : formats) names += (names.empty() ? "" : ", ") + format.name();
  return names;
}

constexpr std::string_view kSquid = "squid";

void must_not_contradict(const Logs& logs) {
  if (!logs.mapping.empty() && !logs.logformat.empty()) throw FormatMistake("--mapping and --logformat both describe the format: give one of them");
  if (!logs.mapping.empty() && !logs.format.empty()) throw FormatMistake("--mapping describes the format that --format names: give one of them");
  if (!logs.logformat.empty() && !logs.format.empty() && logs.format != kSquid) throw FormatMistake("--logformat is Squid's: it does not go with --format " + logs.format);
}

}  // namespace

std::string text_of(const std::filesystem::path& file) {
  std::ifstream in{file};
  if (!in || !std::filesystem::is_regular_file(file)) throw InputFault("cannot read " + file.string());
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

Choice::Choice(const Logs& logs, const Files& files, std::ostream& told) : zone_{logs.zone}, formats_{files, zone_}, told_{told} {
  must_not_contradict(logs);
  if (!logs.mapping.empty()) own_ = std::make_unique<Format>(logs.mapping.stem().string(), text_of(logs.mapping), zone_);
  if (!logs.logformat.empty()) own_ = std::make_unique<Format>(formats_.named(kSquid)->with_logformat(logs.logformat));
  named_ = own_ ? own_.get() : formats_.named(logs.format);
  if (!named_ && !logs.format.empty()) throw FormatMistake("there is no format " + logs.format + "; there are " + listed(formats_.all()));
}

const Format& Choice::of(std::string_view beginning, const std::string& file) const {
  const auto lines = first_lines(beginning);
  if (!named_) {
    if (const Format* found = formats_.of(lines)) return *found;
    throw InputFault("none of the known formats fits " + file + ": name one with --format, or describe it with --mapping");
  }
  const Format& format = formats_.headed(*named_, lines);
  if (const auto lack = format.lack(lines); !lack.empty()) throw InputFault(file + " cannot be read as " + format.name() + ": " + lack);
  if (const auto trouble = format.trouble(lines); !trouble.empty() && told_of_.insert(file).second) told_ << file << " may not be of the format " << format.name() << ": " << trouble << "\n";
  return format;
}

void Unreadable::add(const std::string& file, std::uint64_t line) {
  ++number_;
  if (first_.size() < kShown) first_.push_back(file + ":" + std::to_string(line));
}

void Unreadable::tell(std::ostream& told) const {
  if (number_ == 0) return;
  told << number_ << (number_ == 1 ? " line" : " lines") << " could not be read:";
  for (const auto& place : first_) told << " " << place;
  told << (number_ > first_.size() ? " …\n" : "\n");
}

std::vector<std::filesystem::path> files_of(const Logs& logs) {
  return logs.files.empty() ? std::vector<std::filesystem::path>{"-"} : logs.files;
}

std::string name_of(const std::filesystem::path& file) { return file == "-" ? "standard input" : file.string(); }

}  // namespace regard::webfilter
