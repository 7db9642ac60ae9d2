#include "concerns/attachment/forms.h"

namespace regard::concerns {
namespace {

using forms::Field;
using forms::Kind;

constexpr Field kFileFields[] = {
    {.name = kFile,
     .kind = Kind::file,
     .label = tr("Which file?"),
     .missing = tr("Choose a file that is not empty"),
     .hint = tr("Of any kind, up to 25 MB. It is kept sealed, and checked for viruses before anybody can open it."),
     .at_most = 1000},
    {.name = kAbout,
     .kind = Kind::line,
     .label = tr("What is it?"),
     .missing = {},
     .need = forms::Need::optional,
     .hint = tr("For example, the letter from the surgery of 3 March"),
     .autocomplete = "off"}};

constexpr Field kRemovalFields[] = {{.name = kRemovalReasons,
                                     .kind = Kind::text,
                                     .label = tr("Why is it removed?"),
                                     .missing = tr("Enter your reasons"),
                                     .hint = tr("Its content is deleted for good. That it was here, and your reasons, stay on record."),
                                     .at_most = 4000}};

constexpr Field kSentFields[] = {{.name = kFile, .kind = Kind::file, .label = tr("Which file?"), .missing = {}, .need = forms::Need::optional, .at_most = 1000}};

}  // namespace

const forms::Question kFileQuestion{"new", tr("Add a file"), kFileFields};
const forms::Question kRemovalQuestion{"removal", tr("Remove this file"), kRemovalFields};
const forms::Question kFileWithConcern{"check", tr("Check what you are about to send"), kSentFields};

}  // namespace regard::concerns
