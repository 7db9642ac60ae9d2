// What people may do with concerns and cases. Which role gives which: rights() in routes.cpp.
#pragma once

#include "platform/base/viewer.h"

namespace regard::concerns {

inline constexpr Permission kRaise{"concerns.raise"};            // record a concern; reads nothing
inline constexpr Permission kReadConcerns{"concerns.read"};     // open a concern that one may see
inline constexpr Permission kTriage{"concerns.triage"};          // see concerns that arrive, and decide what becomes of them
inline constexpr Permission kWorkOnCases{"cases.work"};          // see and keep the cases one is on
inline constexpr Permission kOverseeCases{"cases.oversee"};      // see all cases of a centre, give them out, approve closure
inline constexpr Permission kKeepAgencies{"agencies.keep"};      // the register of partners outside, and who answers there
inline constexpr Permission kReadEquality{"equality.read"};      // how many who told us gave which answer about themselves
inline constexpr Permission kReleaseIdentity{"identity.release"};  // decide whether a name given in confidence is told; reads no concern
inline constexpr Permission kReadFigures{"figures.read"};        // the figures of the return; exact only for who may open all behind them
inline constexpr Permission kApproveOwn{"cases.approve_own"};    // decide on what one asked for oneself; nobody's, unless configured
inline constexpr Permission kHandleComplaints{"complaints.handle"};  // look into complaints; opens no concern and no case
inline constexpr Permission kKeepFiles{"files.keep"};            // add and remove files of records that one sees
inline constexpr Permission kScanFiles{"files.scan"};            // say what the scanner found: the program's own, in no role

}  // namespace regard::concerns
