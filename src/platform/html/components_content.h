// Words, buttons and boxes.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "platform/html/html.h"

namespace regard::html {

class View;

// Words, escaped where they are shown, or what a view made already.
struct Content {
  Content() = default;
  Content(const char* words) : text{words} {}
  Content(std::string words) : text{std::move(words)} {}
  Content(std::string_view words) : text{words} {}
  Content(Html made) : html{std::move(made)} {}
  bool empty() const { return text.empty() && html.empty(); }

  std::string text{};
  Html html{};
};

enum class Size { usual, s, m, l, xl, hidden };  // of a label or legend; hidden: heard, not seen
enum class Heading { h1, h2, h3, h4 };

struct Label {
  static constexpr std::string_view kView = "platform/html/components/label.html";
  Content text{};
  Size size = Size::usual;
  bool page_heading = false;
  std::string for_id{};  // a field fills it
};

struct Hint {
  static constexpr std::string_view kView = "platform/html/components/hint.html";
  Content text{};
  std::string id{};
};

struct ErrorMessage {
  static constexpr std::string_view kView = "platform/html/components/error_message.html";
  Content text{};
  std::string id{};
};

struct Legend {
  static constexpr std::string_view kView = "platform/html/components/legend.html";
  Content text{};
  Size size = Size::usual;
  bool page_heading = false;
  bool empty() const { return text.empty(); }
};

struct Fieldset {
  static constexpr std::string_view kView = "platform/html/components/fieldset.html";
  Legend legend{};
  Html content{};
  std::string described_by{};
};

struct Button {
  static constexpr std::string_view kView = "platform/html/components/button.html";
  enum class Look { primary, secondary, warning, inverse, start };
  enum class Type { submit, button, reset };
  Content text{};
  Look look = Look::primary;
  std::string href{};  // a link that looks like a button
  std::string name{}, value{}, id{};
  Type type = Type::submit;
  bool once = false;  // a second click within a second is not sent
};

struct Tag {
  static constexpr std::string_view kView = "platform/html/components/tag.html";
  enum class Colour { plain, grey, green, teal, blue, purple, magenta, red, orange, yellow };
  Content text{};
  Colour colour = Colour::plain;
};

struct InsetText {
  static constexpr std::string_view kView = "platform/html/components/inset_text.html";
  Content text{};
  std::string id{};
};

struct WarningText {
  static constexpr std::string_view kView = "platform/html/components/warning_text.html";
  Content text{};
};

struct Details {
  static constexpr std::string_view kView = "platform/html/components/details.html";
  Content summary{}, text{};
  std::string id{};
  bool open = false;
};

// What was done and what happens next; or, as an interruption, what is about to be done.
struct Panel {
  static constexpr std::string_view kView = "platform/html/components/panel.html";
  enum class Kind { confirmation, interruption };
  Content title{}, text{};
  Kind kind = Kind::confirmation;
  Heading heading = Heading::h1;
  // Of an interruption: buttons go on, links lead back.
  struct Link {
    std::string text{}, href{};
  };
  std::vector<Button> buttons{};
  std::vector<Link> links{};
};

// Sparingly, and never beside an error summary.
struct NotificationBanner {
  static constexpr std::string_view kView = "platform/html/components/notification_banner.html";
  enum class Kind { important, success };
  Content text{};
  Kind kind = Kind::important;
  std::string title{};  // empty: "Important", "Success"
  Heading heading = Heading::h2;
};

void fill(View& view, const Label& label);
void fill(View& view, const Hint& hint);
void fill(View& view, const ErrorMessage& message);
void fill(View& view, const Legend& legend);
void fill(View& view, const Fieldset& fieldset);
void fill(View& view, const Button& button);
void fill(View& view, const Tag& tag);
void fill(View& view, const InsetText& inset);
void fill(View& view, const WarningText& warning);
void fill(View& view, const Details& details);
void fill(View& view, const Panel& panel);
void fill(View& view, const NotificationBanner& banner);

void set(View& view, std::string_view name, const Content& content);  // {{NAME}}{{NAME_HTML}} in the view

}  // namespace regard::html
