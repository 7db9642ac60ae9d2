// `regard weblog report`: what a log says about a week, without a name in it.
#pragma once

#include <iosfwd>
#include <map>
#include <string>
#include <vector>

#include "webfilter/engine/count/counting.h"
#include "webfilter/weblog/events.h"

namespace regard::webfilter {

// Attempts are what people meant to do (docs/weblogs.md); requests are lines of the log.
struct Counts {
  std::int64_t people = 0, attempts = 0, requests = 0;
};

// Somebody, under an alias of this report alone.
struct Somebody {
  std::string alias;
  Identity identity;
  std::string theme;      // the one they met most
  std::int64_t attempts = 0, days = 0;
  bool is_repeated = false;
};

struct Report {
  Date from, to;  // first and last day that the log says something of interest about
  std::vector<std::string> formats;
  Coverage coverage;
  std::map<std::string, Counts> by_theme;  // by title
  std::map<Date, Counts> by_day;
  std::vector<std::pair<std::string, Counts>> top_sites;
  std::vector<Somebody> people;  // most attempts first; only those who met a theme
  std::int64_t one_off = 0, repeated = 0;
};

// Repeated: at least so many attempts on at least so many days. Starting values; a provider sets its own.
struct Repeated {
  std::int64_t attempts = 3, days = 2;
};

Report report_of(const Counted& counted, const Themes& themes, const Repeated& repeated, std::vector<std::string> formats);

enum class ReportFormat { text, csv, json };
void write(const Report& report, ReportFormat format, std::ostream& out);

struct ReportAsked {
  Logs logs;
  std::filesystem::path themes;  // an own file of them; empty: those that come with the program
  std::vector<std::string> hosts;  // THEME=FILE: a list of hosts, one a line
  ReportFormat format = ReportFormat::text;
  Repeated repeated;
  unsigned threads = 0;  // 0: as many as there are processors
};
int print_report(const ReportAsked& asked, const Files& files, std::ostream& out, std::ostream& told);

}  // namespace regard::webfilter
