#include "concerns/supervision/actions.h"

#include <algorithm>

#include "concerns/casework/opened.h"
#include "concerns/supervision/clocks.h"
#include "concerns/supervision/events.h"
#include "concerns/supervision/store.h"
#include "platform/base/calendar.h"

namespace regard::concerns {
namespace {

std::string after(Date today, int days) { return iso(Date{std::chrono::sys_days{today} + std::chrono::days{days}}); }

bool is_the_same(db::Tx& tx, const Viewer& viewer, const Opened& opened, const NewSupervision& said) {
  const auto notes = store::supervision_notes(tx, sight_of(viewer, kOverseeCases), opened.record.id, opened.record.id);
  const auto before = std::ranges::find(notes, said.id, &SupervisionNote::id);
  if (before == notes.end() || before->for_caseworkers != said.for_caseworkers) return false;
  if (said.next_on && said.next_on != opened.record.supervise_by) return false;
  const PrivateText text = crypto::open(opened.key, {kSupervisionText, said.id.value}, before->text_sealed);
  return text.reveal() == said.text.reveal();
}

}  // namespace

std::string first_supervision(db::Read& read, const web::Services& services, Date today) {
  return after(today, supervision_clock(read, services, today).days_to_first);
}

Result<Case> supervise(db::Tx& tx, const web::Services& services, const Viewer& viewer, std::string_view reference, const NewSupervision& said, Instant now) {
  auto opened = open_for(tx, services, viewer, reference, CaseAction::supervise);
  if (!opened) return tl::unexpected{opened.error()};
  const Case& record = opened->record;
  if (store::is_used(tx, said.id)) {
    if (is_the_same(tx, viewer, *opened, said)) return record;  // sent twice
    return fail(ErrorKind::conflict, "supervision.sent_before", {{"", tr("Something else was sent from this page before. Send this once more to add it too")}});
  }
  const Date today = london_date(now);
  store::insert(tx, record.id,
                SupervisionNote{.id = said.id, .for_caseworkers = said.for_caseworkers, .written_at = now, .written_by = *viewer.person,
                                .text_sealed = crypto::seal(opened->key, {kSupervisionText, said.id.value}, said.text)});
  store::set_supervise_by(tx, record.id, said.next_on.value_or(after(today, supervision_clock(tx, services, today).days_between)));
  services.audit.append(tx, viewer, now, CaseHappened{.type = kSupervised, .record = record, .key = opened->key});
  return record;
}

}  // namespace regard::concerns
