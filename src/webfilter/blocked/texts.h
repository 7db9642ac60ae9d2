// What the provider says on the block page, and how long requests may take: the provision "web_blocked".
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "platform/provisions/provisions.h"

namespace regard::webfilter::blocked {

inline constexpr std::string_view kBlockedProvision = "web_blocked";

struct BlockedTexts {
  std::string policy, policy_url, ask;
  std::vector<std::string> support;
};
// In a language by its code; in English where the provision does not speak it.
BlockedTexts blocked_texts(const provisions::Provision& provision, std::string_view language);

struct RequestRules {
  int working_days_to_decide = 0;
  int days_at_most = 0;
};
RequestRules request_rules(const provisions::Provision& provision);

// A provider's own: times that somebody can keep, addresses that can be followed, texts that fit on a page.
Done check_blocked(const provisions::Provision& written);

}  // namespace regard::webfilter::blocked
