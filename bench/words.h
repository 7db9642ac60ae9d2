// Made-up words, names and narratives, the same for the same seed.
#pragma once

#include <random>
#include <string>

namespace regard::bench {

using Random = std::mt19937_64;

std::string words(Random& random, int count);
std::string name(Random& random);

}  // namespace regard::bench
