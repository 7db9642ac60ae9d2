// What anybody is asked. These words are in every language of the block page.
#include "webfilter/exception/forms.h"

namespace regard::webfilter::exception {
namespace {

using forms::Days;
using forms::Field;
using forms::Kind;
using forms::Need;

constexpr Field kSiteField{.name = kSite,
                           .kind = Kind::line,
                           .label = tr("Which site do you need?"),
                           .missing = tr("Enter the address of the site"),
                           .hint = tr("For example, www.example.org. One site for each request."),
                           .at_most = 500,
                           .autocomplete = "off"};
constexpr Field kWorkField{.name = kWork,
                           .kind = Kind::text,
                           .label = tr("What do you need it for?"),
                           .missing = tr("Enter what you need it for"),
                           .hint = tr("For example, a course, a dissertation, research, something you look after. A few words are enough."),
                           .at_most = 4000};
constexpr Field kUntilField{.name = kUntil,
                            .kind = Kind::date,
                            .label = tr("Until when do you need it?"),
                            .missing = tr("Enter until when you need it"),
                            .hint = tr("For example, 31 3 2027"),
                            .days = Days::from_today};
constexpr Field kResearchField{.name = kResearch,
                               .kind = Kind::line,
                               .label = tr("The reference of your research, if it is registered"),
                               .missing = tr("Enter the reference of your research"),
                               .need = Need::optional,
                               .hint = tr("Registered security-sensitive research is known already: you do not have to explain it here."),
                               .autocomplete = "off"};

constexpr Field kAskFields[] = {
    kSiteField, kWorkField, kUntilField, kResearchField,
    {.name = kName, .kind = Kind::line, .label = tr("Your name"), .missing = tr("Enter your name"), .autocomplete = "name"},
    {.name = kEmail,
     .kind = Kind::email,
     .label = tr("Your email address at the university"),
     .missing = tr("Enter your email address at the university"),
     .hint = tr("We write to it when your request is decided. The email does not say which site it is."),
     .autocomplete = "email"}};

constexpr Field kAskStaffFields[] = {kSiteField, kWorkField, kUntilField, kResearchField};

constexpr Field kCodeFields[] = {{.name = kCode,
                                  .kind = Kind::code,
                                  .label = tr("Your number"),
                                  .missing = tr("Enter the number you were given"),
                                  .hint = tr("Sixteen digits, like 1234 5678 9012 3456"),
                                  .at_most = 60,
                                  .autocomplete = "off"}};

}  // namespace

const forms::Question kAskQuestion{"request", tr("Ask for a blocked site"), kAskFields};
const forms::Question kAskStaffQuestion{"request", tr("Ask for a blocked site"), kAskStaffFields};
const forms::Question kAnswerQuestion{"answer", tr("What became of your request"), kCodeFields};

}  // namespace regard::webfilter::exception
