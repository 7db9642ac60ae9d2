// The start of a real provider.
#pragma once

#include <filesystem>
#include <string>

#include "platform/config/config.h"

namespace regard::program {

struct Beginning {
  std::filesystem::path directory;   // gets regard.toml, the stores and the master key
  std::string name;                  // of the provider
  config::Size size = config::Size::medium;
  std::string public_url;
  std::string administrator_name, administrator_email;
  std::string lead_name, lead_email;
  std::filesystem::path key_copy;    // where the master key's copy is kept: not with the backups
};

// Asks on the terminal for what is missing; without one, says what is missing. All or nothing: what fails leaves the
// directory as it was, and init can be called again.
int init(Beginning beginning);

}  // namespace regard::program
