#include "platform/web/record_form.h"

#include "platform/html/components.h"

namespace regard::web {

html::Html changed_meanwhile(const Visit& visit, const std::string& says_now) {
  const std::string text = visit.language(
      tr("Somebody changed this while you were writing. It says now: {NOW}. What you typed is below and was not saved."), {{"NOW", says_now}});
  return html::render(visit.services.views, visit.language, html::WarningText{.text = text});
}

}  // namespace regard::web
