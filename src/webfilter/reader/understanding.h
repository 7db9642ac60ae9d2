// From lines to findings: the provider's themes and a reader's format in one hand.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "webfilter/engine/count/counting.h"
#include "webfilter/engine/follow/batch.h"
#include "webfilter/engine/formats.h"
#include "webfilter/intake/findings.h"

namespace regard::webfilter {

// How a reader's operator describes its logs.
struct Described {
  std::string format;                // empty: found out from the first lines
  std::filesystem::path mapping;     // a format of their own; empty: none
  std::string zone = "Europe/London";
  std::vector<std::string> realms;
};

class Understanding {
 public:
  Understanding(const Files& files, const Described& described, const Themes& themes);  // throws FormatMistake, InputFault
  Understanding(const Understanding&) = delete;
  Understanding& operator=(const Understanding&) = delete;

  // Throws InputFault when no format fits a log whose format nobody named.
  Findings of(const Batch& batch);

 private:
  const Format& format_of(const Batch& batch);

  const Zone zone_;
  const Themes& themes_;
  const People people_;
  const Formats formats_;
  std::unique_ptr<const Format> own_;
  const Format* known_ = nullptr;    // named, or found out
  const Counting how_;
  std::unique_ptr<Counter> counter_;
};

}  // namespace regard::webfilter
