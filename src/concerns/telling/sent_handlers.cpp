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

void show_code(html::View& view, const PrivateText& receipt) {
  view.set("RECEIPT", inbox::in_groups(receipt)).set("RECEIPT_ALOUD", inbox::read_aloud(receipt));
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
  const auto panel = html::Panel{.title = visit.language(tr("Thank you. We have it.")),
                                 .text = visit.language(tr("Your reference is {REFERENCE}"), {{"REFERENCE", found->reference}})};
  html::add(view, "PANEL", panel);
  if (found->receipt) {
    html::View section = view.section("RECEIPT_GIVEN");
    show_code(section, *found->receipt);
  }
  auto read = visit.services.database.read();
  if (equality::may_be_asked(read, visit)) view.show("ABOUT_YOU");
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
  show_code(view, *found->receipt);
  view.set("INBOX_ADDRESS", visit.services.public_url + "/inbox");
  html::Page page = page_of(visit, tr("Your number"));
  page.content = view.render();
  return web::show(visit, page);
}

}  // namespace regard::concerns::telling
