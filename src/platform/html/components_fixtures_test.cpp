// Every component is compared with the HTML that govuk-frontend itself gives for the same options: the
// fixtures.json of each of its components. An option that ours has not stands in kNotOurs with the reason;
// the list may only shrink.
#include <gmock/gmock.h>

#include <boost/json.hpp>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <set>

#include "platform/html/fixtures/draw.h"
#include "platform/html/fixtures/platform_views.h"
#include "platform/html/fixtures/tags.h"

namespace regard::html {
namespace {

namespace fs = std::filesystem;
namespace json = boost::json;

constexpr std::string_view kComponents[] = {
    "back-link",     "breadcrumbs",    "button",         "character-count",
    "checkboxes",    "date-input",     "details",        "error-message",
    "error-summary", "exit-this-page", "fieldset",       "file-upload",    "hint",
    "input",         "inset-text",     "label",          "notification-banner",
    "pagination",    "panel",          "password-input", "radios",
    "select",        "skip-link",      "summary-list",   "table",
    "tag",           "task-list",      "textarea",       "warning-text"};

constexpr int kSkippedAtMost = 225;

struct NotOurs {
  std::string_view component;  // empty: any
  std::string_view option;     // as Options names it; what ends in * stands for all that begin so
  std::string_view reason;
  mutable int met = 0;
};

constexpr std::string_view kLooks =
    "looks have names of their own; other classes have no rule in our style sheet";
constexpr std::string_view kWords = "these words stand in our view, translated";
constexpr std::string_view kPlain = "always words, never HTML";
constexpr std::string_view kDate = "a date is day, month and year, named so";
constexpr std::string_view kDefault = "said by leaving it out";
constexpr std::string_view kMerged = "our lists have no merged cells";
constexpr std::string_view kServer = "the server says what is wrong, in words";

NotOurs kNotOurs[] = {
    {"", "attributes", "what else an element needs stands in the view of its page, not in C++"},
    {"", "classes", kLooks},
    {"", "disabled", "a control that does nothing explains nothing; it is left out instead"},
    {"", "disableAutoFocus", "what has just gone wrong or well takes the focus"},
    {"", "items[] that are nothing", "C++ has no null in a list"},
    {"back-link", "html", kPlain},
    {"breadcrumbs", "items[].html", kPlain},
    {"breadcrumbs", "labelText", kWords},
    {"button", "isStartButton+html", kPlain},
    {"button", "preventDoubleClick=false", kDefault},
    {"character-count", "characters*", kWords},
    {"character-count", "countType of characters", kDefault},
    {"character-count", "maxwords", "said as a limit and its unit"},
    {"character-count", "no maxlength", "without a limit it is a textarea"},
    {"character-count", "textareaDescriptionText", kWords},
    {"character-count", "words*", kWords},
    {"checkboxes", "items[].name", "one question has one name"},
    {"date-input", "day", kDate},
    {"date-input", "error=false", kDefault},
    {"date-input", "items[].inputmode", "a date is figures"},
    {"date-input", "items[].pattern", kServer},
    {"date-input", "label", kWords},
    {"date-input", "names and ids of parts", kDate},
    {"date-input", "two parts of a date", kDate},
    {"date-input", "values.*", kDate},
    {"date-input", "year", kDate},
    {"error-message", "visuallyHiddenText", kWords},
    {"error-summary", "titleHtml", kPlain},
    {"exit-this-page", "activatedText", kWords},
    {"exit-this-page", "html", kWords},
    {"exit-this-page", "id", "there is one on a page"},
    {"exit-this-page", "press*", kWords},
    {"exit-this-page", "text", kWords},
    {"exit-this-page", "timedOutText", kWords},
    {"fieldset", "role", "only a date needs one, and has it"},
    {"file-upload", "chooseFilesButtonText", kWords},
    {"file-upload", "dropInstructionText", kWords},
    {"file-upload", "enteredDropZoneText", kWords},
    {"file-upload", "javascript", "the browser's own control says everything, in the reader's language"},
    {"file-upload", "leftDropZoneText", kWords},
    {"file-upload", "multiple", "one file, one question"},
    {"file-upload", "multipleFilesChosenText*", kWords},
    {"file-upload", "noFileChosenText", kWords},
    {"file-upload", "value", "no page can fill in a file"},
    {"file-upload", "wrapper*", "of the script's control"},
    {"input", "pattern", kServer},
    {"input", "prefix.html", kPlain},
    {"input", "suffix.html", kPlain},
    {"notification-banner", "role", "goes with what is said"},
    {"notification-banner", "titleHtml", kPlain},
    {"notification-banner", "titleId", "there is one on a page"},
    {"pagination", "a page's number in words", "pages are counted"},
    {"pagination", "items[].visuallyHiddenText", kWords},
    {"password-input", "hidePassword*", kWords},
    {"password-input", "password*", kWords},
    {"password-input", "showPassword*", kWords},
    {"password-input", "value", "a password never goes back to the browser"},
    {"select", "items[] without a value", "its words would be sent, and a translation changes them"},
    {"skip-link", "html", kPlain},
    {"summary-list", "card without a title", "a card has a title"},
    {"summary-list", "rows[].actions.items[].html", kPlain},
    {"table", "colspan", kMerged},
    {"table", "rowspan", kMerged},
    {"table", "numeric cells of a column that is not", "a column is of one kind"},
    {"task-list", "items[].status.html", kPlain},
    {"warning-text", "iconFallbackText", kWords},
};

std::string bytes_of(const fs::path& file) {
  std::ifstream stream{file, std::ios::binary};
  return {std::istreambuf_iterator<char>{stream}, {}};
}

const fs::path kFrontend = fs::path{REGARD_SOURCE_DIR} / "node_modules/govuk-frontend/dist/govuk/components";

json::array fixtures_of(std::string_view component) {
  return json::parse(bytes_of(kFrontend / component / "fixtures.json")).at("fixtures").as_array();
}

using Pieces = std::vector<std::pair<std::string, std::string>>;

std::string view_of(const std::string& html) { return "raw/" + html + ".html"; }

void collect(const json::value& value, std::string_view key, std::set<std::string>& html) {
  if (value.is_array())
    for (const auto& item : value.as_array()) collect(item, key, html);
  else if (value.is_object())
    for (const auto& [name, item] : value.as_object()) collect(item, name, html);
  else if (value.is_string() && (key == "html" || key.ends_with("Html")))
    html.insert(std::string{value.as_string()});
}

// Only views make Html, so each piece of HTML that stands in the options is a view of its own.
Pieces html_in_options() {
  std::set<std::string> html;
  for (const auto component : kComponents)
    for (const auto& fixture : fixtures_of(component)) collect(fixture.at("options"), "", html);
  Pieces pieces;
  for (const auto& piece : html) pieces.emplace_back(view_of(piece), piece);
  return pieces;
}

bool matches(std::string_view pattern, std::string_view option) {
  if (pattern.ends_with('*')) return option.starts_with(pattern.substr(0, pattern.size() - 1));
  return option == pattern || (option.size() > pattern.size() && option.ends_with(pattern) &&
                               option[option.size() - pattern.size() - 1] == '.');
}

bool is_listed(std::string_view component, std::string_view option) {
  for (const auto& entry : kNotOurs)
    if ((entry.component.empty() || entry.component == component) && matches(entry.option, option))
      return ++entry.met;
  return false;
}

// Whether the fixture has only what ours has; complains about what stands in no list.
bool is_ours(std::string_view component, std::string_view name, const fixtures::Options& options) {
  const auto not_ours = options.not_ours();
  for (const auto& option : not_ours)
    if (!is_listed(component, option))
      ADD_FAILURE() << component << ", " << name << ": " << option << " is neither ours nor in the list";
  return not_ours.empty();
}

TEST(OurComponents, GiveTheHtmlThatGovukFrontendGives) {
  if (!fs::exists(kFrontend)) GTEST_SKIP() << "npm's govuk-frontend is not there; ./test installs it";
  const fixtures::PlatformViews shown{"en", html_in_options()};
  const auto as_html = [&](const std::string& text) {
    return View{shown.views(), shown.language(), view_of(text)}.render();
  };
  int compared = 0, skipped = 0;
  for (const auto component : kComponents)
    for (const auto& fixture : fixtures_of(component)) {
      const std::string name{fixture.at("name").as_string()};
      const fixtures::Options options{fixture.at("options"), as_html};
      const std::string ours = fixtures::draw(component, options, shown.views(), shown.language()).text();
      if (!is_ours(component, name, options)) {
        ++skipped;
        continue;
      }
      ++compared;
      EXPECT_EQ(fixtures::tags(ours), fixtures::tags(std::string_view{fixture.at("html").as_string()}))
          << component << ", " << name;
    }
  std::cout << compared << " fixtures of govuk-frontend compared, " << skipped << " skipped\n";
  EXPECT_LE(skipped, kSkippedAtMost);
  for (const auto& entry : kNotOurs)
    EXPECT_GT(entry.met, 0) << "no fixture needs this any more: " << entry.component << " " << entry.option;
}

}  // namespace
}  // namespace regard::html
