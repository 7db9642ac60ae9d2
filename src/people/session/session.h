// A session: one browser in which somebody has signed in, by whatever door.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "people/people.h"

namespace regard::people::session {

inline constexpr std::chrono::minutes kIdle{30};      // without a request, then it is over
inline constexpr std::chrono::hours kLongest{12};     // then it is over however busy
inline constexpr std::chrono::minutes kSeenEvery{1};  // how often last_seen_at is written

// Where they came in. Single sign-on will be another; the session behind it is the same.
enum class Door { password, link };
std::string_view stored(Door door);
Door door_from(std::string_view stored);

// From where and on what, as coarsely as its owner needs to recognise it.
struct Place {
  std::string device;   // "Firefox, Windows"; empty: unknown
  std::string network;  // "203.0.113.*"
};

struct Session {
  SessionId id;
  PersonId person;
  Strength strength = Strength::password;
  Door door = Door::password;
  Place place;
  Instant opened_at, last_seen_at, expires_at;
};

// The secret is the cookie's value; only its hash is stored.
struct Opened {
  Session session;
  std::string secret;
};

std::string csrf_of(std::string_view secret);
Viewer viewer_of(const Session& session);  // who acts while signing in, for the audit

}  // namespace regard::people::session
