// After it was sent: the reference, the code for whoever has no account, and a page with only the code.
#include "concerns/clocks.h"
#include "concerns/concern/concern.h"
#include "concerns/equality/handlers.h"
#include "concerns/inbox/receipt.h"
#include "concerns/telling/given.h"
#include "concerns/telling/handlers.h"
#include "platform/base/calendar.h"
#include "platform/html/components.h"

namespace regard::concerns::telling {
namespace {

constexpr std::string_view kStart = "/tell-us";

html::Html number(const web::Visit& visit, const PrivateText& receipt) {
  html::View view{visit.services.views, visit.language, "concerns/views/number.html"};
  view.set("RECEIPT", inbox::in_groups(receipt)).set("RECEIPT_ALOUD", inbox::read_aloud(receipt));
  return view.render();
}

// The number that opens the inbox, where there is one, comes before the reference, which opens nothing.
html::Panel thanks(const web::Visit& visit, const Given& given) {
  html::Panel panel{.title = visit.language(tr("Thank you. We have it."))};
  if (!given.receipt) {
    panel.text = visit.language(tr("Your reference is {REFERENCE}"), {{"REFERENCE", given.reference}});
    return panel;
  }
  html::View view{visit.services.views, visit.language, "concerns/views/number_to_keep.html"};
  view.set("NUMBER_HTML", number(visit, *given.receipt));
  panel.text = view.render();
  return panel;
}

html::Page page_of(const web::Visit& visit, Words title) {
  html::Page page = visit.page(visit.language(title));
  page.exit_this_page = true;
  return page;
}

}  // namespace

Result<http::Response> sent(const web::Visit& visit) {
  const auto found = given(visit);
  if (!found) return web::see_other(std::string{kStart});
  html::View view{visit.services.views, visit.language, "concerns/views/sent.html"};
  html::add(view, "PANEL", thanks(visit, *found));
  if (found->receipt) view.show("RECEIPT_GIVEN");
  view.show(found->receipt ? "BY_NUMBER" : "BY_NAME");
  view.set("REFERENCE_TEXT", visit.language(tr("The reference {REFERENCE} is what we call it: give it when you ask about it. It opens nothing."), {{"REFERENCE", found->reference}}));
  auto read = visit.services.database.read();
  if (equality::may_be_asked(read, visit)) view.show("ABOUT_YOU");
  else if (equality::were_answered(read, visit)) view.show("ABOUT_YOU_ANSWERED");
  const Clocks clocks{read, visit.services.provisions, london_date(visit.now)};
  view.set("WHO_READS_IT", visit.language(tr("A person in the safeguarding team reads it and decides what would help. If somebody could come to harm today, "
                                             "we aim to decide within {HOURS} hours; otherwise within {DAYS} working days."),
                                          {{"HOURS", std::to_string(clocks.number("concern", "hours_when_in_danger"))}, {"DAYS", std::to_string(clocks.number("concern", "working_days_otherwise"))}}));
  html::Page page = page_of(visit, tr("Thank you. We have it."));
  page.content = view.render();
  return web::show(visit, page);
}

Result<http::Response> show_receipt(const web::Visit& visit) {
  const auto found = given(visit);
  if (!found || !found->receipt) return web::see_other(std::string{kStart});
  html::View view{visit.services.views, visit.language, "concerns/views/receipt.html"};
  view.set("NUMBER_HTML", number(visit, *found->receipt));
  view.set("INBOX_ADDRESS", visit.services.public_url + "/inbox");
  html::Page page = page_of(visit, tr("Your number"));
  page.content = view.render();
  return web::show(visit, page);
}

}  // namespace regard::concerns::telling
