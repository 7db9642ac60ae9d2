// Lists, tables and the ways through them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "platform/html/components_content.h"

namespace regard::html {

struct SummaryList {
  static constexpr std::string_view kView = "platform/html/components/summary_list.html";
  struct Action {
    std::string text{}, href{}, about{};
  };  // "Change", "/…", "name": `about` is heard, not seen
  struct Row {
    Content key{}, value{};
    std::vector<Action> actions{};
  };
  struct Card {
    Content title{};
    Heading heading = Heading::h2;
    std::vector<Action> actions{};
  };
  enum class Borders { shown, none };
  std::vector<Row> rows{};
  Card card{};  // without a title: no card
  Borders borders = Borders::shown;
};

struct Table {
  static constexpr std::string_view kView = "platform/html/components/table.html";
  struct Column {
    Content title{};
    bool numeric = false;
  };
  using Row = std::vector<Content>;
  // On a narrow screen a stacked table shows each row as a card, with the column's title before each value.
  enum class Narrow { as_is, stacked };
  std::string caption{};
  Size caption_size = Size::usual;
  std::vector<Column> columns{};
  std::vector<Row> rows{};
  bool first_is_heading = false;
  Narrow narrow = Narrow::as_is;
};

struct TaskList {
  static constexpr std::string_view kView = "platform/html/components/task_list.html";
  struct Task {
    Content title{};
    std::string href{};  // empty: cannot start yet
    Content hint{};
    std::string status{};  // "Completed": plain words
    Tag tag{};             // or a tag, for what is still to do
  };
  std::vector<Task> tasks{};
  std::string id_prefix = "task-list";
};

struct Pagination {
  static constexpr std::string_view kView = "platform/html/components/pagination.html";
  struct Step {
    std::string href{}, text{}, label{};
  };  // without href: not there; without text: "Previous page"
  struct Item {
    int number = 0;
    std::string href{};
    bool current = false;
  };  // number 0: an ellipsis
  Step previous{}, next{};
  std::vector<Item> items{};  // none: only the steps (lists paged by key know no numbers)
  std::string name{};         // of the landmark; empty: "Pagination"
};

struct Breadcrumbs {
  static constexpr std::string_view kView = "platform/html/components/breadcrumbs.html";
  struct Crumb {
    std::string text{}, href{};
  };  // without href: this page
  std::vector<Crumb> crumbs{};
  bool collapse_on_mobile = false;
};

struct BackLink {
  static constexpr std::string_view kView = "platform/html/components/back_link.html";
  std::string href{};
  std::string text{};  // empty: "Back"
};

struct SkipLink {
  static constexpr std::string_view kView = "platform/html/components/skip_link.html";
  std::string href = "#main-content";
  std::string text{};  // empty: "Skip to main content"
};

struct ExitThisPage {
  static constexpr std::string_view kView = "platform/html/components/exit_this_page.html";
  std::string href = "/exit";  // forgets the draft, then goes somewhere harmless
};

void fill(View& view, const SummaryList& list);
void fill(View& view, const Table& table);
void fill(View& view, const TaskList& list);
void fill(View& view, const Pagination& pagination);
void fill(View& view, const Breadcrumbs& breadcrumbs);
void fill(View& view, const BackLink& link);
void fill(View& view, const SkipLink& link);
void fill(View& view, const ExitThisPage& exit);

}  // namespace regard::html
