#include "concerns/casework/texts.h"

#include "concerns/casework/store.h"

namespace regard::concerns {
namespace {

Written opened(const Entry& entry, const crypto::RecordKey& key) {
  return {.place = place_of("entry", entry.id.value),
          .at = entry.written_at,
          .text = crypto::open(key, {kEntryText, entry.id.value}, entry.text_sealed),
          .where = label(entry.kind),
          .day = entry.happened_on,
          .below = chronology_at(entry.written_at, "entry", entry.id.value)};
}

Written opened(const Task& task, const crypto::RecordKey& key) {
  return {.place = place_of("task", task.id.value),
          .at = task.made_at,
          .text = crypto::open(key, {kTaskTitle, task.id.value}, task.title_sealed),
          .where = tr("Task"),
          .day = task.due_on,
          .below = "#task-" + task.id.text()};
}

std::optional<Written> only(std::vector<Written> all, std::string_view place) {
  for (auto& one : all)
    if (one.place == place) return std::move(one);
  return {};
}

}  // namespace

std::vector<Written> case_names(db::Read&, const Case& record, const crypto::RecordKey& key) {
  return {{.place = "name",
           .at = record.opened_at,
           .text = crypto::open(key, {kCaseName, record.id.value}, record.name_sealed),
           .where = tr("Name")}};
}

std::optional<Written> case_name(db::Read& read, const Case& record, const crypto::RecordKey& key, std::string_view place) {
  return only(case_names(read, record, key), place);
}

std::vector<Written> entry_texts(db::Read& read, const Case& record, const crypto::RecordKey& key) {
  std::vector<Written> all;
  for (const Entry& entry : store::entries(read, record.id)) all.push_back(opened(entry, key));
  return all;
}

std::optional<Written> entry_text(db::Read& read, const Case& record, const crypto::RecordKey& key, std::string_view place) {
  const auto id = id_in(place);
  const auto entry = id ? store::find_entry(read, record.id, EntryId{*id}) : std::nullopt;
  if (!entry) return {};
  return opened(*entry, key);
}

std::vector<Written> task_texts(db::Read& read, const Case& record, const crypto::RecordKey& key) {
  std::vector<Written> all;
  for (const Task& task : store::tasks(read, record.id)) all.push_back(opened(task, key));
  return all;
}

std::optional<Written> task_text(db::Read& read, const Case& record, const crypto::RecordKey& key, std::string_view place) {
  const auto id = id_in(place);
  const auto task = id ? store::find_task(read, record.id, TaskId{*id}) : std::nullopt;
  if (!task) return {};
  return opened(*task, key);
}

// Asked for again, there are other reasons at another place; those before stand in the chronology.
std::vector<Written> closing_texts(db::Read&, const Case& record, const crypto::RecordKey& key) {
  if (!record.closing_asked_at || !record.closing_reasons_sealed) return {};
  return {{.place = place_of("closing", *record.closing_asked_at),
           .at = *record.closing_asked_at,
           .text = crypto::open(key, {kCaseClosingReasons, record.id.value}, *record.closing_reasons_sealed),
           .where = tr("Reasons to close")}};
}

std::optional<Written> closing_text(db::Read& read, const Case& record, const crypto::RecordKey& key, std::string_view place) {
  return only(closing_texts(read, record, key), place);
}

}  // namespace regard::concerns
