#include "concerns/opening.h"

#include <algorithm>

#include "concerns/shown_name.h"
#include "people/people.h"

namespace regard::concerns {

Result<crypto::RecordKey> key_of(const web::Services& services, const crypto::KeyId& id) {
  auto key = services.keyring.find(id);
  if (!key) return fail(ErrorKind::not_found, key.error() == crypto::Absent::destroyed ? "record.destroyed" : "record.key_missing");
  return std::move(*key);
}

std::vector<std::string> names_in(const web::Visit& visit, crypto::Column column, const std::vector<SealedName>& sealed) {
  std::vector<crypto::KeyId> ids;
  ids.reserve(sealed.size());
  for (const auto& name : sealed) ids.push_back(name.key);
  const auto keys = visit.services.keyring.find_many(ids);
  std::vector<std::string> names;
  names.reserve(sealed.size());
  for (std::size_t i = 0; i < sealed.size(); ++i) {
    if (!keys[i]) {
      names.push_back(visit.language(tr("Cannot be opened")));
      continue;
    }
    const PrivateText name = crypto::open(*keys[i], {column, sealed[i].record}, sealed[i].sealed);
    names.push_back(shown_name(visit.language, name));
  }
  return names;
}

StaffNames::StaffNames(db::Read& read, const i18n::Language& language, std::vector<PersonId> people) : language_{language} {
  std::ranges::sort(people);
  people.erase(std::ranges::unique(people).begin(), people.end());
  if (people.empty()) return;
  for (auto& [id, name] : people::names(read, people)) names_.emplace_back(id, name);
}

std::string StaffNames::of(const std::optional<PersonId>& person) const {
  if (!person) return {};
  const auto found = std::ranges::find(names_, *person, [](const auto& entry) { return entry.first; });
  return found == names_.end() ? language_(tr("Somebody who is no longer listed")) : found->second;
}

}  // namespace regard::concerns
