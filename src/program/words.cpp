#include "program/words.h"

#include "concerns/concerns.h"
#include "people/people.h"
#include "platform/holdings/holdings.h"
#include "platform/retention/retention.h"
#include "webfilter/webfilter.h"

namespace regard::program {

std::vector<audit::EventWords> event_words() {
  std::vector<audit::EventWords> all;
  for (const auto words : {audit::event_words(), retention::event_words(), holdings::event_words(), people::event_words(), concerns::event_words()})
    all.insert(all.end(), words.begin(), words.end());
  for (const auto& words : webfilter::event_words()) all.push_back(words);
  return all;
}

}  // namespace regard::program
