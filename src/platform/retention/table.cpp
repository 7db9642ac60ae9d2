#include "platform/retention/table.h"

namespace regard::retention {

Record Table::read(const db::Row& row) const {
  Record record{.kind = std::string{says.kind},
                .id = Id<void>::stored(row.text("id")).value,
                .reference = row.text("reference"),
                .key = crypto::KeyId::stored(row.text("key_id")),
                .centre = row.maybe_id<CentreTag>("at_centre"),
                .trigger = {},
                .outcome = {}};
  const auto since = row.maybe_instant("over_since");
  if (!since) return record;
  record.trigger = says.trigger;
  record.triggered_at = *since;
  record.outcome = row.maybe_text("ended_how").value_or("");
  for (const auto& person : {row.maybe_id<PersonTag>("who_decided"), row.maybe_id<PersonTag>("who_asked")})
    if (person) record.decided_by.push_back(*person);
  return record;
}

std::vector<Record> Table::triggered(db::Read& from, const Wanted& wanted, int at_most) const {
  std::vector<Record> found;
  if (wanted.trigger != says.trigger) return found;
  for (const db::Row& row : from.all(triggered_, {{"outcome", wanted.outcome}, {"but_not", wanted.but_not_text()}, {"before", wanted.before},
                                                  {"after_at", wanted.after_at}, {"after_id", wanted.after_id}, {"at_most", at_most}}))
    found.push_back(read(row));
  return found;
}

std::optional<Record> Table::find(db::Read& from, const Uuid& id) const {
  const auto row = from.one(find_, {{"id", to_text(id)}});
  return row ? std::optional{read(*row)} : std::nullopt;
}

std::optional<Record> Table::by_reference(db::Read& from, const Viewer& viewer, For what, std::string_view reference) const {
  auto binds = says.sight(viewer, what);
  if (!binds) return {};
  binds->emplace_back("reference", reference);
  const auto row = from.one(by_reference_, *binds);
  return row ? std::optional{read(*row)} : std::nullopt;
}

std::vector<Record> Table::in_state(db::Read& from, const Viewer& viewer, For what, State state, int at_most) const {
  std::vector<Record> found;
  auto binds = says.sight(viewer, what);
  if (!binds) return found;
  binds->emplace_back("keeping_state", word(state));
  binds->emplace_back("at_most", at_most);
  for (const db::Row& row : from.all(in_state_, *binds)) found.push_back(read(row));
  return found;
}

Words Table::stands_in_the_way(db::Read& from, const Uuid& id) const {
  const auto record = find(from, id);
  if (record && record->trigger.empty()) return says.is_not_over;
  return says.waits_for ? says.waits_for(from, id) : Words{};
}

Ended Table::end(db::Tx& tx, const Uuid& id) const {
  const auto record = find(tx, id);
  if (!record) return {};
  for (const auto statement : says.ends) tx.run(statement, {{"id", to_text(id)}});
  return {{{record->kind, record->id, record->reference}}, {record->key}};
}

std::vector<Keyed> Table::keys_after(db::Read& from, std::string_view id, int at_most) const {
  std::vector<Keyed> found;
  for (const db::Row& row : from.all(keys_after_, {{"after", id}, {"at_most", at_most}}))
    found.push_back({Id<void>::stored(row.text("id")).value, crypto::KeyId::stored(row.text("key_id"))});
  return found;
}

}  // namespace regard::retention
