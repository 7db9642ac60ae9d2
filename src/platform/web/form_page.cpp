#include "platform/web/form_page.h"

#include <algorithm>
#include <charconv>

#include "platform/base/calendar.h"
#include "platform/forms/pages.h"

namespace regard::web {
namespace {

constexpr auto kBytesInMegabyte = 1024 * 1024;

// Nothing was kept of a file although it is not too large: little of the disk is free.
bool found_no_room(const http::File& file) { return file.too_large && file.size <= http::kLargestFile; }

bool brings_too_large_a_file(const http::Form& form) {
  return std::ranges::any_of(form.files, [](const http::File& file) { return file.too_large && !found_no_room(file); });
}

void add_too_large(std::vector<FieldError>& mistakes, const http::Form& form) {
  for (const http::File& file : form.files)
    if (found_no_room(file))
      mistakes.push_back({file.field, tr("There is no room for files just now. Send this without the file, keep it, and add it another day")});
    else if (file.too_large)
      mistakes.push_back({file.field, tr("Choose a file of {NUMBER} MB or less. A picture or a video can be made smaller, or sent in parts"),
                          std::to_string(http::kLargestFile / kBytesInMegabyte)});
}

}  // namespace

std::string title_of(const Visit& visit, const FormPage& page) {
  const std::string title = visit.language(page.question.title);
  return page.reference.empty() ? title : visit.language(tr("{TITLE}, {REFERENCE}"), {{"TITLE", title}, {"REFERENCE", page.reference}});
}

http::Response show_form(const Visit& visit, const FormPage& shown, const forms::Answers& answers,
                         const std::vector<FieldError>& mistakes, int status) {
  html::Page page = visit.page(title_of(visit, shown));
  page.mistakes = !mistakes.empty();
  page.exit_this_page = shown.exit_this_page;
  page.languages = shown.languages;
  if (!shown.back.empty()) page.back = html::Link{visit.language(tr("Back")), shown.back};
  const auto form = visit.request.method == http::Method::post ? visit.request.form() : std::nullopt;
  const std::string kept_id = form ? std::string{form->first("once")} : std::string{};
  const bool is_taken = status == http_status(ErrorKind::conflict);  // the id: sent once more, it is another
  page.content = forms::render(visit.services.views, visit.language,
                               forms::Asked{.question = shown.question,
                                            .answers = answers,
                                            .mistakes = mistakes,
                                            .action = shown.action,
                                            .csrf = visit.viewer.csrf,
                                            .button = shown.button,
                                            .picks = shown.picks,
                                            .before = shown.before,
                                            .after = shown.after,
                                            .version = shown.version ? std::to_string(*shown.version) : std::string{},
                                            .once = !shown.adds ? std::string{} : kept_id.empty() || is_taken ? to_text(uuid7(visit.now)) : kept_id,
                                            .caption = shown.caption});
  const int usual = mistakes.empty() ? 200 : form && brings_too_large_a_file(*form) ? http_status(ErrorKind::too_large) : 422;
  return show(visit, page, status != 0 ? status : usual);
}

int posted_version(const Visit& visit) {
  const http::Form form = visit.request.form().value_or(http::Form{});
  const std::string_view typed = form.first("version");
  int version = 0;
  std::from_chars(typed.data(), typed.data() + typed.size(), version);
  return version;
}

const http::File* file_in(const Posted& posted, std::string_view field) {
  const auto found = std::ranges::find_if(posted.files, [&](const http::File& file) { return file.field == field && file.size > 0; });
  return found == posted.files.end() ? nullptr : &*found;
}

Posted read_form(const Visit& visit, const FormPage& page) {
  Posted posted;
  const http::Form form = visit.request.form().value_or(http::Form{});
  posted.answers = forms::read_posted(page.question.fields, form);
  posted.mistakes = forms::mistakes(page.question.fields, posted.answers, page.picks, london_date(visit.now));
  add_too_large(posted.mistakes, form);
  posted.files = form.files;
  posted.version = posted_version(visit);
  posted.once = uuid_from(form.first("once")).value_or(uuid7(visit.now));
  return posted;
}

}  // namespace regard::web
