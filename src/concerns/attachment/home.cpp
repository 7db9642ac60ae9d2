#include "concerns/attachment/home.h"

#include "concerns/casework/events.h"
#include "concerns/casework/store.h"
#include "concerns/concern/events.h"
#include "concerns/concern/store.h"
#include "concerns/matching/store.h"
#include "concerns/opening.h"

namespace regard::concerns {
namespace {

// The files of a case that was merged into another stay where they are, under its key, for who sees the other.
std::optional<Case> merged_part(db::Read& read, const Viewer& viewer, std::string_view reference) {
  const Sight sight = sight_of(viewer, kOverseeCases);
  const auto into = store::where_merged(read, sight, reference);
  const auto goes_on = into ? store::find_case(read, sight, *into) : std::nullopt;
  if (!goes_on) return {};
  for (const auto& part : store::parts_of(read, goes_on->id))
    if (part.reference == reference) return store::find_case(read, part.id);
  return {};
}

}  // namespace

Uuid Home::id() const {
  return std::visit([](const auto& it) { return it.id.value; }, record);
}

const std::string& Home::reference() const {
  return std::visit([](const auto& it) -> const std::string& { return it.reference; }, record);
}

const crypto::KeyId& Home::key() const {
  return std::visit([](const auto& it) -> const crypto::KeyId& { return it.key; }, record);
}

std::optional<CentreId> Home::centre() const {
  return std::visit([](const auto& it) { return it.centre; }, record);
}

Permission Home::overseeing() const { return belongs() == Belongs::to_case ? kOverseeCases : kTriage; }
std::string_view Home::kind() const { return belongs() == Belongs::to_case ? "case" : "concern"; }
std::string Home::url() const { return (belongs() == Belongs::to_case ? "/cases/" : "/concerns/") + reference(); }

std::string files_place(Belongs belongs, std::string_view reference) {
  const std::string named{reference};
  return belongs == Belongs::to_case ? "/cases/" + named + "/files" : "/concerns/" + named;
}

Result<Home> find_home(db::Read& read, const Viewer& viewer, Belongs belongs, std::string_view reference) {
  if (belongs == Belongs::to_case) {
    auto found = store::find_case(read, sight_of(viewer, kOverseeCases), reference);
    if (!found) found = merged_part(read, viewer, reference);
    if (found) return Home{std::move(*found)};
    return fail(ErrorKind::not_found, "case.unknown");
  }
  auto found = store::find_visible(read, sight_of(viewer, kTriage), reference);
  if (found) return Home{std::move(*found)};
  return fail(ErrorKind::not_found, "concern.unknown");
}

Done may_add_files(const Home& home, const Viewer& viewer) {
  if (const auto* record = std::get_if<Case>(&home.record)) {
    const auto may = workflow::permitted(kCaseMoves, *record, CaseAction::add_entry, viewer);
    if (!may) return tl::unexpected{may.error()};
    return {};
  }
  if (!viewer.may_at(kTriage, home.centre())) return fail(ErrorKind::not_allowed, "attachment.permission");
  return {};
}

std::string name_of(const web::Visit& visit, const Home& home) {
  if (const auto* record = std::get_if<Case>(&home.record))
    return names_in(visit, kCaseName, {{record->key, record->id.value, record->name_sealed}}).front();
  const auto& concern = std::get<Concern>(home.record);
  return names_in(visit, kConcernName, {{concern.key, concern.id.value, concern.name_sealed}}).front();
}

void look_at(const web::Visit& visit, const Home& home, const crypto::RecordKey& key) {
  if (const auto* record = std::get_if<Case>(&home.record))
    visit.services.audit.looked(visit.viewer, visit.now, CaseEvent{CaseEvent::What::looked_at, *record, key});
  else
    visit.services.audit.looked(visit.viewer, visit.now, ConcernLookedAt{std::get<Concern>(home.record), key});
}

}  // namespace regard::concerns
