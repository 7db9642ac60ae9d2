// All the formats that are known, and finding out which one a log has.
#pragma once

#include <deque>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "platform/files/files.h"
#include "webfilter/engine/format.h"

namespace regard::webfilter {

class Formats {
 public:
  Formats(const Files& files, const Zone& zone);  // weblogs/*.toml, without the themes and the third parties
  const Format* named(std::string_view name) const;
  // The format in which most of the first lines say something, or are at least known; nullptr: none reads any. Of a log whose
  // lines name its columns one that knows them. Holds as long as these formats.
  const Format* of(std::span<const std::string_view> first_lines) const;
  // The same format for a log that somebody says is of it, as its first lines name the columns. Holds as long as these formats.
  const Format& headed(const Format& format, std::span<const std::string_view> first_lines) const;
  const std::vector<Format>& all() const { return all_; }

 private:
  const Format& kept(const Format& format, std::optional<Format> made) const;

  std::vector<Format> all_;
  mutable std::mutex making_;
  mutable std::deque<Format> headed_;  // made for logs that name their columns
};

// The lines at the beginning of some bytes: at most 200, without a last one that may be cut off unless they are few.
std::vector<std::string_view> first_lines(std::string_view bytes);

}  // namespace regard::webfilter
