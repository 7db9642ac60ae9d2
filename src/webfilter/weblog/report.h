// `regard weblog report`: what a log says about a week, without a name in it.
#pragma once

#include <iosfwd>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
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
  std::int64_t attempts = 0, days = 0, requests = 0;
  bool is_repeated = false;
  std::string grave;  // titles of the grave themes that they met; empty: none
};

struct Report {
  Date from, to;  // first and last day that the log says something of interest about
  std::vector<std::string> formats;
  Coverage coverage;
  static constexpr std::string_view kNoTheme = "Blocked, of no theme";
  Counts within_themes, grave;              // of all themes, of the grave ones
  std::set<std::string> grave_themes;       // their titles
  std::vector<std::pair<std::string, Counts>> by_theme;  // by title: grave ones first, then by attempts, what is of no theme last
  std::map<Date, Counts> by_day;            // of all that was blocked, too
  std::map<Date, Counts> by_day_of_themes;  // each day of the period, unless it is so long that most would be empty
  bool leaves_days_out = false;             // it is so long
  std::map<std::string, Counts> by_centre;  // within the themes; empty: nobody said which there are
  std::vector<std::pair<std::string, Counts>> top_sites;
  std::vector<Somebody> people;  // who met a grave theme first, then by attempts; only those who met a theme
  std::int64_t one_off = 0, repeated = 0;

  // Whether so much does not fit the format that it may have changed.
  bool is_strange() const { return coverage.strange * 5 > coverage.looked_at; }
};

// Repeated: at least so many attempts on at least so many days. Starting values; a provider sets its own.
struct Repeated {
  std::int64_t attempts = 3, days = 2;
};

Report report_of(const Counted& counted, const Themes& themes, const Repeated& repeated, std::vector<std::string> formats);

enum class ReportFormat { text, csv, json, html, xlsx };

struct ReportAsked {
  Logs logs;
  std::filesystem::path themes;      // an own file of them; empty: those that come with the program
  std::vector<std::string> hosts;    // THEME=FILE: a list of hosts and addresses, one a line, plain or hashed
  std::filesystem::path centres;     // a list of networks and names with their centres; empty: none
  std::optional<ReportFormat> format;  // nothing: as the name of `out` ends, or text
  std::filesystem::path out;         // empty: standard output
  Repeated repeated;
  unsigned threads = 0;  // 0: as many as there are processors
  bool quiet = false;    // no progress on a terminal
};
// 0; 1 when something could not be read; 130 when whoever waits for it pressed Ctrl-C: then nothing is written.
int print_report(const ReportAsked& asked, const Files& files, std::ostream& out, std::ostream& told);

}  // namespace regard::webfilter
