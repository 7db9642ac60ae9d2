// What the audit says about extracts. That one was sent is the step "advice sought outside".
#pragma once

#include <span>
#include <string_view>

#include "concerns/happenings.h"

namespace regard::concerns {

inline constexpr std::string_view kExtractPrepared = "extract.prepared";
inline constexpr std::string_view kExtractChecked = "extract.checked";

inline constexpr Happening kAdviceHappenings[] = {
    {kExtractPrepared, tr("An extract without names was prepared"), tr("An extract of a case was prepared")},
    {kExtractChecked, tr("An extract without names was checked"), tr("An extract of a case was checked")},
};

}  // namespace regard::concerns
