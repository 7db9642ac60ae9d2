// Backups: the data first, the keys after, in two places, so that a backup of the data never opens by itself and every
// record in it has its key in the later backup of the keys, unless it was destroyed meanwhile.
#pragma once

#include <filesystem>

#include "platform/config/config.h"

namespace regard::program {

struct BackupPlaces {
  std::filesystem::path data, keys;  // two directories
};

int back_up(const config::Config& config, const BackupPlaces& to);
// Into stores that are not there yet. Tells destroyed keys from missing ones, then makes the index anew.
int restore(const config::Config& config, const BackupPlaces& from);

}  // namespace regard::program
