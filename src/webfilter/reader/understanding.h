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
  std::filesystem::path centres;     // which networks belong to which centre; empty: not said
  std::vector<std::string> block_pages;
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

  // A log is read as it begins, since its first lines may name its columns. Throws InputFault when no format fits.
  Findings of(const Batch& batch);
  // What comes by syslog is not sent again: it is counted as lines that nobody could read.
  Findings unread(const Batch& batch) const;

 private:
  bool still_reads(std::span<const std::string_view> lines) const;  // most of these lines, as those before them were
  const Format& format_of(const Batch& batch);
  const Format& beginning_as(std::span<const std::string_view> lines, const Batch& batch);

  const Zone zone_;
  const Themes& themes_;
  const People people_;
  const Formats formats_;
  std::unique_ptr<const Format> own_;
  const Format* named_ = nullptr;
  const ThirdParties third_parties_;
  const BlockPages block_pages_;
  const Centres centres_;
  const Counting how_;
  std::string fingerprint_;          // of the log that was read last, and how it is read
  const Format* format_ = nullptr;
  std::unique_ptr<Counter> counter_;
};

}  // namespace regard::webfilter
