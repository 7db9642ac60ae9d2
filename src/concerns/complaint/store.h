// All the SQL of complaints. Whoever worked on, decided or oversees what is complained about finds nothing: in every query.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "concerns/complaint/complaint.h"
#include "concerns/sight.h"
#include "platform/db/db.h"

namespace regard::concerns::store {

void insert(db::Tx& tx, const Complaint& complaint);
bool save(db::Tx& tx, const Complaint& complaint);  // false: somebody saved before
void add_conflict(db::Tx& tx, const ComplaintId& complaint, const PersonId& person);
bool is_in_conflict(db::Read& read, const ComplaintId& complaint, const PersonId& person);

// `sight`: of cases, with `handles`: whether the viewer looks after complaints at all.
struct ComplaintSight {
  Sight cases;
  bool handles = false;
};
ComplaintSight complaint_sight(const Viewer& viewer);
std::optional<Complaint> find_complaint(db::Read& read, const ComplaintSight& sight, std::string_view reference);
std::vector<Complaint> complaints(db::Read& read, const ComplaintSight& sight, int at_most);           // not answered first, by clock
std::vector<Complaint> complaints_of_owner(db::Read& read, const PersonId& owner);                      // whatever the viewer
std::vector<Complaint> complaints_to_answer(db::Read& read, const ComplaintSight& sight, int at_most);  // the viewer's own, by clock
std::vector<Complaint> complaints_not_answered(db::Read& read, int at_most);                            // whatever the viewer; without owner first
// What a reference that somebody gave is about, whatever the viewer: nobody is told whether there is such a record.
std::optional<ConcernId> concern_by_reference(db::Read& read, std::string_view reference);
std::optional<CaseId> case_by_reference(db::Read& read, std::string_view reference);
// For the keys of all complaints.
std::vector<Complaint> every_complaint_after(db::Read& read, std::string_view id, int at_most);

}  // namespace regard::concerns::store
