// The national form as a document: what would be sent, or was. JSON is what is kept and hashed; paper is drawn from it, so a copy
// looks as it did when it was sent, whatever the form asks today.
#pragma once

#include <boost/json/object.hpp>
#include <string>

#include "concerns/referral/actions.h"
#include "platform/documents/documents.h"

namespace regard::concerns {

// How it left, once it has.
struct Sending {
  std::string to;        // the agency's name
  std::string route;     // in words
  std::string basis;     // in words, with its note
  std::string sent_on;   // a date
};

bool is_draft(const Referral& referral);  // nobody has declared it ready
boost::json::object document_of(const web::Services& services, const i18n::Language& language, const NationalForm& form, const FormAnswers& answers, const OpenedReferral& opened,
                                const std::optional<Sending>& sending);
// The sections that are ours to keep, as they stood when it was sent.
boost::json::object reasons_of(const i18n::Language& language, const NationalForm& form, const FormAnswers& answers);

std::string text_of(const boost::json::object& document);  // as it is kept, hashed and given out
std::string hash_of(const crypto::RecordKey& key, std::string_view document_text);  // opens no guess without the key, and ends with it

documents::Paper paper_of(const web::Visit& visit, const boost::json::object& document);

}  // namespace regard::concerns
