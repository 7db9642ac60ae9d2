// What happens by itself: mail, the index, checkpoints, forgetting. Each area's part, in sight.
#pragma once

#include "program/provider.h"

namespace regard::program {

void add_jobs(Provider& provider);
// The audit's checkpoint, to where it leaves this machine.
void export_checkpoint(Provider& provider, Instant now);

}  // namespace regard::program
