#include "concerns/attachment/handlers.h"

#include "concerns/attachment/actions.h"
#include "concerns/attachment/events.h"
#include "concerns/attachment/forms.h"
#include "concerns/attachment/pages.h"
#include "concerns/attachment/store.h"
#include "concerns/casework/frame.h"
#include "concerns/casework/store.h"
#include "concerns/concern/store.h"
#include "concerns/matching/store.h"
#include "concerns/opening.h"
#include "platform/html/components.h"
#include "platform/scanning/sniff.h"
#include "platform/web/record_form.h"

namespace regard::concerns {
namespace {

Result<AttachmentId> id_in(const web::Visit& visit) {
  const auto id = uuid_from(visit.parameter("file"));
  if (!id) return fail(ErrorKind::not_found, "attachment.unknown");
  return AttachmentId{*id};
}

// A file with its record and the key of both.
struct Found {
  Home home;
  crypto::RecordKey key;
  Attachment file;
};

Result<Found> find_file(db::Read& read, const web::Visit& visit, Belongs belongs) {
  const auto id = id_in(visit);
  if (!id) return tl::unexpected{id.error()};
  auto home = find_home(read, visit.viewer, belongs, visit.parameter("reference"));
  if (!home) return tl::unexpected{home.error()};
  auto key = key_of(visit.services, home->key());
  if (!key) return tl::unexpected{key.error()};
  auto file = store::find_file(read, *home, *id);
  if (!file) return fail(ErrorKind::not_found, "attachment.unknown");
  return Found{std::move(*home), std::move(*key), std::move(*file)};
}

// The caption names the person, so it is a look at the record.
std::string caption(const web::Visit& visit, const Home& home) {
  if (const auto key = visit.services.keyring.find(home.key())) look_at(visit, home, *key);
  const Words words = home.belongs() == Belongs::to_case ? tr("Case {REFERENCE} · {NAME}") : tr("Concern {REFERENCE} · {NAME}");
  return visit.language(words, {{"REFERENCE", home.reference()}, {"NAME", name_of(visit, home)}});
}

template <Belongs belongs>
Result<Home> find(db::Read& read, const web::Visit& visit) {
  return find_home(read, visit.viewer, belongs, visit.parameter("reference"));
}

// In one transaction, and back to the list.
template <class Act>
Result<std::string> done_in(const web::Visit& visit, Belongs belongs, Act act) {
  const auto done = visit.services.database.write([&](db::Tx& tx) { return act(tx); });
  if (!done) return tl::unexpected{done.error()};
  return files_place(belongs, visit.parameter("reference"));
}

web::FormPage file_page(db::Read&, const web::Visit& visit, const Home& home) {
  return {.question = kFileQuestion, .action = home.url() + "/files/new", .back = files_place(home.belongs(), home.reference()), .button = visit.language(tr("Add this file")),
          .adds = true, .reference = home.reference(), .caption = caption(visit, home)};
}

std::string says_now(db::Read&, const web::Visit& visit, const Home& home) {
  return std::visit([&](const auto& record) { return visit.language(label(record.state)); }, home.record);
}

template <Belongs belongs>
Result<std::string> act_add(const web::Visit& visit, const web::Posted& posted) {
  const http::File* file = web::file_in(posted, kFile);
  if (!file) return fail(ErrorKind::invalid, "attachment.none");
  const auto added = looked_through(visit.services, AttachmentId{posted.once}, *file, posted.answers.hidden(kAbout));
  if (!added) return tl::unexpected{added.error()};
  return done_in(visit, belongs, [&](db::Tx& tx) {
    return add_file(tx, visit.services, visit.viewer, belongs, visit.parameter("reference"), *added, visit.now);
  });
}

template <Belongs belongs>
constexpr web::RecordForm<Home> kFileForm{find<belongs>, may_add_files, file_page, act_add<belongs>, says_now};

template <Belongs belongs>
Result<Found> find_removable(db::Read& read, const web::Visit& visit) {
  return find_file(read, visit, belongs);
}

Done may_remove(const Found& found, const Viewer& viewer) {
  const auto may = workflow::permitted(kAttachmentMoves, found.file, AttachmentAction::remove, viewer);
  if (!may) return tl::unexpected{may.error()};
  return {};
}

web::FormPage removal_page(db::Read&, const web::Visit& visit, const Found& found) {
  const PrivateText name = crypto::open(found.key, {kAttachmentName, found.file.id.value}, found.file.name_sealed);
  web::FormPage page{.question = kRemovalQuestion,
                     .action = found.home.url() + "/files/" + found.file.id.text() + "/removal",
                     .back = files_place(found.home.belongs(), found.home.reference()),
                     .button = visit.language(tr("Remove this file")),
                     .version = found.file.version,
                     .reference = found.home.reference(),
                     .caption = caption(visit, found.home)};
  page.before = html::render(visit.services.views, visit.language, html::InsetText{.text = name.reveal()});
  return page;
}

std::string says_file_now(db::Read& read, const web::Visit& visit, const Found& found) { return says_now(read, visit, found.home); }

template <Belongs belongs>
Result<std::string> act_removal(const web::Visit& visit, const web::Posted& posted) {
  const auto id = id_in(visit);
  if (!id) return tl::unexpected{id.error()};
  const Removal removal{posted.answers.hidden(kRemovalReasons), posted.version};
  return done_in(visit, belongs, [&](db::Tx& tx) {
    return remove_file(tx, visit.services, visit.viewer, belongs, visit.parameter("reference"), *id, removal, visit.now);
  });
}

template <Belongs belongs>
constexpr web::RecordForm<Found> kRemovalForm{find_removable<belongs>, may_remove, removal_page, act_removal<belongs>, says_file_now};

// Out of the store, into a spool: sent from there, whoever reads slowly holds a chunk of memory and no snapshot.
Result<std::shared_ptr<const http::Spool>> content_of(const web::Visit& visit, const Found& found) {
  const auto spool = visit.services.spools->make();
  ContentReader reader{visit.services.database, found.file, found.key};
  for (auto piece = reader.next(); !piece.empty(); piece = reader.next())
    if (spool->put(piece) != http::Room::enough) return fail(ErrorKind::unavailable, "attachment.no_room");
  if (spool->finish() != http::Room::enough) return fail(ErrorKind::unavailable, "attachment.no_room");
  return std::shared_ptr<const http::Spool>{spool};
}

http::Response sent(const Found& found, std::shared_ptr<const http::Spool> content) {
  const PrivateText name = crypto::open(found.key, {kAttachmentName, found.file.id.value}, found.file.name_sealed);
  http::Response response;
  response.header("Content-Type", std::string{scanning::kind_of(found.file.type).type})
      .header("Content-Disposition", scanning::content_disposition(name.reveal()))
      .header("Content-Security-Policy", "sandbox; default-src 'none'");  // whatever a browser makes of it, it runs nothing and reads nothing
  response.spooled_body = std::move(content);
  return response;
}

// What came with the concerns that the case began with, as far as the viewer sees those.
void add_files_of_concerns(html::View& view, const web::Visit& visit, db::Read& read, const Case& record) {
  std::vector<Uuid> ids;
  for (const ConcernId& id : store::concerns_of(read, record.id)) ids.push_back(id.value);
  for (const Concern& concern : store::visible_among(read, sight_of(visit.viewer, kTriage), ids)) {
    const Home home{concern};
    const auto key = visit.services.keyring.find(concern.key);
    if (!key || store::count_files(read, home) == 0) continue;
    look_at(visit, home, *key);
    view.section("CONCERN").set("CONCERN_HREF", home.url()).set("CONCERN_REFERENCE", concern.reference)
        .set("CONCERN_FILES_HTML", files_list(visit, read, home, *key));
  }
}

// What came with cases that were merged into this one.
void add_files_of_parts(html::View& view, const web::Visit& visit, db::Read& read, const Case& record) {
  for (const auto& part : opened_parts(read, visit.services, record.id)) {
    const auto merged = part.id == record.id ? std::nullopt : store::find_case(read, part.id);
    if (merged && store::count_files(read, Home{*merged}) > 0)
      view.section("PART").set("PART_REFERENCE", part.reference).set("PART_FILES_HTML", files_list(visit, read, Home{*merged}, part.key));
  }
}

Result<http::Response> open_file(const web::Visit& visit, Belongs belongs) {
  const auto found = [&] {
    auto read = visit.services.database.read();
    return find_file(read, visit, belongs);
  }();
  if (!found) return tl::unexpected{found.error()};
  if (!may_be_opened(found->file, visit.services.scanning)) return web::see_other(files_place(belongs, found->home.reference()));  // which says why
  auto content = content_of(visit, *found);
  if (!content) return tl::unexpected{content.error()};
  visit.services.audit.looked(visit.viewer, visit.now, FileEvent{FileEvent::What::opened, found->home, found->key, found->file});
  return sent(*found, std::move(*content));
}

Result<http::Response> scan_file(const web::Visit& visit, Belongs belongs) {
  const auto id = id_in(visit);
  if (!id) return tl::unexpected{id.error()};
  auto place = done_in(visit, belongs, [&](db::Tx& tx) { return scan_again(tx, visit.viewer, belongs, visit.parameter("reference"), *id, visit.now); });
  if (!place) return tl::unexpected{place.error()};
  return web::see_other(std::move(*place));
}

}  // namespace

Result<http::Response> show_case_files(const web::Visit& visit) {
  const auto opened = look_at_case(visit);
  auto read = visit.services.database.read();
  if (!opened) {
    if (const auto into = store::where_merged(read, sight_of(visit.viewer, kOverseeCases), visit.parameter("reference"))) return web::see_other(case_url(*into, "/files"));
    return tl::unexpected{opened.error()};
  }
  html::View view{visit.services.views, visit.language, "concerns/views/case_files.html"};
  view.set("FILES_HTML", files_list(visit, read, Home{opened->record}, opened->key));
  add_files_of_parts(view, visit, read, opened->record);
  add_files_of_concerns(view, visit, read, opened->record);
  html::Page page = case_page(visit, read, *opened, CaseTab::files);
  page.content = view.render();
  return web::show(visit, page);
}

Result<http::Response> ask_case_file(const web::Visit& visit) { return web::ask(visit, kFileForm<Belongs::to_case>); }
Result<http::Response> add_case_file(const web::Visit& visit) { return web::answer(visit, kFileForm<Belongs::to_case>); }
Result<http::Response> open_case_file(const web::Visit& visit) { return open_file(visit, Belongs::to_case); }
Result<http::Response> scan_case_file(const web::Visit& visit) { return scan_file(visit, Belongs::to_case); }
Result<http::Response> ask_case_file_removal(const web::Visit& visit) { return web::ask(visit, kRemovalForm<Belongs::to_case>); }
Result<http::Response> remove_case_file(const web::Visit& visit) { return web::answer(visit, kRemovalForm<Belongs::to_case>); }

Result<http::Response> ask_concern_file(const web::Visit& visit) { return web::ask(visit, kFileForm<Belongs::to_concern>); }
Result<http::Response> add_concern_file(const web::Visit& visit) { return web::answer(visit, kFileForm<Belongs::to_concern>); }
Result<http::Response> open_concern_file(const web::Visit& visit) { return open_file(visit, Belongs::to_concern); }
Result<http::Response> scan_concern_file(const web::Visit& visit) { return scan_file(visit, Belongs::to_concern); }
Result<http::Response> ask_concern_file_removal(const web::Visit& visit) { return web::ask(visit, kRemovalForm<Belongs::to_concern>); }
Result<http::Response> remove_concern_file(const web::Visit& visit) { return web::answer(visit, kRemovalForm<Belongs::to_concern>); }

}  // namespace regard::concerns
