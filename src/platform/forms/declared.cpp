#include "platform/forms/declared.h"

#include <boost/json.hpp>

#include <algorithm>
#include <optional>
#include <set>
#include <stdexcept>

#include "platform/base/stored_words.h"

namespace regard::forms {
namespace {

constexpr StoredWord<Kind> kKinds[] = {{Kind::line, "line"},     {Kind::text, "text"},       {Kind::email, "email"},
                                       {Kind::telephone, "telephone"}, {Kind::date, "date"}, {Kind::choice, "choice"},
                                       {Kind::choices, "choices"}, {Kind::pick, "pick"}};
constexpr StoredWord<Days> kDays[] = {{Days::any, "any"}, {Days::until_today, "until_today"}, {Days::from_today, "from_today"}, {Days::born, "born"}};

template <class Enum, std::size_t N>
std::optional<Enum> named(const StoredWord<Enum> (&table)[N], std::string_view text) {
  const auto found = std::ranges::find(table, text, &StoredWord<Enum>::text);
  return found == std::end(table) ? std::nullopt : std::optional{found->value};
}

std::string_view text_of(const boost::json::object& object, std::string_view key) {
  const auto* value = object.if_contains(key);
  return value && value->is_string() ? std::string_view{value->get_string()} : std::string_view{};
}

bool is_true(const boost::json::object& object, std::string_view key) {
  const auto* value = object.if_contains(key);
  return value && value->is_bool() && value->get_bool();
}

// The tables of a list, leaving out what is none.
std::vector<const boost::json::object*> tables(const boost::json::object& object, std::string_view key) {
  std::vector<const boost::json::object*> found;
  const auto* list = object.if_contains(key);
  if (!list || !list->is_array()) return found;
  for (const auto& item : list->get_array())
    if (item.is_object()) found.push_back(&item.get_object());
  return found;
}

// Names that every posted page has of its own.
constexpr std::string_view kTakenNames[] = {"csrf", "version", "once", "challenge", "solution"};

bool is_plain(std::string_view text, char joined_by) {
  return std::ranges::all_of(text, [&](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == joined_by; });
}

const Field* field_named(const Declared& form, std::string_view name) {
  for (const Question& question : form.questions())
    if (const auto found = std::ranges::find(question.fields, name, &Field::name); found != question.fields.end()) return &*found;
  return nullptr;
}

bool offers(const Field& field, std::string_view value) { return std::ranges::find(field.options, value, &Option::value) != field.options.end(); }

bool is_typed(Kind kind) { return kind == Kind::line || kind == Kind::text || kind == Kind::email || kind == Kind::telephone; }
bool read_alike(Kind one, Kind other) { return one == other || (is_typed(one) && is_typed(other)); }

void check_field(const Declared& form, const Field& field, provisions::Mistakes& mistakes) {
  if (!is_plain(field.name, '_')) mistakes.add(tr("Write the name with small letters, digits and “_” only: {NUMBER}"), field.name);
  if (std::ranges::find(kTakenNames, field.name) != std::end(kTakenNames)) mistakes.add(tr("Choose another name, as each page has a field of this name already: {NUMBER}"), field.name);
  if (field.when.field.empty()) return;
  const Field* asked_before = field_named(form, field.when.field);
  if (!asked_before || (!asked_before->options.empty() && !offers(*asked_before, field.when.equals)))
    mistakes.add(tr("Name a field and an answer that there are, or this is never asked: {NUMBER}"),
                 std::string{field.name} + ", " + std::string{field.when.field} + " = " + std::string{field.when.equals});
}

}  // namespace

class DeclaredReader {
 public:
  void read(const boost::json::object& content) {
    // Where a form has sections, each question stands in one of them.
    const auto sections = tables(content, "section");
    for (const auto* question : tables(content, "question")) {
      read_question(*question);
      const auto is_its = [&](const auto* section) { return text_of(*section, "slug") == text_of(*question, "section"); };
      if (!sections.empty() && std::ranges::none_of(sections, is_its))
        wrong(tr("Say in which [[section]] the question \"{NUMBER}\" stands, by its slug"), text_of(*question, "slug"));
    }
    if (made_->questions_.empty()) wrong(tr("Declare at least one [[question]]"), {});
  }
  Result<std::shared_ptr<const Declared>> result() && {
    if (!mistakes_.empty()) return fail(ErrorKind::invalid, "form.declaration", std::move(mistakes_));
    return std::shared_ptr<const Declared>{std::move(made_)};
  }

 private:
  void wrong(Words message, std::string_view where) { mistakes_.push_back({"text", message, std::string{where}}); }
  std::string_view keep(std::string_view text) { return made_->words_.emplace_back(text); }
  Words words(const boost::json::object& object, std::string_view key) { return Words{keep(text_of(object, key))}; }

  void read_question(const boost::json::object& declared) {
    const auto slug = keep(text_of(declared, "slug"));
    if (slug.empty() || !slugs_.insert(slug).second) wrong(tr("Give each question a slug of its own: \"{NUMBER}\""), slug);
    std::vector<Field> fields;
    for (const auto* field : tables(declared, "field")) fields.push_back(read_field(*field));
    if (fields.empty()) wrong(tr("Declare at least one [[question.field]] of \"{NUMBER}\""), slug);
    made_->questions_.push_back({slug, words(declared, "title"), made_->fields_.emplace_back(std::move(fields))});
  }

  Field read_field(const boost::json::object& declared) {
    const auto name = keep(text_of(declared, "name"));
    if (name.empty() || !names_.insert(name).second) wrong(tr("Give each field a name of its own: \"{NUMBER}\""), name);
    const auto kind = named(kKinds, text_of(declared, "kind"));
    if (!kind) wrong(tr("Use a kind that there is (line, text, email, telephone, date, choice, choices, pick) for \"{NUMBER}\""), name);
    Field field{.name = name, .kind = kind.value_or(Kind::line), .label = words(declared, "label"), .missing = words(declared, "missing")};
    field.need = is_true(declared, "optional") ? Need::optional : Need::required;
    field.hint = words(declared, "hint");
    field.autocomplete = keep(text_of(declared, "autocomplete"));
    if (const auto* most = declared.if_contains("at_most"); most && most->is_int64() && most->get_int64() > 0) field.at_most = most->get_int64();
    if (const auto* when = declared.if_contains("when"); when && when->is_object())
      field.when = {keep(text_of(when->get_object(), "field")), keep(text_of(when->get_object(), "equals"))};
    field.days = named(kDays, text_of(declared, "days")).value_or(Days::any);
    field.options = read_options(declared);
    const bool offers = field.kind == Kind::choice || field.kind == Kind::choices;
    if (offers && field.options.empty()) wrong(tr("Declare the options of \"{NUMBER}\""), name);
    if (field.label.empty()) wrong(tr("Give \"{NUMBER}\" a label"), name);
    if (field.need == Need::required && field.missing.empty()) wrong(tr("Say what to do when \"{NUMBER}\" is missing, or make it optional"), name);
    return field;
  }

  std::span<const Option> read_options(const boost::json::object& field) {
    std::vector<Option> options;
    for (const auto* option : tables(field, "option"))
      options.push_back({keep(text_of(*option, "value")), words(*option, "label"), words(*option, "hint")});
    return made_->options_.emplace_back(std::move(options));
  }

  std::shared_ptr<Declared> made_ = std::make_shared<Declared>();
  std::vector<FieldError> mistakes_;
  std::set<std::string_view> slugs_, names_;
};

Result<std::shared_ptr<const Declared>> Declared::read(const boost::json::object& content) {
  DeclaredReader reader;
  reader.read(content);
  return std::move(reader).result();
}

const Question* Declared::find(std::string_view slug) const {
  const auto found = std::ranges::find(questions_, slug, &Question::slug);
  return found == questions_.end() ? nullptr : &*found;
}

bool is_slug(std::string_view text) { return !text.empty() && is_plain(text, '-'); }

Done check(const boost::json::object& content) {
  const auto form = Declared::read(content);
  if (!form) return tl::unexpected{form.error()};
  provisions::Mistakes mistakes;
  for (const Question& question : (*form)->questions()) {
    if (!is_slug(question.slug)) mistakes.add(tr("Write the slug with small letters, digits and “-” only, as it stands in an address: {NUMBER}"), question.slug);
    for (const Field& field : question.fields) check_field(**form, field, mistakes);
  }
  return mistakes.done("form.check");
}

void find_lacking(const Declared& form, std::span<const Field> read, provisions::Mistakes& mistakes) {
  for (const Field& needed : read) {
    const Field* field = field_named(form, needed.name);
    if (!field) {
      mistakes.add(tr("Put back a field that Regard itself reads: {NUMBER}"), needed.name);
      continue;
    }
    if (!read_alike(field->kind, needed.kind)) mistakes.add(tr("Put back the kind of a field that Regard itself reads: {NUMBER}"), needed.name);
    if (needed.need == Need::required && field->need == Need::optional) mistakes.add(tr("Make this required, as Regard itself needs the answer: {NUMBER}"), needed.name);
    if (field->when.field != needed.when.field || field->when.equals != needed.when.equals)
      mistakes.add(tr("Put back after which answer this is asked (“when”), as Regard itself goes by it: {NUMBER}"), needed.name);
    for (const Option& option : needed.options)
      if (!offers(*field, option.value))
        mistakes.add(tr("Put back an option that Regard itself reads: {NUMBER}"), std::string{needed.name} + " = " + std::string{option.value});
  }
}

const Declared& Declarations::of(const provisions::Kept& provision) {
  const std::scoped_lock lock{mutex_};
  auto& kept = read_[provision];
  if (!kept) {
    auto read = Declared::read(provision->content);
    if (!read) throw std::runtime_error("the form " + provision->name + " " + provision->version + " cannot be read");
    kept = std::move(*read);
  }
  return *kept;
}

}  // namespace regard::forms
