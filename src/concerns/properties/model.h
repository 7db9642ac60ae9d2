// For the property tests: what must be true of concerns and cases, kept apart from the program in the plainest way.
// Written from what people are told (README), not from the code: no SQL, no state table of the program is used here.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "concerns/testing.h"

namespace regard::concerns::testing {

struct ModelPost {
  people::Role role;
  std::optional<CentreId> centre;  // none: everywhere
};

struct ModelPerson {
  PersonId id;
  std::string name;
  std::vector<ModelPost> posts;
  bool left = false;

  static bool is_lead(people::Role role) { return role == people::Role::lead || role == people::Role::deputy; }
  static bool works(people::Role role) { return is_lead(role) || role == people::Role::caseworker; }
  bool oversees(const std::optional<CentreId>& centre) const {
    for (const auto& post : posts)
      if (is_lead(post.role) && (!post.centre || (centre && *post.centre == *centre))) return true;
    return false;
  }
  bool works_at(const std::optional<CentreId>& centre) const {
    for (const auto& post : posts)
      if (works(post.role) && (!post.centre || (centre && *post.centre == *centre))) return true;
    return false;
  }
  bool handles_complaints() const {
    for (const auto& post : posts)
      if (post.role == people::Role::complaints) return true;
    return false;
  }
  bool works_anywhere() const {
    for (const auto& post : posts)
      if (works(post.role)) return true;
    return false;
  }
};

struct ModelTask {
  TaskId id;
  PersonId owner;
  bool done = false;
};

struct ModelConcern {
  ConcernId id;
  std::string reference;
  std::optional<CentreId> centre;
  std::string state = "received";
  int version = 1;
  std::set<PersonId> kept_away;
  std::set<PersonId> had_a_part;       // decided, kept somebody away, opened the case
  std::optional<PersonId> decided_by;  // the decision that stands
};

struct ModelEntry {
  EntryId id;
  bool only_overseers = false;
};

struct ModelCase {
  CaseId id;
  std::string reference;
  std::optional<CentreId> centre;
  std::string state = "open";
  PersonId owner;
  bool nobody_oversaw = false;  // when the owner left: the name stays until somebody is chosen
  std::set<PersonId> kept_away, members, ever_members;
  std::set<PersonId> had_a_part;
  std::vector<ModelEntry> entries;
  std::vector<std::size_t> concerns;  // places in Model::concerns
  std::vector<ModelTask> tasks;
  std::optional<PersonId> asked_by;
  std::optional<std::size_t> merged_into;  // place in Model::cases: it is found as that one

  bool has_open_task() const {
    for (const auto& task : tasks)
      if (!task.done) return true;
    return false;
  }
};

struct ModelComplaint {
  std::string reference;
  std::optional<std::size_t> concern, record;  // places in Model
  std::set<PersonId> had_a_part;               // until it came
};

struct ModelLift {
  std::size_t record;  // place in Model::cases
  PersonId person, asked_by;
};

// What belongs together: concerns and the cases that they touch.
struct ModelIncident {
  std::set<std::size_t> concerns, cases;
};

struct Model {
  std::vector<ModelPerson> people;
  std::vector<ModelComplaint> complaints;
  std::vector<ModelConcern> concerns;
  std::vector<ModelCase> cases;
  std::vector<ModelLift> lifts;               // that wait for a second person
  std::map<std::string, PersonId> overrides;  // of a case's referral, likewise: who asked

  const ModelPerson& person(const PersonId& id) const {
    for (const auto& one : people)
      if (one.id == id) return one;
    throw std::logic_error("somebody whom the model does not know");
  }

  ModelIncident incident_of(std::size_t concern) const {
    ModelIncident incident{{concern}, {}};
    for (std::size_t before = 0; before != incident.concerns.size() + incident.cases.size();) {
      before = incident.concerns.size() + incident.cases.size();
      for (std::size_t i = 0; i < cases.size(); ++i)
        for (const std::size_t began : cases[i].concerns)
          if (incident.concerns.contains(began)) {
            incident.cases.insert(i);
            incident.concerns.insert(cases[i].concerns.begin(), cases[i].concerns.end());
          }
    }
    return incident;
  }

  bool sees(const ModelPerson& who, const ModelCase& record) const {
    if (record.merged_into || record.kept_away.contains(who.id)) return false;
    return who.oversees(record.centre) || (who.works_anywhere() && record.members.contains(who.id));
  }
  const ModelCase& ends_in(const ModelCase& record) const { return record.merged_into ? ends_in(cases[*record.merged_into]) : record; }
  bool sees(const ModelPerson& who, const ModelConcern& concern) const {
    if (concern.kept_away.contains(who.id)) return false;
    if (who.oversees(concern.centre)) return true;
    if (!who.works_anywhere()) return false;
    for (const auto& record : cases)
      for (const std::size_t began : record.concerns)
        if (&concerns[began] == &concern && record.members.contains(who.id)) return true;
    return false;
  }
  bool sees(const ModelPerson& who, const ModelComplaint& complaint) const {
    if (!who.handles_complaints() || complaint.had_a_part.contains(who.id)) return false;
    if (complaint.concern) {
      const ModelConcern& concern = concerns[*complaint.concern];
      if (who.oversees(concern.centre) || concern.decided_by == who.id) return false;
    }
    if (!complaint.record) return true;
    const ModelCase& record = cases[*complaint.record];
    return !who.oversees(record.centre) && record.owner != who.id && !record.ever_members.contains(who.id);
  }
  bool reads(const ModelPerson& who, const ModelCase& record, const ModelEntry& entry) const {
    return sees(who, record) && (!entry.only_overseers || who.oversees(record.centre));
  }
  bool somebody_oversees(const ModelCase& record) const {
    for (const auto& one : people)
      if (sees(one, record) && one.oversees(record.centre)) return true;
    return false;
  }
  // What somebody may not do to a case that they do not see, or whose post does not reach there.
  bool may_work_on(const ModelPerson& who, const ModelCase& record) const { return sees(who, record) && who.works_at(record.centre); }
  bool may_oversee(const ModelPerson& who, const ModelCase& record) const { return sees(who, record) && who.oversees(record.centre); }
};

// The moves as the README's pictures have them, by the words that are stored.
inline const std::map<std::pair<std::string, std::string>, std::string>& concern_moves() {
  static const std::map<std::pair<std::string, std::string>, std::string> moves{
      {{"received", "support_as_welfare"}, "welfare"},
      {{"received", "ask_for_case"}, "needs_case"},
      {{"received", "close_without_action"}, "no_further_action"},
      {{"needs_case", "open_case"}, "in_case"},
      {{"welfare", "reconsider"}, "received"},
      {{"no_further_action", "reconsider"}, "received"}};
  return moves;
}

inline const std::map<std::pair<std::string, std::string>, std::string>& case_moves() {
  static const std::map<std::pair<std::string, std::string>, std::string> moves{
      {{"open", "ask_to_close"}, "closing"},
      {{"closing", "approve_closure"}, "closed"},
      {{"closing", "keep_open"}, "open"},
      {{"closed", "reopen"}, "open"}};
  return moves;
}

}  // namespace regard::concerns::testing
