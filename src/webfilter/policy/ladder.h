// What follows from what the filter stops: the provision "web_ladder", which a provider writes for itself.
#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "platform/figures/figures.h"
#include "platform/provisions/provisions.h"

namespace regard::webfilter {

inline constexpr std::string_view kLadder = "web_ladder";

struct Ladder {
  std::string version;
  struct {
    bool send = true;
    std::chrono::hours before{};           // after the first attempt
    std::vector<std::string> but_not;      // themes, by id
  } notice;                                // the one explanatory e-mail of a period
  struct {
    std::int64_t attempts = 0, days = 0;   // different days
    std::chrono::days window{};
    int working_days_to_look = 0;
  } repeated;
  struct {
    std::int64_t attempts = 0;
    std::chrono::hours to_look{};
  } grave;                                 // of themes that are
  std::chrono::days alias_period{};        // never shorter than the window
  std::chrono::days keeps_attempts{}, keeps_lines{};
  std::chrono::hours reveal{};
  figures::Publishing publishing;
  struct {
    std::chrono::weekday day;
    std::chrono::hours hour{};
  } weekly;                                // the message that the report is there
};

Ladder ladder_of(const provisions::Provision& provision);
Ladder ladder(db::Read& read, provisions::Provisions& provisions, Date on);
Done check_ladder_alone(const provisions::Provision& written);

}  // namespace regard::webfilter
