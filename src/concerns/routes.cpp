// Where everything of concerns and cases is found, and who gets through the gate. What of it they see is the store's answer.
#include "concerns/advice/handlers.h"
#include "concerns/agency/handlers.h"
#include "concerns/attachment/handlers.h"
#include "concerns/casework/chronology.h"
#include "concerns/casework/handlers.h"
#include "concerns/category/handlers.h"
#include "concerns/complaint/handlers.h"
#include "concerns/concern/handlers.h"
#include "concerns/concerns.h"
#include "concerns/equality/handlers.h"
#include "concerns/figures/handlers.h"
#include "concerns/finding/handlers.h"
#include "concerns/pathway/handlers.h"
#include "concerns/lifting/handlers.h"
#include "concerns/matching/handlers.h"
#include "concerns/party/handlers.h"
#include "concerns/referral/handlers.h"
#include "concerns/identity/handlers.h"
#include "concerns/inbox/handlers.h"
#include "concerns/handover/handlers.h"
#include "concerns/meeting/handlers.h"
#include "concerns/supervision/handlers.h"
#include "concerns/keeping/handlers.h"
#include "concerns/telling/handlers.h"
#include "platform/retention/keeping.h"

namespace regard::concerns {
namespace {

using http::Method;
using web::Access;

constexpr web::Route kTelling[] = {
    {Method::get, "/tell-us/:question", Access::everyone(), &telling::show_question},
    {Method::post, "/tell-us/:question", Access::everyone(), &telling::answer_question},
    {Method::get, "/tell-us/emergency", Access::everyone(), &telling::show_emergency},
    {Method::get, "/tell-us/check", Access::everyone(), &telling::check},
    {Method::post, "/tell-us/check", Access::everyone(), &telling::send, web::Takes::files},
    {Method::get, "/tell-us/sent", Access::everyone(), &telling::sent},
    {Method::get, "/tell-us/about-you", Access::everyone(), &equality::ask},
    {Method::post, "/tell-us/about-you", Access::everyone(), &equality::answer},
    {Method::get, "/equality", Access::everywhere(kReadEquality), &equality::show_counts},
    {Method::get, "/tell-us/receipt", Access::everyone(), &telling::show_receipt},
    {Method::post, "/tell-us/start-again", Access::everyone(), &telling::start_again},
    {Method::get, "/exit", Access::everyone(), &telling::leave},
    {Method::post, "/api/v1/concerns", Access::token(kRaise), &telling::send_json},
    {Method::get, "/api/v1/openapi.json", Access::everyone(), &telling::openapi},
};

constexpr web::Route kConcerns[] = {
    {Method::get, "/concerns", Access::needs(kTriage), &list_concerns},
    {Method::get, "/concerns/:reference", Access::needs(kReadConcerns), &show_concern},
    {Method::get, "/concerns/:reference/decision", Access::needs(kTriage), &ask_decision},
    {Method::post, "/concerns/:reference/decision", Access::needs(kTriage), &decide_concern},
    {Method::get, "/concerns/:reference/reconsideration", Access::needs(kTriage), &ask_reconsideration},
    {Method::post, "/concerns/:reference/reconsideration", Access::needs(kTriage), &reconsider_concern},
    {Method::get, "/concerns/:reference/exclusion", Access::needs(kTriage), &ask_exclusion},
    {Method::post, "/concerns/:reference/exclusion", Access::needs(kTriage), &exclude_from_concern},
    {Method::post, "/concerns/:reference/case", Access::needs(kOverseeCases), &open_case_from},
};

constexpr web::Route kInbox[] = {
    // A reporter's way back, with a code and no account; and the other side of it.
    {Method::get, "/inbox", Access::everyone(), &inbox::ask_code},
    {Method::post, "/inbox", Access::everyone(), &inbox::enter},
    {Method::get, "/inbox/messages", Access::everyone(), &inbox::show_inbox},
    {Method::post, "/inbox/messages", Access::everyone(), &inbox::write},
    {Method::get, "/inbox/file", Access::everyone(), &inbox::ask_file},
    {Method::post, "/inbox/file", Access::everyone(), &inbox::send_file, web::Takes::files},
    {Method::post, "/inbox/leave", Access::everyone(), &inbox::leave},
    {Method::get, "/concerns/:reference/messages", Access::needs(kReadConcerns), &inbox::show_messages},
    {Method::post, "/concerns/:reference/messages", Access::needs(kReadConcerns), &inbox::answer_message},
    {Method::post, "/concerns/:reference/messages/standard", Access::needs(kReadConcerns), &inbox::send_standard_message},
    {Method::post, "/concerns/:reference/messages/set-aside", Access::needs(kReadConcerns), &inbox::set_aside_messages},
    {Method::get, "/cases/:reference/reporters", Access::needs(kReadConcerns), &inbox::show_case_messages},
    // A name given in confidence.
    {Method::get, "/concerns/:reference/identity", Access::needs(kReadConcerns), &identity::show_identity},
    {Method::post, "/concerns/:reference/identity", Access::needs(kReadConcerns), &identity::ask_for_identity},
    {Method::get, "/identity-requests", Access::needs(kReleaseIdentity), &identity::list_requests},
    {Method::get, "/identity-requests/:reference", Access::needs(kReleaseIdentity), &identity::show_request},
    {Method::post, "/identity-requests/:reference", Access::needs(kReleaseIdentity), &identity::decide_request},
};

constexpr web::Route kCases[] = {
    {Method::get, "/cases", Access::needs(kWorkOnCases), &list_cases},
    {Method::get, "/cases/:reference", Access::needs(kWorkOnCases), &show_case},
    {Method::get, "/cases/:reference/looks", Access::needs(kWorkOnCases), &show_looks},
    {Method::get, "/cases/:reference/keeping", Access::needs(kWorkOnCases), &show_keeping_of_case},
    {Method::get, "/cases/:reference/entries", Access::needs(kWorkOnCases), &ask_entry},
    {Method::post, "/cases/:reference/entries", Access::needs(kWorkOnCases), &save_entry},
    {Method::get, "/cases/:reference/tasks", Access::needs(kWorkOnCases), &ask_task},
    {Method::post, "/cases/:reference/tasks", Access::needs(kWorkOnCases), &save_task},
    {Method::post, "/cases/:reference/tasks/:task/done", Access::needs(kWorkOnCases), &finish_task},
    {Method::get, "/cases/:reference/closure", Access::needs(kWorkOnCases), &ask_closure},
    {Method::post, "/cases/:reference/closure", Access::needs(kWorkOnCases), &save_closure},
    {Method::get, "/cases/:reference/caseworker", Access::needs(kOverseeCases), &ask_caseworker},
    {Method::post, "/cases/:reference/caseworker", Access::needs(kOverseeCases), &save_caseworker},
    {Method::get, "/cases/:reference/exclusion", Access::needs(kOverseeCases), &ask_case_exclusion},
    {Method::post, "/cases/:reference/exclusion", Access::needs(kOverseeCases), &save_case_exclusion},
    {Method::get, "/cases/:reference/approval", Access::needs(kOverseeCases), &ask_approval},
    {Method::post, "/cases/:reference/approval", Access::needs(kOverseeCases), &save_approval},
    {Method::get, "/cases/:reference/reopening", Access::needs(kOverseeCases), &ask_reopening},
    {Method::post, "/cases/:reference/reopening", Access::needs(kOverseeCases), &save_reopening},
};

constexpr web::Route kPathway[] = {
    {Method::get, "/cases/:reference/pathway", Access::needs(kWorkOnCases), &show_pathway},
    {Method::get, "/cases/:reference/pathway/steps/:kind", Access::needs(kWorkOnCases), &ask_step},
    {Method::post, "/cases/:reference/pathway/steps/:kind", Access::needs(kWorkOnCases), &save_step},
    {Method::get, "/cases/:reference/pathway/chasers/:step", Access::needs(kWorkOnCases), &ask_chaser},
    {Method::post, "/cases/:reference/pathway/chasers/:step", Access::needs(kWorkOnCases), &save_chaser},
};

constexpr web::Route kAwaited[] = {
    {Method::get, "/awaited", Access::needs(kWorkOnCases), &list_awaited},
};

constexpr web::Route kAdvice[] = {
    {Method::get, "/cases/:reference/advice/new", Access::needs(kWorkOnCases), &ask_new_extract},
    {Method::post, "/cases/:reference/advice/new", Access::needs(kWorkOnCases), &save_new_extract},
    {Method::get, "/cases/:reference/advice/:extract", Access::needs(kWorkOnCases), &ask_extract},
    {Method::post, "/cases/:reference/advice/:extract", Access::needs(kWorkOnCases), &save_extract},
    {Method::get, "/cases/:reference/advice/:extract/sent", Access::needs(kWorkOnCases), &ask_sending},
    {Method::post, "/cases/:reference/advice/:extract/sent", Access::needs(kWorkOnCases), &save_sending},
};

constexpr web::Route kAgencies[] = {
    {Method::get, "/agencies", Access::needs(kKeepAgencies), &list_agencies},
    {Method::get, "/agencies/new", Access::everywhere(kKeepAgencies), &ask_new_agency},
    {Method::post, "/agencies/new", Access::everywhere(kKeepAgencies), &save_new_agency},
    {Method::get, "/agencies/:reference", Access::needs(kKeepAgencies), &show_agency},
    {Method::get, "/agencies/:reference/change", Access::everywhere(kKeepAgencies), &ask_agency},
    {Method::post, "/agencies/:reference/change", Access::everywhere(kKeepAgencies), &save_agency},
    {Method::post, "/agencies/:reference/end", Access::everywhere(kKeepAgencies), &end_agency_now},
    {Method::get, "/agencies/:reference/contacts", Access::everywhere(kKeepAgencies), &ask_new_contact},
    {Method::post, "/agencies/:reference/contacts", Access::everywhere(kKeepAgencies), &save_new_contact},
    {Method::get, "/agencies/:reference/contacts/:contact", Access::everywhere(kKeepAgencies), &ask_contact},
    {Method::post, "/agencies/:reference/contacts/:contact", Access::everywhere(kKeepAgencies), &save_contact},
    {Method::post, "/agencies/:reference/contacts/:contact/checked", Access::everywhere(kKeepAgencies), &check_contact_now},
// Of a concern and of a case.
};

constexpr web::Route kFiles[] = {
    {Method::get, "/concerns/:reference/files/new", Access::needs(kTriage), &ask_concern_file},
    {Method::post, "/concerns/:reference/files/new", Access::needs(kTriage), &add_concern_file, web::Takes::files},
    {Method::get, "/concerns/:reference/files/:file", Access::needs(kReadConcerns), &open_concern_file},
    {Method::post, "/concerns/:reference/files/:file/scan", Access::needs(kReadConcerns), &scan_concern_file},
    {Method::get, "/concerns/:reference/files/:file/removal", Access::needs(kKeepFiles), &ask_concern_file_removal},
    {Method::post, "/concerns/:reference/files/:file/removal", Access::needs(kKeepFiles), &remove_concern_file},
    {Method::get, "/cases/:reference/files", Access::needs(kWorkOnCases), &show_case_files},
    {Method::get, "/cases/:reference/files/new", Access::needs(kWorkOnCases), &ask_case_file},
    {Method::post, "/cases/:reference/files/new", Access::needs(kWorkOnCases), &add_case_file, web::Takes::files},
    {Method::get, "/cases/:reference/files/:file", Access::needs(kWorkOnCases), &open_case_file},
    {Method::post, "/cases/:reference/files/:file/scan", Access::needs(kWorkOnCases), &scan_case_file},
    {Method::get, "/cases/:reference/files/:file/removal", Access::needs(kKeepFiles), &ask_case_file_removal},
    {Method::post, "/cases/:reference/files/:file/removal", Access::needs(kKeepFiles), &remove_case_file},
};

constexpr web::Route kPeopleOfCases[] = {
    {Method::get, "/cases/:reference/people", Access::needs(kWorkOnCases), &show_people},
    {Method::get, "/cases/:reference/people/new", Access::needs(kWorkOnCases), &ask_new_party},
    {Method::post, "/cases/:reference/people/new", Access::needs(kWorkOnCases), &save_new_party},
    {Method::get, "/cases/:reference/people/:party/change", Access::needs(kWorkOnCases), &ask_party_change},
    {Method::post, "/cases/:reference/people/:party/change", Access::needs(kWorkOnCases), &save_party_change},
    {Method::get, "/cases/:reference/people/:party/part", Access::needs(kWorkOnCases), &ask_part},
    {Method::post, "/cases/:reference/people/:party/part", Access::needs(kWorkOnCases), &save_part},
    {Method::get, "/cases/:reference/people/:party/staff", Access::needs(kWorkOnCases), &ask_staff},
    {Method::post, "/cases/:reference/people/:party/staff", Access::needs(kWorkOnCases), &save_staff},
    {Method::post, "/cases/:reference/people/:party/staff/:person", Access::needs(kOverseeCases), &leave_staff_away},
};

constexpr web::Route kIncidentsAndDuplicates[] = {
    {Method::get, "/concerns/:reference/add-to-case", Access::needs(kOverseeCases), &ask_add_to_case},
    {Method::post, "/concerns/:reference/add-to-case", Access::needs(kOverseeCases), &save_add_to_case},
    {Method::get, "/concerns/:reference/another-case", Access::needs(kOverseeCases), &ask_another_case},
    {Method::post, "/concerns/:reference/another-case", Access::needs(kOverseeCases), &save_another_case},
    {Method::get, "/concerns/:reference/same-person/:other", Access::needs(kOverseeCases), &ask_pair},
    {Method::post, "/concerns/:reference/same-person/:other", Access::needs(kOverseeCases), &save_pair},
    {Method::get, "/cases/:reference/same-person/:other", Access::needs(kOverseeCases), &ask_pair},
    {Method::post, "/cases/:reference/same-person/:other", Access::needs(kOverseeCases), &save_pair},
};

constexpr web::Route kKeptAway[] = {
    {Method::get, "/concerns/:reference/kept-away", Access::needs(kOverseeCases), &show_kept_away},
    {Method::get, "/concerns/:reference/kept-away/:person", Access::needs(kOverseeCases), &ask_lift},
    {Method::post, "/concerns/:reference/kept-away/:person", Access::needs(kOverseeCases), &save_lift},
    {Method::get, "/cases/:reference/kept-away", Access::needs(kOverseeCases), &show_kept_away},
    {Method::get, "/cases/:reference/kept-away/:person", Access::needs(kOverseeCases), &ask_lift},
    {Method::post, "/cases/:reference/kept-away/:person", Access::needs(kOverseeCases), &save_lift},
};

constexpr web::Route kReferrals[] = {
    {Method::get, "/cases/:reference/referral", Access::needs(kWorkOnCases), &show_referral},
    {Method::post, "/cases/:reference/referral", Access::needs(kWorkOnCases), &begin_referral_of},
    {Method::post, "/cases/:reference/referral/rework", Access::needs(kWorkOnCases), &rework_referral},
    {Method::get, "/cases/:reference/referral/form/:section", Access::needs(kWorkOnCases), &ask_section},
    {Method::post, "/cases/:reference/referral/form/:section", Access::needs(kWorkOnCases), &save_section},
    {Method::get, "/cases/:reference/referral/form/:section/:question", Access::needs(kWorkOnCases), &ask_section_question},
    {Method::post, "/cases/:reference/referral/form/:section/:question", Access::needs(kWorkOnCases), &save_section_question},
    {Method::get, "/cases/:reference/referral/consent", Access::needs(kWorkOnCases), &ask_consent},
    {Method::post, "/cases/:reference/referral/consent", Access::needs(kWorkOnCases), &save_consent},
    {Method::get, "/cases/:reference/referral/override", Access::needs(kWorkOnCases), &ask_for_override},
    {Method::post, "/cases/:reference/referral/override", Access::needs(kWorkOnCases), &save_override},
    {Method::get, "/cases/:reference/referral/override/decision", Access::needs(kWorkOnCases), &ask_override_decision},
    {Method::post, "/cases/:reference/referral/override/decision", Access::needs(kWorkOnCases), &save_override_decision},
    {Method::get, "/cases/:reference/referral/ready", Access::needs(kOverseeCases), &ask_ready},
    {Method::post, "/cases/:reference/referral/ready", Access::needs(kOverseeCases), &save_ready},
    {Method::get, "/cases/:reference/referral/dropping", Access::needs(kOverseeCases), &ask_dropping},
    {Method::post, "/cases/:reference/referral/dropping", Access::needs(kOverseeCases), &save_dropping},
    {Method::get, "/cases/:reference/referral/revision", Access::needs(kOverseeCases), &ask_revision},
    {Method::post, "/cases/:reference/referral/revision", Access::needs(kOverseeCases), &save_revision},
    {Method::get, "/cases/:reference/referral/closing", Access::needs(kOverseeCases), &ask_referral_closing},
    {Method::post, "/cases/:reference/referral/closing", Access::needs(kOverseeCases), &save_referral_closing},
    {Method::get, "/cases/:reference/referral/reopening", Access::needs(kOverseeCases), &ask_referral_reopening},
    {Method::post, "/cases/:reference/referral/reopening", Access::needs(kOverseeCases), &save_referral_reopening},
    {Method::get, "/cases/:reference/referral/sending", Access::needs(kOverseeCases), &ask_referral_sending},
    {Method::post, "/cases/:reference/referral/sending", Access::needs(kOverseeCases), &save_referral_sending},
    {Method::get, "/cases/:reference/referral/copies/:copy/document.pdf", Access::needs(kWorkOnCases), &take_copy_pdf},
    {Method::get, "/cases/:reference/referral/copies/:copy/document.json", Access::needs(kWorkOnCases), &take_copy_json},
    {Method::get, "/cases/:reference/pathway/steps/information_given", Access::needs(kWorkOnCases), &ask_information},
    {Method::post, "/cases/:reference/pathway/steps/information_given", Access::needs(kWorkOnCases), &save_information},
    {Method::get, "/cases/:reference/referral/categories", Access::needs(kOverseeCases), &ask_categories},
    {Method::post, "/cases/:reference/referral/categories", Access::needs(kOverseeCases), &save_categories},
    {Method::get, "/cases/:reference/referral/document.pdf", Access::needs(kWorkOnCases), &take_pdf},
    {Method::get, "/cases/:reference/referral/document.json", Access::needs(kWorkOnCases), &take_json},
};

constexpr web::Route kSupervision[] = {
    {Method::get, "/cases/:reference/supervision", Access::needs(kWorkOnCases), &show_supervision},
    {Method::get, "/cases/:reference/supervision/note", Access::needs(kOverseeCases), &ask_supervision},
    {Method::post, "/cases/:reference/supervision/note", Access::needs(kOverseeCases), &save_supervision},
    {Method::get, "/cases/:reference/owner", Access::needs(kOverseeCases), &ask_owner},
    {Method::post, "/cases/:reference/owner", Access::needs(kOverseeCases), &save_owner},
    {Method::get, "/handovers", Access::needs(kOverseeCases), &list_work},
    {Method::get, "/handovers/:person", Access::needs(kOverseeCases), &ask_handover},
    {Method::post, "/handovers/:person", Access::needs(kOverseeCases), &save_handover},
};

constexpr web::Route kMeetings[] = {
    {Method::get, "/meetings", Access::needs(kWorkOnCases), &list_meetings},
    {Method::get, "/meetings/new", Access::needs(kOverseeCases), &ask_meeting},
    {Method::post, "/meetings/new", Access::needs(kOverseeCases), &save_meeting},
    {Method::get, "/meetings/:reference", Access::needs(kWorkOnCases), &show_meeting},
    {Method::get, "/meetings/:reference/minutes", Access::needs(kWorkOnCases), &show_minutes},
    {Method::get, "/meetings/:reference/agenda", Access::needs(kOverseeCases), &ask_agenda},
    {Method::post, "/meetings/:reference/agenda", Access::needs(kOverseeCases), &save_agenda},
    {Method::post, "/meetings/:reference/begin", Access::needs(kOverseeCases), &begin_meeting},
    {Method::post, "/meetings/:reference/close", Access::needs(kOverseeCases), &close_meeting},
    {Method::get, "/meetings/:reference/items/:item/note", Access::needs(kWorkOnCases), &ask_minute},
    {Method::post, "/meetings/:reference/items/:item/note", Access::needs(kWorkOnCases), &save_minute},
    {Method::get, "/meetings/:reference/items/:item/task", Access::needs(kWorkOnCases), &ask_meeting_task},
    {Method::post, "/meetings/:reference/items/:item/task", Access::needs(kWorkOnCases), &save_meeting_task},
};

constexpr web::Route kComplaints[] = {
    {Method::get, "/complain", Access::everyone(), &ask_complain},
    {Method::post, "/complain", Access::everyone(), &send_complaint},
    {Method::get, "/complain/sent", Access::everyone(), &complaint_sent},
    {Method::get, "/complaints", Access::everywhere(kHandleComplaints), &list_complaints},
    {Method::get, "/complaints/:reference", Access::everywhere(kHandleComplaints), &show_complaint},
    {Method::post, "/complaints/:reference/taking", Access::everywhere(kHandleComplaints), &take_complaint},
    {Method::post, "/complaints/:reference/acknowledgement", Access::everywhere(kHandleComplaints), &acknowledge_complaint},
    {Method::get, "/complaints/:reference/provided", Access::everywhere(kHandleComplaints), &ask_provided},
    {Method::post, "/complaints/:reference/provided", Access::everywhere(kHandleComplaints), &save_provided},
    {Method::get, "/complaints/:reference/answer", Access::everywhere(kHandleComplaints), &ask_complaint_answer},
    {Method::post, "/complaints/:reference/answer", Access::everywhere(kHandleComplaints), &save_complaint_answer},
    {Method::get, "/complaints/:reference/reopening", Access::everywhere(kHandleComplaints), &ask_complaint_reopening},
    {Method::post, "/complaints/:reference/reopening", Access::everywhere(kHandleComplaints), &save_complaint_reopening},
};

constexpr web::Route kFinding[] = {
    {Method::get, "/search", Access::needs(kWorkOnCases), &ask_search},
    {Method::post, "/search", Access::needs(kWorkOnCases), &search},
};

constexpr web::Route kReturnFigures[] = {
    {Method::get, "/figures", Access::needs(kReadFigures), &show_figures},
    {Method::get, "/figures/csv", Access::needs(kReadFigures), &export_figures},
    {Method::get, "/figures/:figure", Access::needs(kOverseeCases), &show_counted},
};

constexpr web::FixedPage kFixedPages[] = {
    {"/tell-us", &telling::start},
    {"/tell-us/before-you-start", &telling::before_you_start},
};

}  // namespace

std::vector<people::Right> rights(SelfApproval self_approval) {
  using people::Content;
  using enum people::Role;
  std::vector<people::Right> all{
      {kRaise, Strength::token, Content::none,
       {reporter, caseworker, lead, deputy, event_decider, security, administrator, auditor, custodian, data_protection, complaints, web_operator}},
      {kReadConcerns, Strength::second_factor, Content::of_others, {lead, deputy, caseworker}},
      {kTriage, Strength::second_factor, Content::of_others, {lead, deputy}},
      {kReadEquality, Strength::second_factor, Content::none, {lead, deputy, auditor}},
      {kReleaseIdentity, Strength::second_factor, Content::of_others, {custodian}},
      {kWorkOnCases, Strength::second_factor, Content::of_others, {lead, deputy, caseworker}},
      {kOverseeCases, Strength::second_factor, Content::of_others, {lead, deputy}},
      {kKeepAgencies, Strength::second_factor, Content::none, {lead, deputy}},
      {kReadFigures, Strength::second_factor, Content::none, {lead, deputy, auditor, data_protection}},
      {kHandleComplaints, Strength::second_factor, Content::of_others, {complaints}},
      {retention::kManage, Strength::second_factor, Content::of_others, {lead, deputy, data_protection}},
      {retention::kReview, Strength::second_factor, Content::of_others, {lead, deputy}},
      {kKeepFiles, Strength::second_factor, Content::of_others, {lead, deputy, caseworker}},
  };
  if (self_approval == SelfApproval::yes) all.push_back({kApproveOwn, Strength::second_factor, Content::none, {lead, deputy}});
  return all;
}

void mount(web::Site& site) {
  site.mount(kTelling);
  site.mount(kConcerns);
  site.mount(kInbox);
  site.mount(kCases);
  site.mount(kPathway);
  site.mount(kAwaited);
  site.mount(kAdvice);
  site.mount(kAgencies);
  site.mount(kPeopleOfCases);
  site.mount(kIncidentsAndDuplicates);
  site.mount(kKeptAway);
  site.mount(kReferrals);
  site.mount(kSupervision);
  site.mount(kMeetings);
  site.mount(kComplaints);
  site.mount(kFiles);
  site.mount(kFinding);
  site.mount(kReturnFigures);
  site.mount(kFixedPages);
}

}  // namespace regard::concerns
