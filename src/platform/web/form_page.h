// A page that is one small form: shown, posted, and shown again with what is wrong and everything that was typed.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "platform/forms/forms.h"
#include "platform/web/web.h"

namespace regard::web {

struct FormPage {
  const forms::Question& question;
  std::string action;                // where it is posted; also where it is shown
  std::string back;
  std::string button = {};           // translated; empty: "Continue"
  forms::Picks picks = {};
  html::Html before = {}, after = {};  // above the fields; between them and the button
  std::optional<int> version = {};   // of the record that it changes
  bool adds = false;                 // sent twice, it adds once: the post carries an id
  bool exit_this_page = false;
  std::string reference = {};        // of the record, in the window's title
  std::string caption = {};          // above the page's title: whom it is about
  std::vector<html::LanguageLink> languages = {};  // the same page in others
};

// What the window is called: never by a person's name.
std::string title_of(const Visit& visit, const FormPage& page);

http::Response show_form(const Visit& visit, const FormPage& page, const forms::Answers& answers = {},
                         const std::vector<FieldError>& mistakes = {}, int status = 0);  // 0: 422 with mistakes, 413 with too large a file, else 200

// What came back: the answers, the files, every mistake, the version and the id.
struct Posted {
  forms::Answers answers;
  std::vector<http::File> files = {};
  std::vector<FieldError> mistakes;
  int version = 0;
  Uuid once;
};
Posted read_form(const Visit& visit, const FormPage& page);
const http::File* file_in(const Posted& posted, std::string_view field);  // the one that was chosen; null: none
// Of the record that a lone button changes; 0, which no record has, when none came.
int posted_version(const Visit& visit);

}  // namespace regard::web
