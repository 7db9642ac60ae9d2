#include "platform/html/components_lists.h"

#include <fmt/format.h>

#include <algorithm>

#include "platform/html/components_parts.h"
#include "platform/html/views.h"

namespace regard::html {
namespace {

using parts::letter;
using parts::show_if;

constexpr std::string_view kAction = "platform/html/components/summary_list_action.html";
constexpr std::string_view kNextArrow = "platform/html/components/pagination_next_arrow.html";

void add_action(View& view, std::string_view name, const SummaryList::Action& action, const Content& card) {
  View link = view.include(name, kAction);
  link.set("ACTION_HREF", action.href).set("ACTION_TEXT", action.text).set_if("ACTION_ABOUT", action.about);
  show_if(link, !action.about.empty() || !card.empty(), "ACTION_HIDDEN");
  if (card.empty()) return;
  set(link, "ACTION_CARD_TITLE", card);
  link.show("ACTION_CARD");
}

void fill_card(View& view, const SummaryList::Card& card) {
  view.show("CARD");
  parts::show_heading(view, "CARD", card.heading);
  set(view, "CARD_TITLE", card.title);
  if (card.actions.size() == 1) {
    View one = view.section("CARD_ONE_ACTION");
    add_action(one, "CARD_ACTION", card.actions.front(), card.title);
  } else if (!card.actions.empty()) {
    View list = view.section("CARD_ACTIONS");
    for (const SummaryList::Action& action : card.actions) {
      View item = list.section("CARD_ACTION_ITEM");
      add_action(item, "CARD_ITEM_ACTION", action, card.title);
    }
  }
}

void fill_row(View& view, const SummaryList::Row& row, const Content& card) {
  set(view, "ROW_KEY", row.key);
  set(view, "ROW_VALUE", row.value);
  show_if(view, row.value.text.find('\n') != std::string::npos, "ROW_LINES");
  if (row.actions.size() == 1) {
    View one = view.section("ROW_ONE_ACTION");
    add_action(one, "ROW_ACTION", row.actions.front(), card);
  } else if (!row.actions.empty()) {
    View list = view.section("ROW_ACTIONS");
    for (const SummaryList::Action& action : row.actions) {
      View item = list.section("ROW_ACTION_ITEM");
      add_action(item, "ROW_ITEM_ACTION", action, card);
    }
  }
}

void fill_cell(View& row, const Table& table, std::size_t place, const Content& content) {
  View cell = row.section("TABLE_CELL");
  set(cell, "CELL_TEXT", content);
  if (place == 0 && table.first_is_heading) {
    cell.show("CELL_HEADING");
    return;
  }
  cell.show("CELL_USUAL");
  if (place >= table.columns.size()) return;
  show_if(cell, table.columns[place].numeric, "CELL_NUMERIC");
  if (table.narrow == Table::Narrow::stacked) cell.set_if("CELL_COLUMN", table.columns[place].title.text);
}

void fill_task(View& view, const TaskList::Task& task) {
  set(view, "TASK_TITLE", task.title);
  view.set_if("TASK_HREF", task.href);
  show_if(view, task.href.empty(), "TASK_WAITS");
  if (!task.hint.empty()) {
    set(view, "TASK_HINT_TEXT", task.hint);
    view.show("TASK_HINT");
  }
  view.set("TASK_STATUS", task.status);
  if (!task.tag.text.empty()) parts::add(view, "TASK_TAG", task.tag);
  show_if(view, task.href.empty() && task.tag.text.empty(), "TASK_CANNOT_START");
}

void fill_step(View& view, const Pagination::Step& step, const std::string& name, bool block) {
  view.set(name + "_HREF", step.href).set_if(name + "_TEXT", step.text);
  show_if(view, step.text.empty(), name + "_USUAL");
  if (block) view.set_if(name + "_LABEL", step.label);
  show_if(view, block && step.label.empty(), name + "_DECORATED");
}

void fill_page(View& view, const Pagination::Item& item) {
  if (item.number == 0) {
    view.show("PAGE_ELLIPSIS");
    return;
  }
  view.show("PAGE_NUMBERED").set("PAGE_NUMBER", std::to_string(item.number)).set("PAGE_HREF", item.href);
  show_if(view, item.current, "PAGE_CURRENT");
}

}  // namespace

void fill(View& view, const SummaryList& list) {
  show_if(view, list.borders == SummaryList::Borders::none, "SUMMARY_NO_BORDER");
  if (!list.card.title.empty()) fill_card(view, list.card);
  const bool any = std::ranges::any_of(list.rows, [](const auto& row) { return !row.actions.empty(); });
  for (const SummaryList::Row& row : list.rows) {
    View place = view.section("ROW");
    fill_row(place, row, list.card.title);
    show_if(place, any && row.actions.empty(), "ROW_NO_ACTIONS");
  }
}

void fill(View& view, const Table& table) {
  show_if(view, table.narrow == Table::Narrow::stacked, "TABLE_STACKED");
  view.set_if("TABLE_CAPTION", table.caption).set_if("TABLE_CAPTION_SIZE", letter(table.caption_size));
  show_if(view, table.caption_size == Size::hidden, "TABLE_CAPTION_HIDDEN");
  if (!table.columns.empty()) {
    View head = view.section("TABLE_HEAD");
    for (const Table::Column& column : table.columns) {
      View place = head.section("COLUMN");
      set(place, "COLUMN_TITLE", column.title);
      show_if(place, column.numeric, "COLUMN_NUMERIC");
    }
  }
  for (const Table::Row& row : table.rows) {
    View place = view.section("TABLE_ROW");
    for (std::size_t i = 0; i < row.size(); ++i) fill_cell(place, table, i, row[i]);
  }
}

void fill(View& view, const TaskList& list) {
  int place = 0;
  for (const TaskList::Task& task : list.tasks) {
    View row = view.section("TASK");
    row.set("TASK_ID", fmt::format("{}-{}", list.id_prefix, ++place));
    fill_task(row, task);
  }
}

void fill(View& view, const Pagination& pagination) {
  const bool block =
      pagination.items.empty() && !(pagination.previous.href.empty() && pagination.next.href.empty());
  show_if(view, block, "PAGES_BLOCK");
  view.set_if("PAGES_NAME", pagination.name);
  show_if(view, pagination.name.empty(), "PAGES_NAME_USUAL");
  if (!pagination.previous.href.empty()) {
    View previous = view.section("PREVIOUS");
    fill_step(previous, pagination.previous, "PREVIOUS", block);
  }
  if (!pagination.items.empty()) {
    View pages = view.section("PAGES");
    for (const Pagination::Item& item : pagination.items) {
      View row = pages.section("PAGE_ITEM");
      fill_page(row, item);
    }
  }
  if (pagination.next.href.empty()) return;
  View next = view.section("NEXT");
  fill_step(next, pagination.next, "NEXT", block);
  next.show(block ? "NEXT_BLOCK" : "NEXT_INLINE").include("NEXT_ARROW", kNextArrow);
}

void fill(View& view, const Breadcrumbs& breadcrumbs) {
  show_if(view, breadcrumbs.collapse_on_mobile, "CRUMBS_COLLAPSE");
  for (const Breadcrumbs::Crumb& crumb : breadcrumbs.crumbs) {
    View row = view.section("CRUMB");
    row.set("CRUMB_TEXT", crumb.text).set("CRUMB_HREF", crumb.href);
    row.show(crumb.href.empty() ? "CRUMB_HERE" : "CRUMB_LINK");
  }
}

void fill(View& view, const BackLink& link) {
  view.set("BACK_HREF", link.href).set_if("BACK_TEXT", link.text);
  show_if(view, link.text.empty(), "BACK_USUAL");
}

void fill(View& view, const SkipLink& link) {
  view.set("SKIP_HREF", link.href).set_if("SKIP_TEXT", link.text);
  show_if(view, link.text.empty(), "SKIP_USUAL");
}

void fill(View& view, const ExitThisPage& exit) {
  view.set("EXIT_HREF", exit.href);
  parts::translate_script(view);
}

}  // namespace regard::html
