#include "webfilter/readers/measured.h"

#include "webfilter/readers/reader.h"

namespace regard::webfilter {
namespace {

double seconds(Instant::duration time) { return std::chrono::duration<double>(time).count(); }

constexpr ReaderMeasure kMeasures[] = {
    {"web_reader_seen_seconds", "Since a reader of logs was heard of", [](const Reader& reader, Instant now) { return seconds(now - reader.seen_at); }},
    {"web_reader_lag_seconds", "Age of the latest line that a reader of logs read; 0 before the first",
     [](const Reader& reader, Instant now) { return reader.newest_at ? seconds(now - *reader.newest_at) : 0; }},
    {"web_reader_lines", "Lines read, ever", [](const Reader& reader, Instant) { return static_cast<double>(reader.lines); }},
    {"web_reader_unreadable", "Lines that mattered and could not be read, ever", [](const Reader& reader, Instant) { return static_cast<double>(reader.unreadable); }},
    {"web_reader_lost", "Messages lost, as they came too fast, ever", [](const Reader& reader, Instant) { return static_cast<double>(reader.lost); }},
    {"web_reader_faulty", "1 when it says that something is wrong", [](const Reader& reader, Instant) { return reader.fault.empty() ? 0.0 : 1.0; }},
};

}  // namespace

std::span<const ReaderMeasure> reader_measures() { return kMeasures; }

std::vector<std::pair<std::string, double>> measured(db::Read& read, const ReaderMeasure& measure, Instant now) {
  std::vector<std::pair<std::string, double>> all;
  for (const auto& reader : store::readers(read)) all.emplace_back(reader.name, measure.value(reader, now));
  return all;
}

}  // namespace regard::webfilter
