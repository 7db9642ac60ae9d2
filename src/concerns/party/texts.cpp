#include "concerns/party/texts.h"

#include "concerns/party/store.h"

namespace regard::concerns {
namespace {

std::optional<Written> written(const Opening& opening, const Party& party) {
  const auto key = opening.services.keyring.find(party.key);
  if (!key) return {};
  const PartyDetails details = details_of(party, *key);
  std::string text = details.name.reveal();
  for (const PrivateText* more : {&details.student_number, &details.contact, &details.note})
    if (!more->empty()) text += "\n" + more->reveal();
  return Written{.place = place_of(party), .at = party.added_at, .text = PrivateText{std::move(text)}, .where = label(party.part), .below = "/people"};
}

}  // namespace

std::string place_of(const Party& party) { return "party " + party.id.text() + " " + std::to_string(party.version); }

std::vector<Written> party_texts(const Opening& opening, const Case& record) {
  std::vector<Written> all;
  for (const Party& party : store::parties(opening.read, record.id))
    if (auto one = written(opening, party)) all.push_back(std::move(*one));
  return all;
}

std::optional<Written> party_text(const Opening& opening, const Case& record, std::string_view place) {
  for (const Party& party : store::parties(opening.read, record.id))
    if (place_of(party) == place) return written(opening, party);
  return {};
}

}  // namespace regard::concerns
