#include "concerns/attachment/texts.h"

#include "concerns/attachment/store.h"

namespace regard::concerns {
namespace {

Written written(const Opening& opening, const Home& home, const Attachment& file) {
  const PrivateText name = crypto::open(opening.key, {kAttachmentName, file.id.value}, file.name_sealed);
  std::string text = name.reveal();
  if (file.about_sealed) {
    const PrivateText about = crypto::open(opening.key, {kAttachmentAbout, file.id.value}, *file.about_sealed);
    text += "\n" + about.reveal();
  }
  return {.place = place_of("file", file.id.value), .at = file.added_at, .text = PrivateText{std::move(text)}, .where = tr("File"),
          .below = home.belongs() == Belongs::to_case ? "/files" : ""};
}

std::vector<Written> all_of(const Opening& opening, const Home& home) {
  std::vector<Written> all;
  for (const Attachment& file : store::files_of(opening.read, home)) all.push_back(written(opening, home, file));
  return all;
}

std::optional<Written> one_of(const Opening& opening, const Home& home, std::string_view place) {
  const auto id = id_in(place);
  const auto file = id ? store::find_file(opening.read, home, AttachmentId{*id}) : std::nullopt;
  return file ? std::optional{written(opening, home, *file)} : std::nullopt;
}

}  // namespace

std::vector<Written> case_file_texts(const Opening& opening, const Case& record) { return all_of(opening, Home{record}); }
std::optional<Written> case_file_text(const Opening& opening, const Case& record, std::string_view place) { return one_of(opening, Home{record}, place); }
std::vector<Written> concern_file_texts(const Opening& opening, const Concern& concern) { return all_of(opening, Home{concern}); }
std::optional<Written> concern_file_text(const Opening& opening, const Concern& concern, std::string_view place) {
  return one_of(opening, Home{concern}, place);
}

}  // namespace regard::concerns
