// What a check finds wrong with a version that somebody wrote: each with what to do, and where ("concern.hours = 0").
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "platform/base/result.h"

namespace regard::provisions {

class Mistakes {
 public:
  void add(Words message, std::string_view where) { all_.push_back({"text", message, std::string{where}}); }
  Done done(std::string code) const {
    if (all_.empty()) return {};
    return fail(ErrorKind::invalid, std::move(code), all_);
  }

 private:
  std::vector<FieldError> all_;
};

}  // namespace regard::provisions
