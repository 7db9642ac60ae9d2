// One piece of what was released: given, given with words taken out, or withheld.
#include <algorithm>
#include <sstream>

#include "platform/base/calendar.h"
#include "platform/holdings/store.h"
#include "platform/web/record_form.h"
#include "subject_access/forms.h"
#include "subject_access/handlers.h"
#include "subject_access/shown.h"

namespace regard::subject_access {
namespace {

struct OpenedPiece {
  Opened request;
  holdings::OpenedPassage passage;
};

Result<OpenedPiece> find_piece(db::Read& read, const web::Visit& visit) {
  auto opened = find(read, visit);
  if (!opened) return tl::unexpected{opened.error()};
  const auto id = uuid_from(visit.parameter("passage"));
  const auto stored = id ? holdings::store::find_passage(read, opened->request.id, holdings::PassageId{*id}) : std::nullopt;
  if (!stored || !sees_passages(visit, opened->request)) return fail(ErrorKind::not_found, "passage.unknown");
  auto passage = holdings::opened(*stored, opened->key);
  return OpenedPiece{std::move(*opened), std::move(passage)};
}

Done may_decide(const OpenedPiece& piece, const Viewer& viewer) {
  const auto may = workflow::permitted(holdings::kRequestMoves, piece.request.request, holdings::RequestAction::decide, viewer);
  if (!may) return tl::unexpected{may.error()};
  return {};
}

std::string says_now(db::Read&, const web::Visit& visit, const OpenedPiece& piece) { return visit.language(label(piece.passage.stored.verdict)); }

web::FormPage piece_page(db::Read& read, const web::Visit& visit, const OpenedPiece& piece) {
  auto page = form_page(visit, piece.request, kPassageQuestion);
  page.action = url_of(piece.request.request.reference, "/passages/" + piece.passage.stored.id.text());
  page.version = piece.passage.stored.version;
  html::View view{visit.services.views, visit.language, "subject_access/views/piece.html"};
  view.set("PIECE_HEADING", piece.passage.heading).set("PIECE_TEXT", piece.passage.text.reveal());
  page.before = view.render();
  for (const auto& exemption : holdings::exemptions(read, visit.services.provisions, london_date(visit.now)))
    page.picks[std::string{kExemption}].push_back({exemption.id, visit.language(Words{exemption.words}) + " (" + exemption.where + ")"});
  return page;
}

std::vector<std::string> lines(const std::string& text) {
  std::vector<std::string> found;
  std::istringstream stream{text};
  for (std::string line; std::getline(stream, line);)
    if (!line.empty()) found.push_back(std::move(line));
  return found;
}

Result<std::string> act(const web::Visit& visit, const web::Posted& posted) {
  const auto id = uuid_from(visit.parameter("passage"));
  if (!id) return fail(ErrorKind::not_found, "passage.unknown");
  const holdings::PassageDecision decision{.verdict = holdings::verdict_from(posted.answers.text(kVerdict)),
                                           .taken_out = lines(posted.answers.text(kTakenOut)),
                                           .exemption = posted.answers.text(kExemption),
                                           .reasons = posted.answers.hidden(kWhy),
                                           .version = posted.version};
  const auto done = visit.services.database.write([&](db::Tx& tx) {
    return holdings::decide(tx, visit.services, visit.viewer, visit.parameter("reference"), holdings::PassageId{*id}, decision, visit.now);
  });
  if (!done) return tl::unexpected{done.error()};
  return url_of(done->reference);
}

constexpr web::RecordForm<OpenedPiece> kPiece{find_piece, may_decide, piece_page, act, says_now};

}  // namespace

// As web::ask, with what was decided before; until then, with the names of other people proposed.
Result<http::Response> ask_passage(const web::Visit& visit) {
  auto read = visit.services.database.read();
  const auto piece = find_piece(read, visit);
  if (!piece) return tl::unexpected{piece.error()};
  const auto page = piece_page(read, visit, *piece);
  if (const auto may = may_decide(*piece, visit.viewer); !may) {
    if (may.error().kind != ErrorKind::conflict) return tl::unexpected{may.error()};
    return web::show_not_open(visit, page, says_now(read, visit, *piece));
  }
  forms::Answers proposed;
  std::string names;
  for (const auto& name : piece->passage.names) names += name + "\n";
  if (!names.empty()) proposed.set(kTakenOut, std::move(names));
  const auto& stored = piece->passage.stored;
  if (stored.verdict != holdings::Verdict::undecided) proposed.set(kVerdict, std::string{word(stored.verdict)});
  else if (!stored.exemption.empty()) proposed.set(kVerdict, std::string{word(holdings::Verdict::withheld)});
  if (!stored.exemption.empty()) proposed.set(kExemption, stored.exemption);
  if (!piece->passage.reasons.empty()) proposed.set(kWhy, piece->passage.reasons.reveal());
  return web::show_form(visit, page, proposed);
}

Result<http::Response> save_passage(const web::Visit& visit) { return web::answer(visit, kPiece); }

}  // namespace regard::subject_access
