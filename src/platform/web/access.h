// The coarse gate of a route. There is no default: a route without an access rule does not compile.
#pragma once

#include "platform/base/viewer.h"

namespace regard::web {

class Access {
 public:
  static constexpr Access everyone() { return Access{Who::everyone, {}}; }
  static constexpr Access signed_in() { return Access{Who::signed_in, {}}; }        // at least a password
  static constexpr Access needs(Permission permission) { return Access{Who::permitted, permission}; }
  static constexpr Access everywhere(Permission permission) { return Access{Who::permitted_everywhere, permission}; }  // not at a centre only
  static constexpr Access token(Permission permission) { return Access{Who::token, permission}; }  // API clients

  enum class Who { everyone, signed_in, permitted, permitted_everywhere, token };
  constexpr Who who() const { return who_; }
  constexpr Permission permission() const { return permission_; }

 private:
  constexpr Access(Who who, Permission permission) : who_{who}, permission_{permission} {}
  Who who_;
  Permission permission_;
};

}  // namespace regard::web
