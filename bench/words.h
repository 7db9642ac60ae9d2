// Made-up words, names and narratives, the same for the same seed.
#pragma once

#include <random>
#include <string>
#include <vector>

namespace regard::bench {

using Random = std::mt19937_64;

std::string words(Random& random, int count);
std::string name(Random& random);

// Twenty thousand words of which a few are in every sentence and most are rare, as in what people write: the n-th is drawn
// n times less often than the first (Zipf).
class Vocabulary {
 public:
  Vocabulary();
  const std::string& word(Random& random) const;
  std::string text(Random& random, int count) const;  // in sentences

 private:
  std::vector<std::string> words_;
  std::vector<double> cumulative_;
};

}  // namespace regard::bench
