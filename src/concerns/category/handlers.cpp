#include "concerns/category/handlers.h"

#include "concerns/casework/events.h"
#include "concerns/category/category.h"
#include "concerns/declared_choices.h"
#include "concerns/referral/pages.h"
#include "platform/base/calendar.h"
#include "platform/html/components.h"
#include "platform/web/record_form.h"

namespace regard::concerns {
namespace {

using forms::Field;
using forms::Kind;

constexpr std::string_view kRegulator = "regulator";
constexpr std::string_view kHomeOffice = "home_office";

constexpr Field kFields[] = {
    {.name = kRegulator, .kind = Kind::pick, .label = tr("Which of the regulator’s categories fits?"), .missing = tr("Choose one of the regulator’s categories")},
    {.name = kHomeOffice, .kind = Kind::pick, .label = tr("Which of the Home Office’s categories fits?"), .missing = tr("Choose one of the Home Office’s categories")}};
const forms::Question kQuestion{"categories", tr("Choose the categories of this case"), kFields};

struct Choosing {
  Opened opened;
  std::vector<Category> before;
  Done may;
};

Result<Choosing> find_case(db::Read& read, const web::Visit& visit) {
  auto opened = open_visible(read, visit.services, visit.viewer, visit.parameter("reference"));
  if (!opened) return tl::unexpected{opened.error()};
  auto before = store::categories(read, opened->record.id);
  Done may = may_choose_categories(read, opened->record, visit.viewer);
  return Choosing{std::move(*opened), std::move(before), std::move(may)};
}

Done may_choose(const Choosing& choosing, const Viewer&) { return choosing.may; }

web::FormPage page_of(db::Read& read, const web::Visit& visit, const Choosing& choosing) {
  const std::string reference = choosing.opened.record.reference;
  visit.services.audit.looked(visit.viewer, visit.now, CaseEvent{CaseEvent::What::looked_at, choosing.opened.record, choosing.opened.key});
  web::FormPage page{.question = kQuestion, .action = referring::url_of(reference, "/categories"), .back = referring::url_of(reference),
                     .version = static_cast<int>(choosing.before.size()), .reference = reference};
  page.before = html::render(visit.services.views, visit.language,
                             html::InsetText{.text = visit.language(tr("These are for counting, in the annual return and in national figures. They are chosen after what was said "
                                                                       "or done was weighed, and are never a reason to refer anybody or to do more."))});
  for (const Scheme scheme : every_scheme()) {
    const auto provision = visit.services.provisions.in_force(read, provision_of(scheme), london_date(visit.now));
    page.picks[std::string{word(scheme)}] = offered(visit.language, choices_of(*provision, "category"));
    page.before += definitions(visit, *provision, "category");
  }
  return page;
}

Result<std::string> act(const web::Visit& visit, const web::Posted& posted) {
  const NewCategories chosen{posted.answers.text(kRegulator), posted.answers.text(kHomeOffice), posted.version};
  const auto done = visit.services.database.write([&](db::Tx& tx) {
    return choose_categories(tx, visit.services, visit.viewer, visit.parameter("reference"), chosen, visit.now);
  });
  if (!done) return tl::unexpected{done.error()};
  return referring::url_of(done->reference);
}

std::string says_now(db::Read& read, const web::Visit& visit, const Choosing& choosing) {
  if (!choosing.may && choosing.may.error().code == "category.sent") return visit.language(tr("The referral was sent, and its categories stay as they were"));
  std::string now;
  for (const Scheme scheme : every_scheme())
    for (const Category& category : choosing.before)
      if (category.scheme == scheme) {
        now += (now.empty() ? "" : "; ") + in_words(visit.services, visit.language, read, category, choosing.opened.key);
        break;
      }
  return now.empty() ? visit.language(label(choosing.opened.record.state)) : now;
}

constexpr web::RecordForm<Choosing> kForm{find_case, may_choose, page_of, act, says_now};

// As they are chosen now, so that nobody chooses anew what they did not come for.
forms::Answers chosen_now(const Choosing& choosing) {
  forms::Answers answers;
  for (const Scheme scheme : every_scheme())
    if (const auto category = category_of(choosing.before, scheme, choosing.opened.key)) answers.set(word(scheme), *category);
  return answers;
}

}  // namespace

Result<http::Response> ask_categories(const web::Visit& visit) {
  auto read = visit.services.database.read();
  const auto choosing = find_case(read, visit);
  if (!choosing || !choosing->may) return web::ask(visit, kForm);
  return web::show_form(visit, page_of(read, visit, *choosing), chosen_now(*choosing));
}

Result<http::Response> save_categories(const web::Visit& visit) { return web::answer(visit, kForm); }

}  // namespace regard::concerns
