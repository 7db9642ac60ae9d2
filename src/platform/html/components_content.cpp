#include "platform/html/components_content.h"

#include "platform/html/components_parts.h"
#include "platform/html/views.h"

namespace regard::html {
namespace {

using parts::letter;
using parts::set_if;
using parts::show_if;

constexpr std::string_view kArrow = "platform/html/components/button_arrow.html";

std::string_view modifier(Button::Look look) {
  switch (look) {
    case Button::Look::primary:
      return "";
    case Button::Look::secondary:
      return "secondary";
    case Button::Look::warning:
      return "warning";
    case Button::Look::inverse:
      return "inverse";
    case Button::Look::start:
      return "start";
  }
  return "";
}

std::string_view attribute(Button::Type type) {
  switch (type) {
    case Button::Type::submit:
      return "submit";
    case Button::Type::button:
      return "button";
    case Button::Type::reset:
      return "reset";
  }
  return "submit";
}

std::string_view modifier(Tag::Colour colour) {
  switch (colour) {
    case Tag::Colour::plain:
      return "";
    case Tag::Colour::grey:
      return "grey";
    case Tag::Colour::green:
      return "green";
    case Tag::Colour::teal:
      return "teal";
    case Tag::Colour::blue:
      return "blue";
    case Tag::Colour::purple:
      return "purple";
    case Tag::Colour::magenta:
      return "magenta";
    case Tag::Colour::red:
      return "red";
    case Tag::Colour::orange:
      return "orange";
    case Tag::Colour::yellow:
      return "yellow";
  }
  return "";
}

void fill_actions(View& view, const Panel& panel) {
  View actions = view.section("PANEL_ACTIONS");
  for (Button button : panel.buttons) {
    button.look = Button::Look::inverse;
    parts::add(actions, "PANEL_BUTTON", button);
  }
  for (const Panel::Link& link : panel.links)
    actions.section("PANEL_LINK").set("PANEL_LINK_HREF", link.href).set("PANEL_LINK_TEXT", link.text);
}

}  // namespace

void set(View& view, std::string_view name, const Content& content) {
  if (content.html.empty()) {
    view.set(name, content.text);
  } else {
    view.set(std::string{name} + "_HTML", content.html);
  }
}

void fill(View& view, const Label& label) {
  set_if(view, "LABEL_TEXT", label.text);
  view.set_if("LABEL_SIZE", letter(label.size)).set_if("LABEL_FOR", label.for_id);
  show_if(view, label.size == Size::hidden, "LABEL_HIDDEN");
  show_if(view, label.page_heading, "LABEL_PAGE_HEADING");
}

void fill(View& view, const Hint& hint) {
  set(view, "HINT_TEXT", hint.text);
  view.set_if("HINT_ID", hint.id);
}

void fill(View& view, const ErrorMessage& message) {
  set(view, "ERROR_TEXT", message.text);
  view.set_if("ERROR_ID", message.id);
}

void fill(View& view, const Legend& legend) {
  set_if(view, "LEGEND_TEXT", legend.text);
  view.set_if("LEGEND_SIZE", letter(legend.size));
  show_if(view, legend.size == Size::hidden, "LEGEND_HIDDEN");
  show_if(view, legend.page_heading, "LEGEND_PAGE_HEADING");
}

void fill(View& view, const Fieldset& fieldset) {
  parts::add(view, "LEGEND", fieldset.legend);
  view.set("FIELDSET_CONTENT_HTML", fieldset.content).set_if("FIELDSET_DESCRIBED_BY", fieldset.described_by);
}

void fill(View& view, const Button& button) {
  set(view, "BUTTON_TEXT", button.text);
  view.set_if("BUTTON_LOOK", modifier(button.look)).set_if("BUTTON_ID", button.id);
  if (button.look == Button::Look::start) view.include("BUTTON_ARROW", kArrow);
  if (!button.href.empty()) {
    view.set("BUTTON_HREF", button.href).show("BUTTON_LINK");
    return;
  }
  view.set("BUTTON_TYPE", attribute(button.type)).show("BUTTON_PRESS");
  view.set_if("BUTTON_NAME", button.name).set_if("BUTTON_VALUE", button.value);
  show_if(view, button.once, "BUTTON_ONCE");
}

void fill(View& view, const Tag& tag) {
  set(view, "TAG_TEXT", tag.text);
  view.set_if("TAG_COLOUR", modifier(tag.colour));
}

void fill(View& view, const InsetText& inset) {
  set(view, "INSET_TEXT", inset.text);
  view.set_if("INSET_ID", inset.id);
}

void fill(View& view, const WarningText& warning) { set(view, "WARNING_TEXT", warning.text); }

void fill(View& view, const Details& details) {
  set(view, "DETAILS_SUMMARY", details.summary);
  set(view, "DETAILS_TEXT", details.text);
  view.set_if("DETAILS_ID", details.id);
  show_if(view, details.open, "DETAILS_OPEN");
}

void fill(View& view, const Panel& panel) {
  const bool interrupts = panel.kind == Panel::Kind::interruption;
  view.set("PANEL_KIND", interrupts ? "interruption" : "confirmation");
  parts::show_heading(view, "PANEL", panel.heading);
  set(view, "PANEL_TITLE", panel.title);
  set_if(view, "PANEL_TEXT", panel.text);
  if (interrupts && !(panel.buttons.empty() && panel.links.empty())) fill_actions(view, panel);
}

void fill(View& view, const NotificationBanner& banner) {
  const bool success = banner.kind == NotificationBanner::Kind::success;
  show_if(view, success, "BANNER_SUCCESS");
  view.set("BANNER_ROLE", success ? "alert" : "region");
  parts::show_heading(view, "BANNER", banner.heading);
  view.set_if("BANNER_TITLE", banner.title);
  if (banner.title.empty()) view.show(success ? "BANNER_TITLE_SUCCESS" : "BANNER_TITLE_IMPORTANT");
  set(view, "BANNER_TEXT", banner.text);
  show_if(view, banner.text.html.empty(), "BANNER_LINE");
}

}  // namespace regard::html
