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

std::vector<Written> case_names(const Opening& opening, const Case& record) {
  return {{.place = "name",
           .at = record.opened_at,
           .text = crypto::open(opening.key, {kCaseName, record.id.value}, record.name_sealed),
           .where = tr("Name")}};
}

std::optional<Written> case_name(const Opening& opening, const Case& record, std::string_view place) {
  return only(case_names(opening, record), place);
}

std::vector<Written> entry_texts(const Opening& opening, const Case& record) {
  std::vector<Written> all;
  for (const Entry& entry : store::entries(opening.read, record.id)) all.push_back(opened(entry, opening.key));
  return all;
}

std::optional<Written> entry_text(const Opening& opening, const Case& record, std::string_view place) {
  const auto id = id_in(place);
  const auto entry = id ? store::find_entry(opening.read, record.id, EntryId{*id}) : std::nullopt;
  if (!entry) return {};
  return opened(*entry, opening.key);
}

std::vector<Written> task_texts(const Opening& opening, const Case& record) {
  std::vector<Written> all;
  for (const Task& task : store::tasks(opening.read, record.id)) all.push_back(opened(task, opening.key));
  return all;
}

std::optional<Written> task_text(const Opening& opening, const Case& record, std::string_view place) {
  const auto id = id_in(place);
  const auto task = id ? store::find_task(opening.read, record.id, TaskId{*id}) : std::nullopt;
  if (!task) return {};
  return opened(*task, opening.key);
}

// Asked for again, there are other reasons at another place; those before stand in the chronology.
std::vector<Written> closing_texts(const Opening& opening, const Case& record) {
  if (!record.closing_asked_at || !record.closing_reasons_sealed) return {};
  return {{.place = place_of("closing", *record.closing_asked_at),
           .at = *record.closing_asked_at,
           .text = crypto::open(opening.key, {kCaseClosingReasons, record.id.value}, *record.closing_reasons_sealed),
           .where = tr("Reasons to close")}};
}

std::optional<Written> closing_text(const Opening& opening, const Case& record, std::string_view place) {
  return only(closing_texts(opening, record), place);
}

}  // namespace regard::concerns
