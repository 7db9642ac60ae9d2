#include "concerns/attachment/texts.h"

#include <algorithm>
#include <iterator>

#include "concerns/attachment/store.h"
#include "concerns/casework/opened.h"
#include "concerns/casework/store.h"

namespace regard::concerns {
namespace {

Written written(const Home& home, const Attachment& file, const crypto::RecordKey& key) {
  const PrivateText name = crypto::open(key, {kAttachmentName, file.id.value}, file.name_sealed);
  std::string text = name.reveal();
  if (file.about_sealed) {
    const PrivateText about = crypto::open(key, {kAttachmentAbout, file.id.value}, *file.about_sealed);
    text += "\n" + about.reveal();
  }
  return {.place = place_of("file", file.id.value), .at = file.added_at, .text = PrivateText{std::move(text)}, .where = tr("File"),
          .below = home.belongs() == Belongs::to_case ? "/files" : ""};
}

std::vector<Written> all_of(db::Read& read, const Home& home, const crypto::RecordKey& key) {
  std::vector<Written> all;
  for (const Attachment& file : store::files_of(read, home)) all.push_back(written(home, file, key));
  return all;
}

std::optional<Written> one_of(db::Read& read, const Home& home, const crypto::RecordKey& key, std::string_view place) {
  const auto id = id_in(place);
  const auto file = id ? store::find_file(read, home, AttachmentId{*id}) : std::nullopt;
  return file ? std::optional{written(home, *file, key)} : std::nullopt;
}

}  // namespace

// Also those of a case that was merged into this one, which stay under its key.
std::vector<Written> case_file_texts(const Opening& opening, const Case& record) {
  std::vector<Written> all;
  for (const auto& part : opened_parts(opening.read, opening.services, record.id))
    if (auto home = store::find_case(opening.read, part.id)) std::ranges::move(all_of(opening.read, Home{std::move(*home)}, part.key), std::back_inserter(all));
  return all;
}

std::optional<Written> case_file_text(const Opening& opening, const Case& record, std::string_view place) {
  for (const auto& part : opened_parts(opening.read, opening.services, record.id))
    if (auto home = store::find_case(opening.read, part.id))
      if (auto one = one_of(opening.read, Home{std::move(*home)}, part.key, place)) return one;
  return {};
}

std::vector<Written> concern_file_texts(const Opening& opening, const Concern& concern) { return all_of(opening.read, Home{concern}, opening.key); }
std::optional<Written> concern_file_text(const Opening& opening, const Concern& concern, std::string_view place) {
  return one_of(opening.read, Home{concern}, opening.key, place);
}

}  // namespace regard::concerns
