// What working on cases needs, after the Ministry of Justice's patterns.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "platform/html/components_content.h"

namespace regard::html {

// Newest first.
struct Timeline {
  static constexpr std::string_view kView = "platform/html/components/timeline.html";
  struct Item {
    Content title{};
    std::string by{};       // who
    std::string machine{};  // "2025-11-21T14:05:00Z"
    std::string when{};     // "Friday 21 November 2025, 14:05"
    Html content{};
    std::string id{};  // so that a link can lead to it
  };
  std::vector<Item> items{};
  Heading heading = Heading::h2;
};

// Whose record this is, and what marks it; stays above every page of a case.
struct IdentityBar {
  static constexpr std::string_view kView = "platform/html/components/identity_bar.html";
  struct Fact {
    std::string name{}, value{};
  };  // "Reference", "C-7K2Q-9XWD"
  Content title{};
  std::vector<Fact> facts{};
  Html marks{};  // badges, tags
  std::vector<Button> buttons{};
};

struct SubNavigation {
  static constexpr std::string_view kView = "platform/html/components/sub_navigation.html";
  struct Item {
    std::string text{}, href{};
    bool current = false;
    std::string count{};
  };                   // "4", "99+"; empty: none
  std::string name{};  // of the landmark: "This case"
  std::vector<Item> items{};
};

// Beside a list: what it is narrowed to, each a link that takes it away, and a GET form that changes it.
struct Filter {
  static constexpr std::string_view kView = "platform/html/components/filter.html";
  struct Chosen {
    std::string text{}, href{};
  };
  struct Category {
    std::string name{};
    std::vector<Chosen> chosen{};
  };
  std::vector<Category> categories{};
  std::string clear_href{};
  std::string action{};  // of the form
  Html options{};        // the fields
  Html list{};           // what is filtered
};

struct Badge {
  static constexpr std::string_view kView = "platform/html/components/badge.html";
  enum class Colour { brand, red, green, blue, purple, grey, black };
  std::string text{};
  Colour colour = Colour::brand;
};

struct PageHeaderActions {
  static constexpr std::string_view kView = "platform/html/components/page_header_actions.html";
  Content title{};
  Size size = Size::xl;
  Heading heading = Heading::h1;
  std::vector<Button> buttons{};
};

void fill(View& view, const Timeline& timeline);
void fill(View& view, const IdentityBar& bar);
void fill(View& view, const SubNavigation& navigation);
void fill(View& view, const Filter& filter);
void fill(View& view, const Badge& badge);
void fill(View& view, const PageHeaderActions& header);

}  // namespace regard::html
