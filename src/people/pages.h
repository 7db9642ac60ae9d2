// What people's pages have in common.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "platform/web/form_page.h"

namespace regard::people {

// The sub-navigation above a page: which, and where in it.
enum class Tab { none, people, grants, centres, tokens, trail, counts };

struct Shown {
  std::string title;
  html::Html content;
  std::string back = {};
  html::Page::Width width = html::Page::Width::text;
  Tab tab = Tab::none;
  bool mistakes = false;
};
http::Response show_page(const web::Visit& visit, Shown shown, int status = 200);

// The form once more with what is wrong; a record that changed meanwhile is told, with its new version. Every other
// refusal goes on. Passwords are never shown again.
struct Meanwhile {
  std::string now;  // what the record says now
  std::int64_t version;
};
Result<http::Response> again(const web::Visit& visit, web::FormPage page, forms::Answers answers, const Error& error,
                             const std::function<Meanwhile()>& meanwhile = {});

// A path of our own to go on to, from "?then=": "/" when it is none.
std::string next_path(const web::Visit& visit);
std::string with_then(std::string path, const std::string& then);

html::Html warning(const web::Visit& visit, Words words);
// For a cell or a line. `about` is heard, not seen: "Sign out" of what.
html::Html text_link(const web::Visit& visit, std::string_view href, std::string_view text, std::string_view about = {});
html::Html post_button(const web::Visit& visit, std::string_view action, std::string_view text, std::string_view about = {});

}  // namespace regard::people
