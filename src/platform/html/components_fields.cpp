#include "platform/html/components_fields.h"

#include <fmt/format.h>

#include "platform/html/components_parts.h"
#include "platform/html/views.h"

namespace regard::html {
namespace {

using parts::show_if;

constexpr std::string_view kInputBox = "platform/html/components/input_box.html";
constexpr std::string_view kTextareaBox = "platform/html/components/textarea_box.html";

std::string_view attribute(Input::Spelling spelling) {
  switch (spelling) {
    case Input::Spelling::as_is:
      return "";
    case Input::Spelling::checked:
      return "true";
    case Input::Spelling::unchecked:
      return "false";
  }
  return "";
}

void set_width(View& box, Input::Width width) {
  switch (width) {
    case Input::Width::full:
      return;
    case Input::Width::chars2:
      box.set_if("BOX_WIDTH", "2");
      return;
    case Input::Width::chars3:
      box.set_if("BOX_WIDTH", "3");
      return;
    case Input::Width::chars4:
      box.set_if("BOX_WIDTH", "4");
      return;
    case Input::Width::chars5:
      box.set_if("BOX_WIDTH", "5");
      return;
    case Input::Width::chars10:
      box.set_if("BOX_WIDTH", "10");
      return;
    case Input::Width::chars20:
      box.set_if("BOX_WIDTH", "20");
      return;
    case Input::Width::chars30:
      box.set_if("BOX_WIDTH", "30");
      return;
    case Input::Width::half:
      box.set_if("BOX_SHARE", "one-half");
      return;
    case Input::Width::third:
      box.set_if("BOX_SHARE", "one-third");
      return;
    case Input::Width::two_thirds:
      box.set_if("BOX_SHARE", "two-thirds");
      return;
  }
}

void append(std::string& ids, const std::string& id) { ids += ids.empty() ? id : " " + id; }

// Hint and error; what they are called joins what describes the box.
std::string fill_around(View& view, const Field& field) {
  std::string described_by = field.described_by;
  if (!field.hint.empty()) {
    const std::string id = field.own_id() + "-hint";
    append(described_by, id);
    parts::add(view, "HINT", Hint{.text = field.hint, .id = id});
  }
  if (!field.error.empty()) {
    const std::string id = field.own_id() + "-error";
    append(described_by, id);
    parts::add(view, "ERROR", ErrorMessage{.text = field.error, .id = id});
    view.show("FIELD_WRONG");
  }
  return described_by;
}

std::string fill_labelled(View& view, const Field& field) {
  Label label = field.label;
  label.for_id = field.own_id();
  parts::add(view, "LABEL", label);
  return fill_around(view, field);
}

// What describes the group; empty once the fieldset says it.
std::string fill_grouped(View& view, const Field& field) {
  std::string described_by = fill_around(view, field);
  if (field.legend.empty()) return described_by;
  parts::add(view, "LEGEND", field.legend);
  view.show("FIELDSET").set_if("FIELDSET_DESCRIBED_BY", described_by);
  return {};
}

View fill_box(View& view, const Textarea& textarea, const std::string& described_by) {
  const Field& field = textarea.field;
  View box = view.include("TEXTAREA_BOX", kTextareaBox);
  box.set("TEXTAREA_ID", field.own_id()).set("TEXTAREA_NAME", field.name);
  box.set("TEXTAREA_ROWS", std::to_string(textarea.rows)).set("TEXTAREA_VALUE", textarea.value);
  box.set_if("TEXTAREA_DESCRIBED_BY", described_by).set_if("TEXTAREA_AUTOCOMPLETE", textarea.autocomplete);
  box.set_if("TEXTAREA_SPELLING", attribute(textarea.spelling));
  show_if(box, !field.error.empty(), "TEXTAREA_WRONG");
  return box;
}

void fill_choice(View& view, const Choice& choice, const Field& field, const std::string& id,
                 std::string described_by) {
  View row = view.section("CHOICE");
  row.set_if("CHOICE_DIVIDER", choice.divider_before);
  row.set("CHOICE_ID", id).set("CHOICE_NAME", field.name).set("CHOICE_VALUE", choice.value);
  set(row, "CHOICE_TEXT", choice.text);
  show_if(row, choice.chosen, "CHOICE_CHOSEN");
  show_if(row, choice.excludes_others, "CHOICE_EXCLUDES");
  if (!choice.hint.empty()) {
    append(described_by, id + "-item-hint");
    set(row, "CHOICE_HINT_TEXT", choice.hint);
    row.show("CHOICE_HINT");
  }
  row.set_if("CHOICE_DESCRIBED_BY", described_by);
  if (choice.reveals.empty()) return;
  row.set("CHOICE_REVEALS_HTML", choice.reveals).show("CHOICE_REVEALS");
  show_if(row, !choice.chosen, "CHOICE_HIDES");
}

// The first has the field's own id, so that the error summary can lead to it.
void fill_choices(View& view, const std::vector<Choice>& choices, const Field& field,
                  const std::string& described_by) {
  int place = 0;
  for (const Choice& choice : choices) {
    place += choice.divider_before.empty() ? 1 : 2;
    std::string id = choice.id;
    if (id.empty()) id = place == 1 ? field.own_id() : fmt::format("{}-{}", field.own_id(), place);
    fill_choice(view, choice, field, id, described_by);
  }
}

struct DatePart {
  std::string_view name, section;
  Input::Width width;
  const DateInput::Part& part;
};

void fill_part(View& view, const DateInput& date, const DatePart& which, bool wrong) {
  const std::string id = fmt::format("{}-{}", date.field.own_id(), which.name);
  View row = view.section("DATE_PART");
  row.set("PART_ID", id).show(which.section);
  View box = row.include("PART_BOX", kInputBox);
  box.set("BOX_ID", id);
  box.set("BOX_NAME", date.field.name.empty() ? std::string{which.name}
                                              : fmt::format("{}-{}", date.field.name, which.name));
  box.set("BOX_TYPE", "text").set_if("BOX_INPUTMODE", "numeric").set_if("BOX_VALUE", which.part.value);
  box.show("BOX_DATE");
  set_width(box, which.width);
  if (date.birthday) box.set_if("BOX_AUTOCOMPLETE", fmt::format("bday-{}", which.name));
  show_if(box, wrong, "BOX_WRONG");
}

View add_box(View& view, const Field& field, const std::string& described_by) {
  View box = view.include("INPUT_BOX", kInputBox);
  box.set("BOX_ID", field.own_id()).set("BOX_NAME", field.name).set_if("BOX_DESCRIBED_BY", described_by);
  show_if(box, !field.error.empty(), "BOX_WRONG");
  return box;
}

}  // namespace

void fill(View& view, const Input& input) {
  View box = add_box(view, input.field, fill_labelled(view, input.field));
  box.set("BOX_TYPE", input.type).set_if("BOX_VALUE", input.value);
  box.set_if("BOX_SPELLING", attribute(input.spelling)).set_if("BOX_INPUTMODE", input.inputmode);
  box.set_if("BOX_AUTOCOMPLETE", input.autocomplete).set_if("BOX_AUTOCAPITALIZE", input.autocapitalize);
  set_width(box, input.width);
  show_if(box, input.code, "BOX_CODE");
  view.set_if("INPUT_PREFIX", input.prefix).set_if("INPUT_SUFFIX", input.suffix);
  show_if(view, !input.prefix.empty() || !input.suffix.empty(), "INPUT_WRAPPER");
}

void fill(View& view, const Textarea& textarea) {
  const std::string described_by = fill_labelled(view, textarea.field);
  fill_box(view, textarea, described_by);
}

void fill(View& view, const CharacterCount& count) {
  const bool words = count.unit == CharacterCount::Unit::words;
  Textarea textarea{count.field, count.value, count.rows, {}, count.spelling};
  textarea.field.described_by = count.field.own_id() + "-info";
  View box = fill_box(view, textarea, fill_labelled(view, textarea.field));
  box.show("TEXTAREA_COUNTED");
  view.set("COUNT_ID", count.field.own_id()).set("COUNT_LIMIT", std::to_string(count.limit));
  view.show(words ? "COUNT_WORDS" : "COUNT_CHARACTERS");
  if (count.threshold > 0) view.set_if("COUNT_THRESHOLD", std::to_string(count.threshold));
  parts::translate_script(view);
}

void fill(View& view, const Radios& radios) {
  fill_grouped(view, radios.field);
  fill_choices(view, radios.choices, radios.field, {});
  if (radios.look == Radios::Look::in_line) view.set_if("CHOICES_LOOK", "inline");
  if (radios.look == Radios::Look::small) view.set_if("CHOICES_LOOK", "small");
}

void fill(View& view, const Checkboxes& checkboxes) {
  fill_choices(view, checkboxes.choices, checkboxes.field, fill_grouped(view, checkboxes.field));
  if (checkboxes.look == Checkboxes::Look::small) view.set_if("CHOICES_LOOK", "small");
}

void fill(View& view, const Select& select) {
  const std::string described_by = fill_labelled(view, select.field);
  view.set("SELECT_ID", select.field.own_id()).set("SELECT_NAME", select.field.name);
  view.set_if("SELECT_DESCRIBED_BY", described_by);
  for (const Select::Option& option : select.options) {
    View row = view.section("OPTION");
    row.set("OPTION_TEXT", option.text).set("OPTION_VALUE", option.value);
    show_if(row, option.chosen, "OPTION_CHOSEN");
  }
}

void fill(View& view, const DateInput& date) {
  fill_grouped(view, date.field);
  view.set("DATE_ID", date.field.own_id());
  const bool some_named = date.day.wrong || date.month.wrong || date.year.wrong;
  const bool all_wrong = !date.field.error.empty() && !some_named;
  const DatePart which[] = {{"day", "PART_DAY", Input::Width::chars2, date.day},
                            {"month", "PART_MONTH", Input::Width::chars2, date.month},
                            {"year", "PART_YEAR", Input::Width::chars4, date.year}};
  for (const DatePart& part : which) fill_part(view, date, part, all_wrong || part.part.wrong);
}

void fill(View& view, const FileUpload& file) {
  const std::string described_by = fill_labelled(view, file.field);
  view.set("FILE_ID", file.field.own_id()).set("FILE_NAME", file.field.name).set_if("FILE_DESCRIBED_BY", described_by);
  show_if(view, !file.field.error.empty(), "FILE_WRONG");
}

void fill(View& view, const PasswordInput& password) {
  View box = add_box(view, password.field, fill_labelled(view, password.field));
  box.set("BOX_TYPE", "password").set_if("BOX_SPELLING", "false").set_if("BOX_AUTOCAPITALIZE", "none");
  box.set_if("BOX_AUTOCOMPLETE", password.autocomplete).show("BOX_PASSWORD");
  view.set("PASSWORD_ID", password.field.own_id());
  parts::translate_script(view);
}

void fill(View& view, const ErrorSummary& summary) {
  view.set_if("SUMMARY_TITLE", summary.title);
  show_if(view, summary.title.empty(), "SUMMARY_TITLE_USUAL");
  parts::set_if(view, "SUMMARY_DESCRIPTION", summary.description);
  if (summary.mistakes.empty()) return;
  View list = view.section("MISTAKES");
  for (const ErrorSummary::Mistake& mistake : summary.mistakes) {
    View row = list.section("MISTAKE");
    set(row, "MISTAKE_TEXT", mistake.text);
    row.set_if("MISTAKE_HREF", mistake.href);
  }
}

}  // namespace regard::html
