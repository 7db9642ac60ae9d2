// Proof of work: a text, and a number that gives the hash of both so many leading zero bits. Finding it takes 2^bits
// hashes on average, checking it one.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace regard::crypto {

// SHA-256 of "text.solution", because browsers' scripts know it too (assets/ts/puzzle.ts).
bool is_solved(std::string_view text, std::string_view solution, int bits);
std::string solve(std::string_view text, int bits);  // for tests and for measuring

}  // namespace regard::crypto
