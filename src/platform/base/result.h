// The one result type. Expected outcomes are returned; faults are thrown and caught once, in the dispatcher.
#pragma once

#include <stdexcept>
#include <string>
#include <tl/expected.hpp>
#include <utility>
#include <variant>
#include <vector>

#include "platform/base/words.h"

namespace regard {

enum class ErrorKind { invalid, not_signed_in, not_allowed, not_found, conflict, too_large, too_many, unavailable };

// One mistake in one field of a form. `message` says what to do; `number` fills its "{NUMBER}".
struct FieldError {
  std::string field;
  Words message;
  std::string number = {};
};

struct Error {
  ErrorKind kind;
  std::string code;  // for the log and the API: "concern.changed"
  std::vector<FieldError> fields;
};

template <class T>
using Result = tl::expected<T, Error>;

using Done = Result<std::monostate>;

inline tl::unexpected<Error> fail(ErrorKind kind, std::string code, std::vector<FieldError> fields = {}) {
  return tl::unexpected<Error>{Error{kind, std::move(code), std::move(fields)}};
}

constexpr int http_status(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::invalid: return 422;
    case ErrorKind::not_signed_in: return 303;  // to the sign-in page
    case ErrorKind::not_allowed: return 403;
    case ErrorKind::not_found: return 404;  // also "exists, but not for you"
    case ErrorKind::conflict: return 409;
    case ErrorKind::too_large: return 413;
    case ErrorKind::too_many: return 429;
    case ErrorKind::unavailable: return 503;
  }
  throw std::logic_error("ErrorKind outside its enumerators");
}

}  // namespace regard
