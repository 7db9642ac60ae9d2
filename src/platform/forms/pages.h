// A form as HTML: the question with its components, the error summary, the check-answers rows.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "platform/forms/forms.h"
#include "platform/html/views.h"

namespace regard::forms {

struct Asked {
  const Question& question;
  const Answers& answers;                     // what the page shows as typed
  const std::vector<FieldError>& mistakes;    // none the first time
  std::string action;                         // where it is posted
  std::string csrf;
  std::string button;                         // translated; empty: "Continue"
  const Picks& picks;
  html::Html before = {};                     // above the fields, below the title
  html::Html after = {};                      // below the fields, above the button
  std::string version = {};                   // of the record being changed, for the stale-save check
  std::string once = {};                      // an id for what is being added: sent twice, it is added once
  std::string caption = {};                   // above the title: whom or what it is about
};

// Title, error summary, fields and button, as one <form>.
html::Html render(const html::Views& views, const i18n::Language& language, const Asked& asked);

// A summary list of what was answered, with a change link per question.
html::Html check_answers(const html::Views& views, const i18n::Language& language, std::span<const Question> questions,
                         const Answers& answers, const Picks& picks,
                         const std::function<std::string(const Question&)>& change_url);

// One answer in words: the option's label, the date in full.
std::string in_words(const i18n::Language& language, const Field& field, const Answers& answers, const Picks& picks);

}  // namespace regard::forms
