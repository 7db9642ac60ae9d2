// A form whose questions are dated data instead of code: read from a provision's content.
//
//   [[question]]
//   slug = "concerns"
//   title = "Describe the concerns"
//   [[question.field]]
//   name = "how_noticed"
//   kind = "text"                        # a Kind; "choice" and "choices" have [[question.field.option]] value, label, hint
//   label = "How did you notice?"
//   missing = "Enter how you noticed"    # not needed with optional = true
//   hint = "…"   at_most = 4000   autocomplete = "off"   days = "until_today"   when = { field = "aware", equals = "yes" }
#pragma once

#include <boost/json/object.hpp>
#include <deque>
#include <map>
#include <memory>
#include <mutex>

#include "platform/forms/forms.h"
#include "platform/provisions/mistakes.h"
#include "platform/provisions/provisions.h"

namespace regard::forms {

class Declared {
 public:
  // `invalid` with every mistake: an unknown kind, a name or slug that stands twice, a choice without options.
  static Result<std::shared_ptr<const Declared>> read(const boost::json::object& content);
  Declared() = default;
  Declared(const Declared&) = delete;
  Declared& operator=(const Declared&) = delete;

  std::span<const Question> questions() const { return questions_; }
  const Question* find(std::string_view slug) const;

 private:
  friend class DeclaredReader;
  std::deque<std::string> words_;  // what the questions' views look at
  std::deque<std::vector<Option>> options_;
  std::deque<std::vector<Field>> fields_;
  std::vector<Question> questions_;
};

// Of a form that a provider writes, beyond that it reads: its slugs stand in addresses, its names in pages, and what is asked
// after an answer names one that can be given.
Done check(const boost::json::object& content);
bool is_slug(std::string_view text);  // small letters, digits, "-"
// Of `read`, the fields that the program itself reads: those that are not there as it reads them, which is of a kind that reads
// alike, with at least these options, required where they are, and asked after the same answer.
void find_lacking(const Declared& form, std::span<const Field> read, provisions::Mistakes& mistakes);

// Each version's form, read once and kept as long as the program: its words may stand in errors and pages.
class Declarations {
 public:
  const Declared& of(const provisions::Kept& provision);  // throws when what is in force does not read

 private:
  std::mutex mutex_;
  std::map<provisions::Kept, std::shared_ptr<const Declared>> read_;
};

}  // namespace regard::forms
