#include "platform/html/components_casework.h"

#include "platform/html/components_parts.h"
#include "platform/html/views.h"

namespace regard::html {
namespace {

using parts::letter;
using parts::show_if;

std::string_view modifier(Badge::Colour colour) {
  switch (colour) {
    case Badge::Colour::brand:
      return "";
    case Badge::Colour::red:
      return "red";
    case Badge::Colour::green:
      return "green";
    case Badge::Colour::blue:
      return "blue";
    case Badge::Colour::purple:
      return "purple";
    case Badge::Colour::grey:
      return "grey";
    case Badge::Colour::black:
      return "black";
  }
  return "";
}

void add_buttons(View& view, std::string_view section, std::string_view name,
                 const std::vector<Button>& buttons) {
  if (buttons.empty()) return;
  View place = view.section(section);
  for (const Button& button : buttons) parts::add(place, name, button);
}

void fill_chosen(View& view, const Filter& filter) {
  View chosen = view.section("FILTER_CHOSEN");
  chosen.set("FILTER_CLEAR_HREF", filter.clear_href);
  for (const Filter::Category& category : filter.categories) {
    View place = chosen.section("FILTER_CATEGORY");
    place.set("CATEGORY_NAME", category.name);
    for (const Filter::Chosen& one : category.chosen) {
      place.section("FILTER_TAG").set("FILTER_TAG_HREF", one.href).set("FILTER_TAG_TEXT", one.text);
    }
  }
}

}  // namespace

void fill(View& view, const Timeline& timeline) {
  for (const Timeline::Item& item : timeline.items) {
    View event = view.section("EVENT");
    parts::show_heading(event, "EVENT", timeline.heading);
    event.set_if("EVENT_ID", item.id);
    set(event, "EVENT_TITLE", item.title);
    event.set_if("EVENT_BY", item.by).set("EVENT_MACHINE", item.machine).set("EVENT_WHEN", item.when);
    event.set("EVENT_CONTENT_HTML", item.content);
    show_if(event, !item.content.empty(), "EVENT_CONTENT");
  }
}

void fill(View& view, const IdentityBar& bar) {
  set(view, "IDENTITY_TITLE", bar.title);
  view.set("IDENTITY_MARKS_HTML", bar.marks);
  show_if(view, !bar.marks.empty(), "IDENTITY_MARKS");
  if (!bar.facts.empty()) {
    View facts = view.section("IDENTITY_FACTS");
    for (const IdentityBar::Fact& fact : bar.facts) {
      facts.section("IDENTITY_FACT").set("FACT_NAME", fact.name).set("FACT_VALUE", fact.value);
    }
  }
  add_buttons(view, "IDENTITY_ACTIONS", "IDENTITY_BUTTON", bar.buttons);
}

void fill(View& view, const SubNavigation& navigation) {
  view.set("SUBNAV_NAME", navigation.name);
  for (const SubNavigation::Item& item : navigation.items) {
    View place = view.section("SUBNAV_ITEM");
    place.set("SUBNAV_TEXT", item.text).set("SUBNAV_HREF", item.href).set_if("SUBNAV_COUNT", item.count);
    show_if(place, item.current, "SUBNAV_CURRENT");
  }
}

void fill(View& view, const Filter& filter) {
  if (!filter.categories.empty()) fill_chosen(view, filter);
  view.set("FILTER_ACTION", filter.action).set("FILTER_OPTIONS_HTML", filter.options);
  view.set("FILTER_LIST_HTML", filter.list);
}

void fill(View& view, const Badge& badge) {
  view.set("BADGE_TEXT", badge.text).set_if("BADGE_COLOUR", modifier(badge.colour));
}

void fill(View& view, const PageHeaderActions& header) {
  set(view, "HEADER_TITLE", header.title);
  parts::show_heading(view, "HEADER", header.heading);
  view.set("HEADER_SIZE", letter(header.size));
  add_buttons(view, "HEADER_ACTIONS", "HEADER_BUTTON", header.buttons);
}

}  // namespace regard::html
