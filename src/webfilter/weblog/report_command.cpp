#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <fstream>
#include <ostream>
#include <thread>

#include "webfilter/engine/input/input.h"
#include "webfilter/engine/words.h"
#include "webfilter/weblog/progress.h"
#include "webfilter/weblog/reading.h"
#include "webfilter/weblog/report_writers.h"

namespace regard::webfilter {
namespace {

constexpr int kInterrupted = 130;  // as shells have it

constexpr std::pair<std::string_view, ReportFormat> kEndings[] = {{".txt", ReportFormat::text}, {".csv", ReportFormat::csv},   {".json", ReportFormat::json},
                                                                  {".html", ReportFormat::html}, {".xlsx", ReportFormat::xlsx}};

Themes themes_of(const ReportAsked& asked, const Files& files, std::ostream& told) {
  Themes themes = newly_written_themes(asked.themes.empty() ? files.read("provisions/web_themes.toml") : text_of(asked.themes));
  for (const auto& list : asked.hosts) {
    const auto equals = list.find('=');
    if (equals == std::string::npos) throw FormatMistake("write --hosts THEME=FILE, not " + list);
    const std::string file = list.substr(equals + 1);
    const HostList hosts = host_list(text_of(file));
    if (hosts.left_out > 0)
      told << fmt::format("{}: {} no host, address or hash: {} {}{}\n", file, hosts.left_out == 1 ? "1 line is" : std::to_string(hosts.left_out) + " lines are",
                          hosts.left_out == 1 ? "line" : "lines", fmt::join(hosts.first_left_out, ", "), hosts.left_out > hosts.first_left_out.size() ? " …" : "");
    themes.add(list.substr(0, equals), hosts);
  }
  return themes;
}

// A shell gives the youngest first: access.log, access.log.1. A visit that goes on in the next file is one when they come in order.
std::vector<std::filesystem::path> in_order_of_time(std::vector<std::filesystem::path> files, const Choice& choice) {
  const auto begins = [&](const std::filesystem::path& file) {
    if (file == "-" || files.size() == 1) return Instant::max();
    try {
      const auto piece = open_input(file);
      const auto lines = first_lines(piece->next());
      if (lines.empty()) return Instant::max();
      const Format& format = choice.of(std::string_view{lines.front().data(), lines.back().data() + lines.back().size()}, name_of(file));
      Event event;
      Scratch scratch;
      for (const auto line : lines)
        if (format.read(line, event, scratch) == Reading::event) return event.at;
    } catch (const InputFault&) {
      return Instant::max();  // said when it is read
    }
    return Instant::max();
  };
  std::vector<std::pair<Instant, std::filesystem::path>> ordered;
  for (auto& file : files) ordered.emplace_back(begins(file), file);
  std::ranges::stable_sort(ordered, {}, [](const auto& one) { return one.first; });
  std::ranges::transform(ordered, files.begin(), [](auto& one) { return std::move(one.second); });
  return files;
}

ReportFormat format_of(const ReportAsked& asked) {
  if (asked.format) return *asked.format;
  const std::string ending = asked.out.extension().string();
  if (ending.empty()) return ReportFormat::text;
  for (const auto& [known, format] : kEndings)
    if (same(ending, known)) return format;
  throw FormatMistake("no form of the report ends with " + ending + ": say which with --as, or let --out end with .txt, .csv, .json, .html or .xlsx");
}

void must_be_possible(const Repeated& repeated) {
  if (repeated.attempts < 1) throw FormatMistake("--repeated-attempts is a number from 1 on");
  if (repeated.days < 1) throw FormatMistake("--repeated-days is a number from 1 on");
}

void write(const Report& report, ReportFormat format, const Files& files, std::ostream& out) {
  switch (format) {
    case ReportFormat::text: return write_text(report, out);
    case ReportFormat::csv: return write_csv(report, out);
    case ReportFormat::json: return write_json(report, out);
    case ReportFormat::html: out << as_html(report, files); return;
    case ReportFormat::xlsx: throw FormatMistake("a workbook is written to a file: --out FILE.xlsx");
  }
}

// Whoever reads the file meets the old one or the whole new one.
void write_file(const Report& report, ReportFormat format, const Files& files, const std::filesystem::path& file) {
  const std::filesystem::path unfinished = file.string() + ".unfinished";
  if (format == ReportFormat::xlsx) {
    write_xlsx(report, unfinished);
  } else {
    std::ofstream out{unfinished, std::ios::binary};
    write(report, format, files, out);
    out.close();
    if (!out) throw InputFault("cannot write " + file.string());
  }
  std::filesystem::rename(unfinished, file);
}

}  // namespace

int print_report(const ReportAsked& asked, const Files& files, std::ostream& out, std::ostream& told) {
  const ReportFormat format = format_of(asked);
  if (format == ReportFormat::xlsx && asked.out.empty()) throw FormatMistake("a workbook is written to a file: --out FILE.xlsx");
  must_be_possible(asked.repeated);
  const Choice choice{asked.logs, files, told};
  const Themes themes = themes_of(asked, files, told);
  const ThirdParties third_parties{files.read("weblogs/third_parties.toml")};
  const BlockPages block_pages{asked.logs.block_pages};
  const Centres centres = asked.centres.empty() ? Centres{} : Centres{text_of(asked.centres)};
  const People people{asked.logs.own_realms};
  const Zone zone{asked.logs.zone};
  Progress progress;
  const Counting counting{.themes = themes, .people = people, .zone = zone,
                          .threads = asked.threads > 0 ? asked.threads : std::max(1U, std::thread::hardware_concurrency()),
                          .third_parties = third_parties, .block_pages = block_pages, .centres = centres, .progress = &progress};
  Counted counted;
  int code = 0;
  {
    const StopsAtInterrupt interrupt{progress};
    const ProgressBar bar{progress, files_of(asked.logs), !asked.quiet && isatty(STDERR_FILENO) != 0, told};
    count(counting, in_order_of_time(files_of(asked.logs), choice), [&](std::string_view beginning, const std::filesystem::path& file) -> const Format& { return choice.of(beginning, name_of(file)); },
          counted, [&](const InputFault& fault) {
            told << fault.what() << "\n";
            code = 1;
          });
  }
  if (progress.is_stopped) {
    told << "Stopped; nothing was written.\n";
    return kInterrupted;
  }
  if (counted.coverage.lines == 0 && code != 0) return code;  // nothing could be read, and each file said why
  const Report report = report_of(counted, themes, asked.repeated, counted.formats);
  if (asked.out.empty()) write(report, format, files, out);
  else write_file(report, format, files, asked.out);
  return code;
}

}  // namespace regard::webfilter
