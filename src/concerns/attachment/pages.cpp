#include "concerns/attachment/pages.h"

#include <fmt/format.h>

#include "concerns/attachment/store.h"
#include "concerns/opening.h"
#include "platform/html/components.h"
#include "platform/i18n/dates.h"
#include "platform/scanning/sniff.h"

namespace regard::concerns {
namespace {

using scanning::Policy;

html::Tag tag_of(const web::Visit& visit, const Attachment& file) {
  using Colour = html::Tag::Colour;
  const bool waits = visit.services.scanning == Policy::clamd;
  switch (file.state) {
    case AttachmentState::pending: return {.text = visit.language(waits ? tr("Being checked") : tr("Not checked")), .colour = Colour::yellow};
    case AttachmentState::clean: return {.text = visit.language(tr("Checked")), .colour = Colour::green};
    case AttachmentState::infected: return {.text = visit.language(tr("Harmful")), .colour = Colour::red};
    case AttachmentState::removed: break;  // it is in no list
  }
  throw std::logic_error("AttachmentState outside its enumerators");
}

// Why it cannot be opened, or what to be careful about.
std::string explained(const web::Visit& visit, const Attachment& file, const crypto::RecordKey& key) {
  if (file.state == AttachmentState::infected && file.finding_sealed) {
    const PrivateText finding = crypto::open(key, {kAttachmentFinding, file.id.value}, *file.finding_sealed);
    return visit.language(tr("The virus scanner found {FINDING} in it. Nobody can open it here. Tell whoever sent it, and remove it."),
                          {{"FINDING", finding.reveal()}});
  }
  if (file.state != AttachmentState::pending) return {};
  switch (visit.services.scanning) {
    case Policy::clamd:
      return visit.language(tr("It can be opened once it has been checked for viruses. That takes a few seconds; longer when the scanner is not there."));
    case Policy::no_scanner:
      return visit.language(tr("It is kept, and cannot be opened: there is no virus scanner here. Ask whoever looks after Regard to set one up."));
    case Policy::off: return visit.language(tr("It was not checked for viruses. Open it only if you know where it comes from."));
  }
  throw std::logic_error("Policy outside its enumerators");
}

std::string added(const web::Visit& visit, const Attachment& file, const StaffNames& staff) {
  const std::string time = i18n::long_time(visit.language, file.added_at);
  if (!file.added_by) return visit.language(tr("Sent by whoever told us, {TIME}"), {{"TIME", time}});
  return visit.language(tr("Added by {NAME}, {TIME}"), {{"NAME", staff.of(file.added_by)}, {"TIME", time}});
}

void add_row(html::View& view, const web::Visit& visit, const Home& home, const Attachment& file, const StaffNames& staff, const crypto::RecordKey& key) {
  const PrivateText name = crypto::open(key, {kAttachmentName, file.id.value}, file.name_sealed);
  const std::string place = home.url() + "/files/" + file.id.text();
  html::View row = view.section("FILE");
  if (may_be_opened(file, visit.services.scanning)) row.section("FILE_OPENS").set("FILE_HREF", place).set("FILE_NAME", name.reveal());
  else row.section("FILE_WAITS").set("FILE_WAITS_NAME", name.reveal());
  html::add(row, "FILE_TAG", tag_of(visit, file));
  if (file.about_sealed) {
    const PrivateText about = crypto::open(key, {kAttachmentAbout, file.id.value}, *file.about_sealed);
    row.section("FILE_ABOUT").set("FILE_ABOUT_TEXT", about.reveal());
  }
  row.set("FILE_KIND", visit.language(scanning::kind_of(file.type).words)).set("FILE_SIZE", size_in_words(visit.language, file.size));
  row.set("FILE_ADDED", added(visit, file, staff));
  if (const std::string why = explained(visit, file, key); !why.empty()) row.section("FILE_EXPLAINED").set("FILE_WHY", why);
  if (file.state == AttachmentState::pending && visit.services.scanning == Policy::clamd)
    row.section("FILE_SCAN").set("FILE_SCAN_ACTION", place + "/scan").set("FILE_SCAN_CSRF", visit.viewer.csrf).set("FILE_SCAN_NAME", name.reveal());
  if (workflow::permitted(kAttachmentMoves, file, AttachmentAction::remove, visit.viewer))
    row.section("FILE_REMOVE").set("FILE_REMOVE_HREF", place + "/removal").set("FILE_REMOVE_NAME", name.reveal());
}

}  // namespace

std::string size_in_words(const i18n::Language& language, std::int64_t bytes) {
  constexpr double kilobyte = 1024, megabyte = kilobyte * kilobyte;
  const auto size = static_cast<double>(bytes);
  if (size >= megabyte) return language(tr("{SIZE} MB"), {{"SIZE", fmt::format("{:.1f}", size / megabyte)}});
  if (size >= kilobyte) return language(tr("{SIZE} KB"), {{"SIZE", fmt::format("{:.0f}", size / kilobyte)}});
  return language.plural(tr("{COUNT} byte"), tr("{COUNT} bytes"), bytes);
}

html::Html files_list(const web::Visit& visit, db::Read& read, const Home& home, const crypto::RecordKey& key) {
  const auto files = store::files_of(read, home);
  std::vector<PersonId> people;
  for (const auto& file : files)
    if (file.added_by) people.push_back(*file.added_by);
  const StaffNames staff{read, visit.language, std::move(people)};
  html::View view{visit.services.views, visit.language, "concerns/views/files.html"};
  if (files.empty()) view.show("NO_FILES");
  if (!files.empty() && visit.services.scanning != Policy::clamd) view.show(visit.services.scanning == Policy::off ? "SCANNING_OFF" : "NO_SCANNER");
  if (!files.empty()) {
    html::View list = view.section("FILES");
    for (const auto& file : files) add_row(list, visit, home, file, staff, key);
  }
  if (may_add_files(home, visit.viewer))
    html::add(view, "ADD_FILE", html::Button{.text = visit.language(tr("Add a file")), .look = html::Button::Look::secondary, .href = home.url() + "/files/new"});
  return view.render();
}

Needs harmful_files(const web::Visit& visit, db::Read& read, std::vector<std::string>& references) {
  constexpr int kShown = 10;
  Needs made{.heading = visit.language(tr("Harmful files to remove"))};
  for (const auto& [home, file] : store::harmful_files(read, sight_of(visit.viewer, kOverseeCases), sight_of(visit.viewer, kTriage), kShown)) {
    if (!workflow::permitted(kAttachmentMoves, file, AttachmentAction::remove, visit.viewer)) continue;
    const auto key = visit.services.keyring.find(home.key());
    if (!key) continue;
    const PrivateText name = crypto::open(*key, {kAttachmentName, file.id.value}, file.name_sealed);
    made.needs.push_back({name.reveal(), files_place(home.belongs(), home.reference()),
                          visit.language(tr("Found by the virus scanner on {TIME}"), {{"TIME", i18n::long_time(visit.language, file.looked_at.value())}}),
                          true, home.reference()});
    references.push_back(home.reference());
  }
  return made;
}

}  // namespace regard::concerns
