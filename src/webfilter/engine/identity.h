// Who somebody is, however a log writes their name.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace regard::webfilter {

// One name for one person: "UNI\jdoe", "UNI%5cjdoe", "jdoe@uni.example" (of an own realm), "Doe, Jo (jdoe@uni.example)" and
// "LDAP://…/CN=jdoe,OU=Staff" are all jdoe. The rule: percent signs are decoded once; of an LDAP name the uid, else the common
// name; a mail address in brackets stands for what is before it; what is before a backslash falls away; so does an own realm
// after @, any other stays, since it says whose jdoe that is; letters become small.
class People {
 public:
  explicit People(std::vector<std::string> own_realms = {});
  std::string name(std::string_view user) const;

 private:
  std::vector<std::string> own_realms_;
};

}  // namespace regard::webfilter
