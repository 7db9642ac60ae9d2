#include "platform/log/log.h"

#include <fmt/format.h>
#include <spdlog/pattern_formatter.h>
#include <spdlog/sinks/basic_file_sink.h>
#include <spdlog/sinks/ostream_sink.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <atomic>
#include <cmath>
#include <iterator>

namespace regard::log {
namespace {

spdlog::level::level_enum spdlog_level(Level level) {
  switch (level) {
    case Level::info: return spdlog::level::info;
    case Level::warning: return spdlog::level::warn;
    case Level::error: return spdlog::level::err;
  }
  throw std::logic_error("log::Level outside its enumerators");
}

std::shared_ptr<spdlog::logger> logger_over(spdlog::sink_ptr sink, Level least) {
  auto logger = std::make_shared<spdlog::logger>("regard", std::move(sink));
  logger->set_formatter(std::make_unique<spdlog::pattern_formatter>(
      R"({"at":"%Y-%m-%dT%H:%M:%S.%eZ","level":"%l",%v})", spdlog::pattern_time_type::utc));
  logger->set_level(spdlog_level(least));
  logger->flush_on(spdlog::level::warn);
  logger->set_error_handler([](const std::string&) {});  // a full disk must not end the program, nor say what it held
  return logger;
}

// Lines are written from every thread; the destination is set once, by main, before the threads start (and by tests).
std::atomic<std::shared_ptr<spdlog::logger>>& current() {
  static std::atomic<std::shared_ptr<spdlog::logger>> logger{
      logger_over(std::make_shared<spdlog::sinks::stderr_sink_mt>(), Level::info)};
  return logger;
}

using Line = fmt::basic_memory_buffer<char, 512>;

void append(Line& line, std::string_view text) { line.append(text.data(), text.data() + text.size()); }

void append_quoted(Line& line, std::string_view text) {
  line.push_back('"');
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      line.push_back('\\');
      line.push_back(c);
    } else if (static_cast<unsigned char>(c) < 0x20) {
      fmt::format_to(std::back_inserter(line), "\\u{:04x}", static_cast<unsigned>(c));
    } else {
      line.push_back(c);
    }
  }
  line.push_back('"');
}

void append_value(Line& line, const Value& value) {
  switch (value.kind()) {
    case Value::Kind::text: return append_quoted(line, value.text());
    case Value::Kind::integer: fmt::format_to(std::back_inserter(line), "{}", value.integer()); return;
    case Value::Kind::truth: return append(line, value.integer() != 0 ? "true" : "false");
    case Value::Kind::real:
      if (!std::isfinite(value.real())) return append(line, "null");  // JSON has no infinity
      fmt::format_to(std::back_inserter(line), "{}", value.real());
      return;
  }
}

}  // namespace

void write(Level level, Literal event, std::initializer_list<Field> fields) {
  const auto logger = current().load();
  if (!logger->should_log(spdlog_level(level))) return;
  Line line;
  append(line, R"("event":)");
  append_quoted(line, event.text());
  for (const Field& field : fields) {
    line.push_back(',');
    append_quoted(line, field.key.text());
    line.push_back(':');
    append_value(line, field.value);
  }
  logger->log(spdlog_level(level), spdlog::string_view_t{line.data(), line.size()});
}

bool writes(Level level) { return current().load()->should_log(spdlog_level(level)); }

void to_standard_error(Level least) {
  current() = logger_over(std::make_shared<spdlog::sinks::stderr_sink_mt>(), least);
}

void to_file(const std::filesystem::path& file, Level least) {
  current() = logger_over(std::make_shared<spdlog::sinks::basic_file_sink_mt>(file.string()), least);
}

void to_stream(std::ostream& stream, Level least) {
  current() = logger_over(std::make_shared<spdlog::sinks::ostream_sink_mt>(stream), least);
}

void flush() { current().load()->flush(); }

}  // namespace regard::log
