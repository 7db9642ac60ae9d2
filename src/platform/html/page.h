// The frame around every page: title, header, navigation, footer, and the components that stand in it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "platform/base/result.h"
#include "platform/base/viewer.h"
#include "platform/html/views.h"

namespace regard::html {

struct Link { std::string text, href; bool current = false; };

struct Page {
  std::string title;                     // without "Error:", without the provider's name
  std::optional<Link> back;
  std::vector<Link> navigation;          // of a signed-in person
  bool exit_this_page = false;
  bool mistakes = false;                 // puts "Error: " before the title
  enum class Width { text, wide } width = Width::text;
  std::string provider;                  // its name, in the header
  std::string signed_in_as;              // empty: nobody
  std::string csrf;                      // of the sign-out form
  Html content;
};

Html render(const Views& views, const i18n::Language& language, const Page& page);

}  // namespace regard::html
