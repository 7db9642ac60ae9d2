// The frame around every page: title, header, navigation, footer, and the components that stand in it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "platform/base/result.h"
#include "platform/base/viewer.h"
#include "platform/html/views.h"

namespace regard::html {

struct Link {
  std::string text{}, href{};
  enum class Here { no, within, yes } here = Here::no;  // within: on a page that belongs to it
};

// A page belongs to one link at most: to its own, else to the one with the longest address that it stands below.
void mark_where_one_is(std::vector<Link>& links, std::string_view path);

// This page in another language: {"cy", "Cymraeg", "/language/cy"}; without href: the language it is in.
struct LanguageLink {
  std::string code{}, name{}, href{};
};

// What the provider says of itself at the foot of every page. Each may be empty.
struct Notices {
  std::string contact{};            // whom to ask for help: words, an address, a number
  std::string privacy_url{};        // its privacy notice
  std::string accessibility_url{};  // its accessibility statement
};

struct Page {
  std::string title{};             // without "Error:", without the provider's name
  std::optional<Link> back{};      // without text: "Back"
  std::vector<Link> navigation{};  // of a signed-in person
  bool exit_this_page = false;
  bool mistakes = false;  // puts "Error: " before the title
  enum class Width { text, wide } width = Width::text;
  std::string provider{};                 // its name, in the header
  std::string home = "/";                 // where its name leads
  std::string logo{};                     // URL of its picture, beside the name
  std::string brand{};                    // URL of the style sheet with its colour (brand.h)
  std::string signed_in_as{};             // empty: nobody
  std::string csrf{};                     // of the sign-out form
  std::vector<LanguageLink> languages{};  // shown when there is more than one
  Notices notices{};
  Html above{};  // between header and content, as wide as the page: identity bar, sub-navigation
  Html content{};
};

Html render(const Views& views, const i18n::Language& language, const Page& page);

}  // namespace regard::html
