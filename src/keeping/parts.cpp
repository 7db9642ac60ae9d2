#include "concerns/concerns.h"
#include "keeping/keeping.h"
#include "platform/holdings/holdings.h"
#include "webfilter/webfilter.h"

namespace regard::keeping {

std::vector<retention::Part> parts() {
  auto all = concerns::retention_parts();
  for (const auto& part : webfilter::retention_parts()) all.push_back(part);
  all.push_back(holdings::retention_part());
  return all;
}

}  // namespace regard::keeping
