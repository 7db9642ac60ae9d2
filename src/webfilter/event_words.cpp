// What an auditor, who reads no record, is told of each event.
#include "webfilter/exception/events.h"
#include "webfilter/webfilter.h"

namespace regard::webfilter {
namespace {

constexpr audit::EventWords kWords[] = {
    {"web_review.opened", tr("Web filter: something put before a reviewer"), true},
    {"web_review.grew", tr("Web filter: more of the same person"), true},
    {"web_review.confirmed", tr("Web filter: said to be deliberate")},
    {"web_review.dismissed", tr("Web filter: said to be nothing of concern")},
    {"web_review.asked_who", tr("Web filter: asked to know who it is")},
    {"web_review.agreed", tr("Web filter: a second person agreed that it may be known who it is")},
    {"web_review.refused", tr("Web filter: a second person did not agree that it may be known who it is")},
    {"web_review.raised", tr("Web filter: a concern was raised")},
    {"web_review.settled", tr("Web filter: nothing more was needed")},
    {"web_review.looked_at", tr("Web filter: looked at under an alias")},
    {"web_review.identity_seen", tr("Web filter: looked at who it is")},
    {"web_notice.sent", tr("Web filter: explanatory e-mail sent to somebody"), true},
    {"web_held.found", tr("Web filter: found what is held under a name, for somebody who asked")},
    {"web_review", tr("Review of the web filter")},
    {"web_period", tr("Aliases of the web filter")},
};

}  // namespace

std::vector<audit::EventWords> event_words() {
  std::vector<audit::EventWords> all{std::begin(kWords), std::end(kWords)};
  for (const auto& words : exception::exception_event_words()) all.push_back(words);
  return all;
}

}  // namespace regard::webfilter
