// A workflow is a table: state × action → next state, permission, what must be given. One table says whether, what
// next, which buttons, and draws the picture in the area's README.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/result.h"
#include "platform/base/viewer.h"
#include "platform/base/words.h"

namespace regard::workflow {

// A rule besides the permission: nothing when it holds, else the code of the refusal.
template <class Record>
using Condition = std::string_view (*)(const Record&, const Viewer&);

template <class State, class Action, class Record>
struct Move {
  State from;
  Action action;
  State to;
  Permission needs;
  Words button;                             // what the page calls it
  Condition<Record> unless = nullptr;       // a refusal, by code
};

template <class State, class Action, class Record, std::size_t N>
const Move<State, Action, Record>* find(const Move<State, Action, Record> (&table)[N], State from, Action action) {
  for (const auto& move : table)
    if (move.from == from && move.action == action) return &move;
  return nullptr;
}

// Whether this viewer may do this to this record now, and where it leads. `record.state` and `record.centre` are read;
// being able to see the record at all was the store's question.
template <class State, class Action, class Record, std::size_t N>
Result<State> permitted(const Move<State, Action, Record> (&table)[N], const Record& record, Action action,
                        const Viewer& viewer) {
  const auto* move = find(table, record.state, action);
  if (!move) return fail(ErrorKind::conflict, "workflow.wrong_state");
  if (!viewer.may_at(move->needs, record.centre)) return fail(ErrorKind::not_allowed, "workflow.permission");
  if (move->unless)
    if (const auto refusal = move->unless(record, viewer); !refusal.empty())
      return fail(ErrorKind::not_allowed, std::string{refusal});
  return move->to;
}

// The moves that this viewer may make now: the page's buttons.
template <class State, class Action, class Record, std::size_t N>
std::vector<const Move<State, Action, Record>*> open_to(const Move<State, Action, Record> (&table)[N],
                                                        const Record& record, const Viewer& viewer) {
  std::vector<const Move<State, Action, Record>*> moves;
  for (const auto& move : table)
    if (move.from == record.state && permitted(table, record, move.action, viewer)) moves.push_back(&move);
  return moves;
}

// The table as a Mermaid state diagram. A test compares it with the area's README.
template <class State, class Action, class Record, std::size_t N>
std::string picture(const Move<State, Action, Record> (&table)[N], std::string_view (*state_name)(State),
                    std::string_view (*action_name)(Action)) {
  std::string drawn = "```mermaid\nstateDiagram-v2\n";
  for (const auto& move : table)
    drawn.append("  ").append(state_name(move.from)).append(" --> ").append(state_name(move.to)).append(": ")
        .append(action_name(move.action)).append("\n");
  return drawn += "```\n";
}

}  // namespace regard::workflow
