// What somebody meant to do, among all that a browser asks for. The rules, each with its evidence, stand in docs/weblogs.md.
#pragma once

#include <chrono>
#include <string_view>

#include "webfilter/engine/event.h"

namespace regard::webfilter {

// Requests of one person to one site count as one attempt until there was nothing for so long: a page, what it loads, where it
// redirects, what is tried again and what it asks for by itself. The usual gap between two visits in the study of web logs.
inline constexpr std::chrono::minutes kOneAttempt{30};

// Whether a request may begin an attempt. Not: what only a page or a program asks for (its method, the kind of file), which
// counts as a request and nothing more.
bool may_be_deliberate(const Event& event);

// Under which name all hosts of one owner are counted: the domain that can be registered, by the public suffix list.
std::string_view site_of(std::string_view host);

}  // namespace regard::webfilter
