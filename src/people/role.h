// The role presets, and the one table that says which role may do what. People names the roles; main fills the table,
// because the permissions belong to the areas.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/viewer.h"
#include "platform/base/words.h"

namespace regard::people {

enum class Role { reporter, caseworker, lead, deputy, event_decider, security, administrator, auditor, custodian, data_protection, complaints, web_operator };

// Where a post of this role can be: the audit is one trail of the whole provider, so an auditor of one centre is none.
enum class Reach { anywhere, whole_provider };

struct RoleName {
  Role role;
  std::string_view stored;
  Words label;
  Words purpose;  // shown where a role is chosen
  Reach reach = Reach::anywhere;
};

inline constexpr RoleName kRoleNames[] = {
    {Role::reporter, "reporter", tr("Reporter"), tr("Records concerns. Reads nothing that others recorded.")},
    {Role::caseworker, "caseworker", tr("Caseworker"), tr("Works on the cases they are given.")},
    {Role::lead, "lead", tr("Safeguarding lead"), tr("Sees every concern and case, decides, and grants posts.")},
    {Role::deputy, "deputy", tr("Deputy lead"), tr("Stands in for the lead in everything.")},
    {Role::event_decider, "event_decider", tr("Event decider"), tr("Decides on events and external speakers.")},
    {Role::security, "security", tr("Security"), tr("Assesses the risk of events and sees their conditions.")},
    {Role::administrator, "administrator", tr("Administrator"),
     tr("Looks after people, centres and API clients. Reads no concern and no case.")},
    {Role::auditor, "auditor", tr("Auditor"), tr("Sees counts and the audit trail. Reads no concern and no case."),
     Reach::whole_provider},
    {Role::custodian, "custodian", tr("Custodian of identities"),
     tr("Decides whether the identity of somebody who reported in confidence is told. Reads no concern and no case."), Reach::whole_provider},
    {Role::data_protection, "data_protection", tr("Data protection officer"),
     tr("Sees to it that data end when they should and answers people who ask what is held about them. Reads only what is released for that."),
     Reach::whole_provider},
    {Role::complaints, "complaints", tr("Complaints officer"),
     tr("Looks after complaints about how a concern or a case was handled. Reads no concern and no case."), Reach::whole_provider},
    {Role::web_operator, "web_operator", tr("Web filter operator"),
     tr("Feeds the web filter’s logs in, sees counts, and opens sites where that was granted. Reads no name in a log, no concern and no case."),
     Reach::whole_provider},
};

const RoleName& named(Role role);
std::optional<Role> role_from(std::string_view stored);
// What a person wrote in a file: the stored word or the English label, in any case.
std::optional<Role> role_from_words(std::string_view typed);

// Whether a permission opens what other people recorded, or the trail of what they did.
enum class Content { none, of_others };

// One row of the sheet. `needs`: how strongly one must have signed in to use it. An API client has the rights that
// need no more than Strength::token.
struct Right {
  Permission permission;
  Strength needs;
  Content content;
  std::vector<Role> roles;
};

class RoleSheet {
 public:
  explicit RoleSheet(std::vector<Right> rights);  // throws when a permission stands twice

  const std::vector<Right>& rights() const { return rights_; }
  bool needs_second_factor(Role role) const;
  std::vector<Grant> of_token() const;

 private:
  std::vector<Right> rights_;
};

// A post that is held now, as far as permissions go.
struct Held {
  Role role;
  std::optional<CentreId> centre;
};

// What these posts allow, after a sign-in of this strength.
std::vector<Grant> grants(const RoleSheet& sheet, std::span<const Held> posts, Strength strength);

}  // namespace regard::people
