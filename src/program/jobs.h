// What happens by itself: mail, the index, checkpoints, forgetting. Each area's part, in sight.
#pragma once

#include "platform/retention/part.h"
#include "program/provider.h"

namespace regard::program {

void add_jobs(Provider& provider);
// Every area's part in retention.
std::vector<retention::Part> retention_parts();
// The audit's checkpoint, to where it leaves this machine.
void export_checkpoint(Provider& provider, Instant now);

}  // namespace regard::program
