#include "concerns/advice/actions.h"

#include <algorithm>

#include "concerns/advice/events.h"
#include "concerns/advice/known.h"
#include "concerns/advice/store.h"
#include "concerns/casework/store.h"
#include "concerns/concern/store.h"
#include "concerns/opening.h"
#include "concerns/pathway/rules.h"
#include "concerns/telling/form.h"
#include "platform/base/calendar.h"

namespace regard::concerns {
namespace {

Result<Opened> open_for_advice(db::Tx& tx, const web::Services& services, const Viewer& viewer, std::string_view reference) {
  auto opened = open_visible(tx, services, viewer, reference);
  if (!opened) return opened;
  if (auto may = may_record(opened->record, StepKind::external_advice, viewer); !may) return tl::unexpected{may.error()};
  return opened;
}

std::string told_in(db::Tx& tx, const web::Services& services, const Viewer& viewer, const CaseId& record) {
  std::vector<Uuid> ids;
  for (const ConcernId& id : store::concerns_of(tx, record)) ids.push_back(id.value);
  std::string told;
  for (const Concern& concern : store::visible_among(tx, sight_of(viewer, kTriage), ids)) {
    const auto key = key_of(services, concern.key);
    if (!key) continue;
    const PrivateText json = crypto::open(*key, {kConcernAnswers, concern.id.value}, concern.answers_sealed);
    const forms::Answers answers = forms::from_own_json(json.reveal());
    told += answers.text(kWhat) + "\n\n";
  }
  return told;
}

constexpr std::size_t kMostEntries = 2000;  // of one case; it has some dozens

// The question first, then what was told, then the entries as they happened. Everybody on the case reads an extract, so what is for
// those who oversee alone stands in none.
std::string gathered(db::Tx& tx, const web::Services& services, const Viewer& viewer, const Opened& opened, const NewExtract& asked) {
  std::string text{asked.question.reveal()};
  text += "\n\n";
  if (asked.with_what_was_told) text += told_in(tx, services, viewer, opened.record.id);
  auto entries = store::entries_before(tx, sight_of(viewer, kOverseeCases), opened.record.id, {}, kMostEntries);
  std::ranges::reverse(entries);
  for (const Entry& entry : entries) {
    if (entry.reach == EntryReach::overseers || std::ranges::count(asked.entries, entry.id) == 0) continue;
    const PrivateText written = crypto::open(opened.key, {kEntryText, entry.id.value}, entry.text_sealed);
    text.append(written.reveal()).append("\n\n");
  }
  text.erase(text.find_last_not_of('\n') + 1);
  return text;
}

// Sent twice. What somebody changed since says no more what it was prepared from.
bool is_as_prepared(const Extract& before, const PrivateText& text, const crypto::RecordKey& key) {
  if (before.version != 1) return false;
  const PrivateText written = crypto::open(key, {kExtractText, before.id.value}, before.text_sealed);
  return written.reveal() == text.reveal();
}

Result<Extract> saved(db::Tx& tx, Extract extract, int version) {
  extract.version = version;
  if (!store::save(tx, extract)) return fail(ErrorKind::conflict, "extract.changed");
  return extract;
}

std::string joined(const std::vector<std::string>& words) {
  std::string made;
  for (const auto& word : words) made += (made.empty() ? "" : ", ") + word;
  return made;
}

}  // namespace

Result<Extract> prepare_extract(db::Tx& tx, const web::Services& services, const i18n::Language& language, const Viewer& viewer,
                                std::string_view reference, const NewExtract& asked, Instant now) {
  const auto opened = open_for_advice(tx, services, viewer, reference);
  if (!opened) return tl::unexpected{opened.error()};
  const std::string text = gathered(tx, services, viewer, *opened, asked);
  const auto known = known_people(tx, services, *opened);
  const PrivateText without{advice::without(text, advice::identifying(text, known, london_date(now), language))};
  if (const auto before = store::find_extract(tx, opened->record.id, asked.id); before && is_as_prepared(*before, without, opened->key)) return *before;
  if (store::is_used(tx, asked.id)) return fail(ErrorKind::conflict, "extract.sent_before", {{"", tr("Something else was sent from this page before. Send this once more to add it too")}});
  Extract extract{.id = asked.id, .made_at = now, .made_by = *viewer.person};
  extract.text_sealed = crypto::seal(opened->key, {kExtractText, extract.id.value}, without);
  store::insert(tx, opened->record.id, extract);
  services.audit.append(tx, viewer, now, CaseHappened{.type = kExtractPrepared, .record = opened->record, .key = opened->key});
  return extract;
}

Result<Extract> change_extract(db::Tx& tx, const web::Services& services, const i18n::Language& language, const Viewer& viewer,
                               std::string_view reference, const ExtractId& id, const ReadExtract& given, Instant now) {
  const auto opened = open_for_advice(tx, services, viewer, reference);
  if (!opened) return tl::unexpected{opened.error()};
  auto extract = store::find_extract(tx, opened->record.id, id);
  if (!extract) return fail(ErrorKind::not_found, "extract.unknown");
  const bool check = given.as == ReadExtract::As::checked;
  if (auto moved = extract->attempt(check ? ExtractAction::check : ExtractAction::change); !moved) return tl::unexpected{moved.error()};
  if (check && given.why_it_may_stay.empty())
    if (const auto left = still_named(tx, services, language, *opened, given.text.reveal(), london_date(now)); !left.empty())
      return fail(ErrorKind::invalid, "extract.names_somebody",
                  {{"text", tr("Take out what may say who it is: {NUMBER}. Or say below why it may stay"), joined(left)}});
  extract->text_sealed = crypto::seal(opened->key, {kExtractText, id.value}, given.text);
  extract->left_sealed = given.why_it_may_stay.empty() ? std::nullopt : std::optional{crypto::seal(opened->key, {kExtractLeft, id.value}, given.why_it_may_stay)};
  extract->checked_at = check ? std::optional{now} : std::nullopt;
  extract->checked_by = check ? viewer.person : std::nullopt;
  auto done = saved(tx, std::move(*extract), given.version);
  if (done && check)
    services.audit.append(tx, viewer, now, CaseHappened{.type = kExtractChecked, .record = opened->record, .key = opened->key,
                                                        .reasons = given.why_it_may_stay.empty() ? std::nullopt : std::optional{given.why_it_may_stay}});
  return done;
}

Result<Extract> send_extract(db::Tx& tx, const web::Services& services, const Viewer& viewer, std::string_view reference, const ExtractId& id,
                             NewStep step, int version, Instant now) {
  const auto opened = open_for_advice(tx, services, viewer, reference);
  if (!opened) return tl::unexpected{opened.error()};
  auto extract = store::find_extract(tx, opened->record.id, id);
  if (!extract) return fail(ErrorKind::not_found, "extract.unknown");
  if (extract->step == step.id) return *extract;  // sent twice
  if (extract->version != version) return fail(ErrorKind::conflict, "extract.changed");  // before the step, which is never taken back
  if (auto moved = extract->attempt(ExtractAction::send); !moved) return tl::unexpected{moved.error()};
  step.kind = StepKind::external_advice;
  const auto recorded = record_step(tx, services, viewer, *opened, step, now);
  if (!recorded) return tl::unexpected{recorded.error()};
  extract->step = recorded->id;
  return saved(tx, std::move(*extract), version);
}

}  // namespace regard::concerns
