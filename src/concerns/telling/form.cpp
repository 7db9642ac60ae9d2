#include "concerns/telling/form.h"

#include <algorithm>

#include "people/people.h"
#include "platform/forms/declared.h"

namespace regard::concerns {
namespace {

std::string_view provision_for(std::string_view whom) { return whom == kMyself ? "telling_oneself" : "telling"; }

std::span<const forms::Question> questions_of(const web::Services& services, const provisions::Kept& provision) {
  return services.declarations.of(provision).questions();
}

}  // namespace

std::span<const forms::Question> telling_questions(db::Read& read, const web::Services& services, std::string_view whom, Date on) {
  return questions_of(services, services.provisions.in_force(read, provision_for(whom), on));
}

std::string telling_version(db::Read& read, const web::Services& services, std::string_view whom, Date on) {
  return services.provisions.in_force(read, provision_for(whom), on)->version;
}

std::span<const forms::Question> questions_told_with(db::Read& read, const web::Services& services, std::string_view whom,
                                                     std::string_view version, Date today) {
  const auto name = provision_for(whom);
  const auto all = provisions::versions(read, name);  // before there were any, the questions stood in the program
  if (std::ranges::count(all, version, &provisions::Provision::version) == 0) return telling_questions(read, services, whom, today);
  return questions_of(services, services.provisions.version(read, name, version));
}

bool is_in_confidence(const forms::Answers& answers) { return answers.text(kReporter) == kInConfidence && answers.has(kConfidentialName); }

forms::Picks telling_picks(db::Read& read) {
  forms::Picks picks;
  for (const auto& centre : people::centres(read)) picks[std::string{kCentre}].push_back({centre.id.text(), centre.name});
  return picks;
}

}  // namespace regard::concerns
