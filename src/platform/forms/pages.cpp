#include "platform/forms/pages.h"

#include <algorithm>
#include <utility>

#include "platform/base/calendar.h"
#include "platform/i18n/dates.h"
#include "platform/html/components.h"

namespace regard::forms {
namespace {

// More options than this are easier found in a list that opens.
constexpr std::size_t kMostRadios = 10;
constexpr std::size_t kMostOfAnAnswer = 20'000;  // characters: beyond it somebody works on a whole document

class Renderer {
 public:
  Renderer(const html::Views& views, const i18n::Language& language, const Asked& asked)
      : views_{views}, language_{language}, asked_{asked},
        heading_{heading_of(asked)} {}

  html::Html render() const {
    html::View view{views_, language_, "platform/forms/views/question.html"};
    view.set("ACTION", asked_.action).set("CSRF", asked_.csrf);
    if (!asked_.mistakes.empty()) html::add(view, "SUMMARY", summary());
    if (!asked_.caption.empty()) view.section("CAPTION").set("CAPTION_TEXT", asked_.caption);
    if (!heading_ && !asked_.question.title.empty()) view.section("HEADING").set("HEADING_TEXT", language_(asked_.question.title));
    if (std::ranges::count(asked_.question.fields, Kind::file, &Field::kind) > 0) view.show("BRINGS_FILES");
    if (!asked_.version.empty()) view.section("VERSIONED").set("VERSION", asked_.version);
    if (!asked_.once.empty()) view.section("ADDED_ONCE").set("ONCE", asked_.once);
    view.set("BEFORE_HTML", asked_.before).set("AFTER_HTML", asked_.after).set("FIELDS_HTML", fields());
    html::add(view, "SEND", html::Button{.text = asked_.button.empty() ? language_(tr("Continue")) : asked_.button, .once = true});
    return view.render();
  }

 private:
  // A single question is the page's heading, when the page is called so too. What its answers reveal stands within it.
  static const Field* heading_of(const Asked& asked) {
    const auto& question = asked.question;
    const bool is_single = std::ranges::count_if(question.fields, [&](const Field& field) { return !is_revealed(question, field); }) == 1;
    if (!is_single || !asked.before.empty()) return nullptr;
    const Field& first = question.fields.front();
    return question.title.empty() || question.title == first.label ? &first : nullptr;
  }

  html::Html fields() const {
    html::Html made;
    for (const Field& field : asked_.question.fields)
      if (!is_revealed(asked_.question, field)) made += component(field);
    return made;
  }

  // Shown inside the option that it depends on, when that is on the same page.
  static bool is_revealed(const Question& question, const Field& field) {
    return !field.when.field.empty() && std::ranges::any_of(question.fields, [&](const Field& other) {
      return other.name == field.when.field && !other.options.empty();
    });
  }

  html::Html reveals(const Field& field, std::string_view value) const {
    html::Html made;
    for (const Field& other : asked_.question.fields)
      if (is_revealed(asked_.question, other) && other.when.field == field.name && other.when.equals == value) made += component(other);
    return made;
  }

  html::Html component(const Field& field) const {
    switch (field.kind) {
      case Kind::line: return html::render(views_, language_, input(field, "text"));
      case Kind::email: return html::render(views_, language_, input(field, "email"));
      case Kind::telephone: return html::render(views_, language_, input(field, "tel"));
      case Kind::code: return html::render(views_, language_, code(field));
      case Kind::password:
        return html::render(views_, language_, html::PasswordInput{.field = common(field), .autocomplete = std::string{field.autocomplete}});
      case Kind::text:
        return html::render(views_, language_,
                            html::CharacterCount{.field = common(field), .value = asked_.answers.text(field.name),
                                                 .limit = static_cast<int>(field.at_most), .threshold = 75, .rows = field.at_most > kMostOfAnAnswer ? 24 : 8});
      case Kind::date: return html::render(views_, language_, date(field));
      case Kind::choice: return html::render(views_, language_, html::Radios{.field = common(field), .choices = choices(field)});
      case Kind::choices: return html::render(views_, language_, html::Checkboxes{.field = common(field), .choices = choices(field)});
      case Kind::pick: return pick(field);
      case Kind::file: return html::render(views_, language_, html::FileUpload{.field = common(field)});
    }
    throw std::logic_error("Kind outside its enumerators");
  }

  html::Field common(const Field& field) const {
    html::Field made{.name = std::string{field.name}};
    const std::string words = language_(field.label);
    const std::string asked = field.need == Need::optional ? language_(tr("{QUESTION} (optional)"), {{"QUESTION", words}}) : words;
    const bool heads_page = heading_ == &field;
    const html::Size size = heads_page ? html::Size::l : html::Size::m;
    const bool several = field.kind == Kind::choice || field.kind == Kind::choices || field.kind == Kind::date || shows_radios(field);
    if (several) made.legend = {.text = asked, .size = size, .page_heading = heads_page};
    else made.label = {.text = asked, .size = heads_page ? size : html::Size::s, .page_heading = heads_page};
    if (!field.hint.empty()) made.hint = language_(field.hint);
    if (const auto* wrong = mistake(field)) made.error = language_(wrong->message, {{"NUMBER", wrong->number}});
    return made;
  }

  const FieldError* mistake(const Field& field) const {
    const auto found = std::ranges::find(asked_.mistakes, field.name, &FieldError::field);
    return found == asked_.mistakes.end() ? nullptr : &*found;
  }

  html::Input input(const Field& field, std::string type) const {
    return {.field = common(field), .value = asked_.answers.text(field.name), .type = std::move(type),
            .autocomplete = std::string{field.autocomplete}};
  }

  html::Input code(const Field& field) const {
    html::Input made = input(field, "text");
    made.width = html::Input::Width::chars10;
    made.inputmode = "numeric";
    made.spelling = html::Input::Spelling::unchecked;
    made.code = true;
    return made;
  }

  html::DateInput date(const Field& field) const {
    const std::string& typed = asked_.answers.text(field.name);
    const bool wrong = mistake(field) != nullptr;
    const auto first = typed.find('-'), last = typed.rfind('-');
    html::DateInput made{.field = common(field)};
    if (first == std::string::npos || last == first) return made;
    const auto plain = [](std::string part) { return part.size() == 2 && part[0] == '0' ? part.substr(1) : part; };
    made.day = {plain(typed.substr(last + 1)), wrong};
    made.month = {plain(typed.substr(first + 1, last - first - 1)), wrong};
    made.year = {typed.substr(0, first), wrong};
    return made;
  }

  bool is_chosen(const Field& field, std::string_view value) const {
    return std::ranges::count(asked_.answers.all(field.name), value) > 0;
  }

  std::vector<html::Choice> choices(const Field& field) const {
    std::vector<html::Choice> made;
    for (const Option& option : field.options)
      made.push_back({.text = language_(option.label), .value = std::string{option.value},
                      .hint = option.hint.empty() ? html::Content{} : html::Content{language_(option.hint)},
                      .reveals = reveals(field, option.value), .chosen = is_chosen(field, option.value)});
    return made;
  }

  const std::vector<PickOption>& offered(const Field& field) const {
    static const std::vector<PickOption> none;
    const auto found = asked_.picks.find(field.name);
    return found == asked_.picks.end() ? none : found->second;
  }

  bool shows_radios(const Field& field) const { return field.kind == Kind::pick && offered(field).size() <= kMostRadios; }

  html::Html pick(const Field& field) const {
    if (shows_radios(field)) {
      html::Radios radios{.field = common(field)};
      for (const auto& [value, label] : offered(field))
        radios.choices.push_back({.text = label, .value = value, .chosen = is_chosen(field, value)});
      return html::render(views_, language_, radios);
    }
    html::Select select{.field = common(field), .options = {{language_(tr("Choose one")), ""}}};
    for (const auto& [value, label] : offered(field)) select.options.push_back({label, value, is_chosen(field, value)});
    return html::render(views_, language_, select);
  }

  html::ErrorSummary summary() const {
    html::ErrorSummary made;
    for (const FieldError& wrong : asked_.mistakes) {
      const auto field = std::ranges::find(asked_.question.fields, wrong.field, &Field::name);
      const bool is_date = field != asked_.question.fields.end() && field->kind == Kind::date;
      made.mistakes.push_back({language_(wrong.message, {{"NUMBER", wrong.number}}),
                               wrong.field.empty() ? "" : "#" + wrong.field + (is_date ? "-day" : "")});
    }
    return made;
  }

  const html::Views& views_;
  const i18n::Language& language_;
  const Asked& asked_;
  const Field* heading_;  // the field that heads the page; none: the question's title does
};

}  // namespace

html::Html render(const html::Views& views, const i18n::Language& language, const Asked& asked) {
  return Renderer{views, language, asked}.render();
}

std::string in_words(const i18n::Language& language, const Field& field, const Answers& answers, const Picks& picks) {
  std::string words;
  for (const std::string& value : answers.all(field.name)) {
    std::string one = value;
    for (const Option& option : field.options)
      if (option.value == value) one = language(option.label);
    if (const auto offered = picks.find(field.name); offered != picks.end())
      for (const PickOption& option : offered->second)
        if (option.value == value) one = option.label;
    if (field.kind == Kind::date)
      if (const auto day = date_from_iso(value)) one = i18n::long_date(language, *day);
    words += (words.empty() ? "" : ", ") + one;
  }
  return words;
}

html::Html check_answers(const html::Views& views, const i18n::Language& language, std::span<const Question> questions,
                         const Answers& answers, const Picks& picks,
                         const std::function<std::string(const Question&)>& change_url) {
  html::SummaryList list;
  for (const Question& question : questions) {
    for (const Field& field : question.fields) {
      if (!is_asked(field, answers)) continue;
      const std::string key = language(field.label);
      std::string value = in_words(language, field, answers, picks);
      if (value.empty()) value = language(tr("Not answered"));
      list.rows.push_back({key, value, {{language(tr("Change")), change_url(question), key}}});
    }
  }
  return html::render(views, language, list);
}

}  // namespace regard::forms
