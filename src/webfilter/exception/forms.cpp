#include "webfilter/exception/forms.h"

namespace regard::webfilter::exception {
namespace {

using forms::Days;
using forms::Field;
using forms::Kind;
using forms::Need;

constexpr Field kGrantFields[] = {{.name = kUntil,
                                   .kind = Kind::date,
                                   .label = tr("Until when is it open for them?"),
                                   .missing = tr("Enter until when it is open"),
                                   .hint = tr("The last day. They can ask again."),
                                   .days = Days::from_today},
                                  {.name = kReasons,
                                   .kind = Kind::text,
                                   .label = tr("What do you say to them?"),
                                   .missing = tr("Enter what you say to them"),
                                   .need = Need::optional,
                                   .hint = tr("For example, what to keep in mind with such material."),
                                   .at_most = 4000}};
constexpr Field kRefuseFields[] = {{.name = kReasons,
                                    .kind = Kind::text,
                                    .label = tr("Why is it not opened?"),
                                    .missing = tr("Enter your reasons"),
                                    .hint = tr("As whoever asked reads it. Say what else they can do."),
                                    .at_most = 4000}};
constexpr Field kShortenFields[] = {{.name = kUntil,
                                     .kind = Kind::date,
                                     .label = tr("Which day is the last?"),
                                     .missing = tr("Enter which day is the last"),
                                     .hint = tr("Whoever runs the filter is told when it is over."),
                                     .days = Days::from_today},
                                    {.name = kReasons, .kind = Kind::text, .label = tr("Why does it end earlier?"), .missing = tr("Enter your reasons"), .at_most = 4000}};

}  // namespace

const forms::Question kGrantQuestion{"granting", tr("Open it for them"), kGrantFields};
const forms::Question kRefuseQuestion{"refusal", tr("Refuse"), kRefuseFields};
const forms::Question kShortenQuestion{"shortening", tr("End it earlier"), kShortenFields};

}  // namespace regard::webfilter::exception
