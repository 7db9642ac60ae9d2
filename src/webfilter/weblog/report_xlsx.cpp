// The report as a workbook: a sheet for each table, with figures that can be added up, and pictures of them.
#include <fmt/format.h>
#include <xlsxwriter.h>

#include <type_traits>
#include <utility>

#include "platform/base/calendar.h"
#include "webfilter/engine/input/input.h"
#include "webfilter/weblog/report_writers.h"

namespace regard::webfilter {
namespace {

constexpr double kNameWidth = 46, kNumberWidth = 12;

class Book {
 public:
  explicit Book(const std::filesystem::path& file) : book_{workbook_new(file.c_str())}, heading_{workbook_add_format(book_)}, bold_{workbook_add_format(book_)} {
    format_set_bold(heading_);
    format_set_bottom(heading_, LXW_BORDER_THIN);
    format_set_text_wrap(heading_);
    format_set_bold(bold_);
  }
  // A workbook that was begun must be closed: so its memory is given back.
  ~Book() {
    if (book_) workbook_close(book_);
  }
  Book(const Book&) = delete;
  Book& operator=(const Book&) = delete;

  lxw_error close() { return workbook_close(std::exchange(book_, nullptr)); }

  struct Sheet {
    lxw_worksheet* sheet;
    lxw_row_t next = 0;
  };
  Sheet sheet(const char* name, std::initializer_list<const char*> columns) {
    Sheet made{workbook_add_worksheet(book_, name)};
    lxw_col_t column = 0;
    for (const char* title : columns) worksheet_write_string(made.sheet, 0, column++, title, heading_);
    worksheet_set_column(made.sheet, 0, 0, kNameWidth, nullptr);
    worksheet_set_column(made.sheet, 1, static_cast<lxw_col_t>(columns.size() - 1), kNumberWidth, nullptr);
    worksheet_freeze_panes(made.sheet, 1, 1);
    worksheet_repeat_rows(made.sheet, 0, 0);
    worksheet_fit_to_pages(made.sheet, 1, 0);
    made.next = 1;
    return made;
  }
  void row(Sheet& sheet, std::string_view name, const Counts& counts) {
    text(sheet, 0, name);
    number(sheet, 1, counts.attempts);
    number(sheet, 2, counts.people);
    number(sheet, 3, counts.requests);
    ++sheet.next;
  }
  static void text(const Sheet& sheet, lxw_col_t column, std::string_view value) { worksheet_write_string(sheet.sheet, sheet.next, column, std::string{value}.c_str(), nullptr); }
  static void number(const Sheet& sheet, lxw_col_t column, std::int64_t value) { worksheet_write_number(sheet.sheet, sheet.next, column, static_cast<double>(value), nullptr); }

  // Names in the first column, attempts in the second.
  void picture(const Sheet& sheet, const char* name, std::uint8_t kind) {
    if (sheet.next < 2) return;
    worksheet_autofilter(sheet.sheet, 0, 0, sheet.next - 1, 3);
    lxw_chart* chart = workbook_add_chart(book_, kind);
    const auto last = static_cast<unsigned>(sheet.next);
    chart_add_series(chart, fmt::format("='{}'!$A$2:$A${}", name, last).c_str(), fmt::format("='{}'!$B$2:$B${}", name, last).c_str());
    chart_title_set_name(chart, "Attempts");
    chart_legend_set_position(chart, LXW_CHART_LEGEND_NONE);
    if (kind == LXW_CHART_BAR) chart_axis_set_reverse(chart->y_axis);
    lxw_chart_options options{};
    options.description = "Attempts, as in the table beside";
    worksheet_insert_chart_opt(sheet.sheet, 1, 5, chart, &options);
  }
  lxw_format* bold() { return bold_; }

 private:
  lxw_workbook* book_;
  lxw_format *heading_, *bold_;
};

void summary(Book& book, const Report& report) {
  auto sheet = book.sheet("Summary", {"Web filter report", ""});
  const auto line = [&](std::string_view name, std::int64_t value) {
    Book::text(sheet, 0, name);
    Book::number(sheet, 1, value);
    ++sheet.next;
  };
  if (!report.by_day.empty()) {
    Book::text(sheet, 0, long_date(report.from) + " to " + long_date(report.to));
    ++sheet.next;
  }
  if (report.grave.attempts > 0) {
    worksheet_write_string(sheet.sheet, sheet.next, 0, "Attempts in grave themes: look today", book.bold());
    Book::number(sheet, 1, report.grave.attempts);
    ++sheet.next;
  }
  line("Attempts within the themes", report.within_themes.attempts);
  line("People within the themes", static_cast<std::int64_t>(report.people.size()));
  line("One-off", report.one_off);
  line("Repeated", report.repeated);
  line("Lines read", static_cast<std::int64_t>(report.coverage.lines));
  line("Lines of interest", static_cast<std::int64_t>(report.coverage.of_interest));
  line("Lines that may be of interest and could not be read", static_cast<std::int64_t>(report.coverage.unreadable));
  for (const auto& format : report.formats) {
    Book::text(sheet, 0, "Format: " + format);
    ++sheet.next;
  }
}

void people(Book& book, const Report& report) {
  auto sheet = book.sheet("People", {"Alias of this report alone", "Attempts", "Days", "Known", "Seen as", "Grave themes met", "Met most"});
  worksheet_set_column(sheet.sheet, 0, 0, 24, nullptr);
  worksheet_set_column(sheet.sheet, 5, 6, kNameWidth, nullptr);
  for (const auto& somebody : report.people) {
    Book::text(sheet, 0, somebody.alias);
    Book::number(sheet, 1, somebody.attempts);
    Book::number(sheet, 2, somebody.days);
    Book::text(sheet, 3, word(somebody.identity));
    Book::text(sheet, 4, somebody.is_repeated ? "repeated" : "one-off");
    Book::text(sheet, 5, somebody.grave);
    Book::text(sheet, 6, somebody.theme);
    ++sheet.next;
  }
  if (sheet.next > 1) worksheet_autofilter(sheet.sheet, 0, 0, sheet.next - 1, 6);
}

template <class Rows>
void table(Book& book, const char* name, const char* what, const Rows& rows, std::uint8_t kind) {
  if (rows.empty()) return;
  auto sheet = book.sheet(name, {what, "Attempts", "People", "Requests"});
  for (const auto& [title, counts] : rows) {
    if constexpr (std::is_same_v<std::decay_t<decltype(title)>, Date>) book.row(sheet, long_date(title), counts);
    else book.row(sheet, title, counts);
  }
  book.picture(sheet, name, kind);
}

}  // namespace

void write_xlsx(const Report& report, const std::filesystem::path& file) {
  Book book{file};
  summary(book, report);
  table(book, "Themes", "Theme", report.by_theme, LXW_CHART_BAR);
  table(book, "Days", "Day", report.by_day_of_themes, LXW_CHART_COLUMN);
  table(book, "Centres", "Centre", report.by_centre, LXW_CHART_BAR);
  table(book, "Sites", "Site", report.top_sites, LXW_CHART_BAR);
  people(book, report);
  if (!report.coverage.unmapped_labels.empty()) {
    auto sheet = book.sheet("Unmapped labels", {"Label of blocked requests that is in no theme", "Requests"});
    for (const auto& [label, number] : report.coverage.unmapped_labels) {
      Book::text(sheet, 0, label);
      Book::number(sheet, 1, static_cast<std::int64_t>(number));
      ++sheet.next;
    }
  }
  if (const lxw_error error = book.close(); error != LXW_NO_ERROR) throw InputFault("cannot write " + file.string() + ": " + lxw_strerror(error));
}

}  // namespace regard::webfilter
