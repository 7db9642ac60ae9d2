// What an operator's monitoring watches of each reader, by the name that the operator gave it.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "platform/base/clock.h"
#include "platform/db/db.h"

namespace regard::webfilter {

struct Reader;

struct ReaderMeasure {
  std::string_view name, help;
  double (*value)(const Reader& reader, Instant now);
};
std::span<const ReaderMeasure> reader_measures();
std::vector<std::pair<std::string, double>> measured(db::Read& read, const ReaderMeasure& measure, Instant now);

}  // namespace regard::webfilter
