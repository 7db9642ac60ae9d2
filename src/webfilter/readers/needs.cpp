// What needs whoever looks after the filter: readers that are silent, or that say that something is wrong.
#include "platform/i18n/dates.h"
#include "webfilter/needs.h"
#include "webfilter/permissions.h"
#include "webfilter/readers/reader.h"

namespace regard::webfilter {

concerns::Needs readers_in_need(const web::Visit& visit, db::Read& read) {
  concerns::Needs made{.heading = visit.language(tr("Readers of the web filter’s logs"))};
  if (!visit.viewer.may_everywhere(kLookAfterReaders)) return made;
  for (const auto& reader : store::readers(read))
    if (const Doing does = doing(reader, visit.now); needs_somebody(does))
      made.needs.push_back({.text = reader.name, .href = "/web-filter/readers", .hint = visit.language(tr("{STATE}. Last heard of on {TIME}"),
                            {{"STATE", visit.language(state_of(does))}, {"TIME", i18n::long_time(visit.language, reader.seen_at)}}), .late = true});
  return made;
}

}  // namespace regard::webfilter
