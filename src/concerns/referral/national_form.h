// The national referral form as one version of the provisions declares it: sections, each with its question pages.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "platform/forms/forms.h"
#include "platform/provisions/provisions.h"
#include "platform/web/web.h"

namespace regard::concerns {

// A line of the task list.
struct FormSection {
  std::string_view slug;
  Words title;
  Words hint;
  bool internal = false;  // ours to keep: not part of what is sent
  std::vector<forms::Question> questions;

  const forms::Question* find(std::string_view question) const;
  std::vector<forms::Field> fields() const;
  std::vector<FieldError> mistakes(const forms::Answers& answers, Date today) const;
};

struct NationalForm {
  provisions::Kept provision;  // what the words below look at
  std::vector<FormSection> sections;

  const FormSection* find(std::string_view slug) const;
};

NationalForm form_of_version(const web::Services& services, db::Read& read, std::string_view version);
NationalForm form_in_force(const web::Services& services, db::Read& read, Date on);

// A provider's own version: sections that have an address, and what is read of it as it is read.
Done check_referral_form(const provisions::Provision& written);

// Answers by section.
using FormAnswers = std::map<std::string, forms::Answers, std::less<>>;

// Fields that the program itself fills in or reads. A version without one simply leaves it out; only without the day on which
// it is looked at again does nothing leave.
namespace field {
inline constexpr std::string_view kForename = "forename";
inline constexpr std::string_view kSurname = "surname";
inline constexpr std::string_view kBornOn = "born_on";
inline constexpr std::string_view kStudentNumber = "student_number";
inline constexpr std::string_view kEmails = "emails";
inline constexpr std::string_view kTelephones = "telephones";
inline constexpr std::string_view kFacts = "facts";
inline constexpr std::string_view kHowKnown = "how_known";
inline constexpr std::string_view kAssumption = "assumption";
inline constexpr std::string_view kAlternative = "alternative";
inline constexpr std::string_view kOtherInformation = "other_information";
inline constexpr std::string_view kIdentifierAnonymous = "identifier_anonymous";
inline constexpr std::string_view kIdentifierName = "identifier_name";
inline constexpr std::string_view kIdentifierEmail = "identifier_email";
inline constexpr std::string_view kIdentifierTelephone = "identifier_telephone";
inline constexpr std::string_view kReferrerName = "referrer_name";
inline constexpr std::string_view kReferrerOrganisation = "referrer_organisation";
inline constexpr std::string_view kReferrerEmail = "referrer_email";
inline constexpr std::string_view kFirstKnownOn = "first_known_on";
inline constexpr std::string_view kEducation = "education";
inline constexpr std::string_view kReviewOn = "review_on";
}  // namespace field

}  // namespace regard::concerns
