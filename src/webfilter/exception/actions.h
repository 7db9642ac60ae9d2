// What people do with requests for blocked sites.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "platform/forms/forms.h"
#include "platform/web/web.h"
#include "webfilter/exception/exception.h"

namespace regard::webfilter::exception {

// From anybody, with or without an account. `told` has the answers of the form, with the name and the address of whoever signed in.
// `key` is fresh.
struct Asked {
  const forms::Answers& told;
  const crypto::RecordKey& key;
  std::string code_hash;
  std::string language;  // by its code
};
WebException ask(db::Tx& tx, const web::Services& services, const Viewer& viewer, const Asked& asked, Instant now);

// The fault of setting up what ran out before anybody did.
inline constexpr const char* kRanOut = "web_exception.ran_out";

// grant and shorten say until when, at most as long as the rules let; refuse and shorten say why.
struct Step {
  ExceptionAction action;
  std::string until_on = {};  // ISO
  PrivateText reasons = {};
  int version = 0;
};
Result<WebException> step(db::Tx& tx, const web::Services& services, const Viewer& viewer, std::string_view reference, const Step& wanted, Instant now);

// By whoever holds the code.
Result<WebException> withdraw(db::Tx& tx, const web::Services& services, std::string_view code_hash, Instant now);

// The last day that a decision of today may say.
Date latest(db::Read& read, const web::Services& services, Date today);

Result<crypto::RecordKey> key_of(const web::Services& services, const crypto::KeyId& id);
forms::Answers told(const WebException& exception, const crypto::RecordKey& key);

// By the clock, every hour: those who decide are told again each day that a request waits too long, and those who run the filter once
// of what ran out. Nothing is refused or closed by it.
void by_the_clock(const web::Services& services, Instant now);

}  // namespace regard::webfilter::exception
