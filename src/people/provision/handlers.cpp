#include "people/provision/handlers.h"

#include <algorithm>

#include "people/pages.h"
#include "people/people.h"
#include "people/provision/actions.h"
#include "people/provision/forms.h"
#include "platform/base/calendar.h"
#include "platform/html/components.h"
#include "platform/i18n/dates.h"

namespace regard::people::provision {
namespace {

using provisions::Provision;

constexpr std::string_view kFrom = "from";  // which version one's own begins with

std::string url_of(std::string_view name, std::string_view version = {}) {
  return "/provisions/" + std::string{name} + (version.empty() ? "" : "/" + http::percent_encoded(version));
}

std::string said_by(const web::Visit& visit, const Provision& one) {
  return visit.language(one.made_by ? tr("Your own") : tr("Came with Regard"));
}

Result<std::vector<Provision>> found(const web::Visit& visit) {
  auto read = visit.services.database.read();
  auto all = provisions::versions(read, visit.parameter("name"));
  if (all.empty()) return fail(ErrorKind::not_found, "provision.unknown");
  return all;
}

std::string version_in_force(const web::Visit& visit, std::string_view name) {
  auto read = visit.services.database.read();
  return visit.services.provisions.in_force(read, name, london_date(visit.now))->version;
}

web::FormPage own_page(const web::Visit& visit, const std::string& name) {
  return {.question = kNew, .action = url_of(name) + "/new", .back = url_of(name), .button = visit.language(tr("Save this version"))};
}

// The version to begin with: the one that was asked for, or the one in force.
Result<Provision> to_begin_with(const web::Visit& visit) {
  const auto all = found(visit);
  if (!all) return tl::unexpected{all.error()};
  const auto asked = visit.request.query.first(kFrom);
  const std::string version = asked.empty() ? version_in_force(visit, visit.parameter("name")) : std::string{asked};
  const auto one = std::ranges::find(*all, version, &Provision::version);
  if (one == all->end()) return fail(ErrorKind::not_found, "provision.version");
  return *one;
}

void add_way_to_write(html::View& view, const web::Visit& visit, const std::string& href) {
  if (visit.viewer.may_everywhere(kManageProvisions)) view.section("WRITE").set("WRITE_HREF", href);
}

http::Response show(const web::Visit& visit, std::string title, html::View& view, std::string back) {
  return show_page(visit, {.title = std::move(title), .content = view.render(), .back = std::move(back), .width = html::Page::Width::wide});
}

}  // namespace

Result<http::Response> show_list(const web::Visit& visit) {
  const auto& say = visit.language;
  html::Table table{.caption = say(tr("What is in force today")), .caption_size = html::Size::hidden,
                    .columns = {{say(tr("What"))}, {say(tr("In force since"))}, {say(tr("Whose"))}, {say(tr("Source"))}},
                    .narrow = html::Table::Narrow::stacked};
  auto read = visit.services.database.read();
  for (const Provision& one : provisions::list(read, london_date(visit.now)))
    table.rows.push_back({text_link(visit, url_of(one.name), say(Words{one.title})), i18n::long_date(say, one.in_force_from), said_by(visit, one), one.source});
  html::View view{visit.services.views, say, "people/views/provisions.html"};
  html::add(view, "TABLE", table);
  return show(visit, say(tr("Rules and words in force")), view, {});
}

Result<http::Response> show_versions(const web::Visit& visit) {
  const auto all = found(visit);
  if (!all) return tl::unexpected{all.error()};
  const auto& say = visit.language;
  const std::string& name = visit.parameter("name");
  const std::string current = version_in_force(visit, name);
  html::Table table{.caption = say(tr("Versions, newest first")), .caption_size = html::Size::m,
                    .columns = {{say(tr("Version"))}, {say(tr("In force from"))}, {say(tr("Whose"))}, {say(tr("Source"))}},
                    .narrow = html::Table::Narrow::stacked};
  for (const Provision& one : *all)
    table.rows.push_back({text_link(visit, url_of(name, one.version), one.version), i18n::long_date(say, one.in_force_from),
                          one.version == current ? say(tr("{WHOSE}, in force today"), {{"WHOSE", said_by(visit, one)}}) : said_by(visit, one), one.source});
  html::View view{visit.services.views, say, "people/views/provision_versions.html"};
  view.set("TITLE", say(Words{all->front().title}));
  html::add(view, "TABLE", table);
  add_way_to_write(view, visit, url_of(name) + "/new");
  return show(visit, say(Words{all->front().title}), view, "/provisions");
}

Result<http::Response> show_version(const web::Visit& visit) {
  const auto all = found(visit);
  if (!all) return tl::unexpected{all.error()};
  const auto one = std::ranges::find(*all, visit.parameter("version"), &Provision::version);
  if (one == all->end()) return fail(ErrorKind::not_found, "provision.version");
  const auto& say = visit.language;
  html::SummaryList facts;
  facts.rows.push_back({say(tr("Version")), one->version, {}});
  facts.rows.push_back({say(tr("In force from")), i18n::long_date(say, one->in_force_from), {}});
  facts.rows.push_back({say(tr("Source")), one->source, {}});
  facts.rows.push_back({say(tr("Whose")), said_by(visit, *one), {}});
  html::View view{visit.services.views, say, "people/views/provision.html"};
  view.set("TITLE", say(Words{one->title})).set("TEXT", one->text);
  html::add(view, "FACTS", facts);
  add_way_to_write(view, visit, url_of(one->name) + "/new?" + std::string{kFrom} + "=" + http::percent_encoded(one->version));
  return show(visit, say(tr("{TITLE}, version {VERSION}"), {{"TITLE", say(Words{one->title})}, {"VERSION", one->version}}), view, url_of(one->name));
}

Result<http::Response> ask_own(const web::Visit& visit) {
  const auto begun = to_begin_with(visit);
  if (!begun) return tl::unexpected{begun.error()};
  forms::Answers answers;
  answers.set(kText, begun_from(*begun, london_date(visit.now)));
  return web::show_form(visit, own_page(visit, visit.parameter("name")), answers);
}

Result<http::Response> do_own(const web::Visit& visit) {
  const std::string& name = visit.parameter("name");
  const auto page = own_page(visit, name);
  auto posted = web::read_form(visit, page);
  if (!posted.mistakes.empty()) return web::show_form(visit, page, posted.answers, posted.mistakes);
  const auto written = visit.services.database.write(
      [&](db::Tx& tx) { return write_own(tx, visit.services, visit.viewer, name, posted.answers.text(kText), visit.now); });
  if (!written) return again(visit, page, posted.answers, written.error());
  return web::see_other(url_of(name));
}

}  // namespace regard::people::provision
