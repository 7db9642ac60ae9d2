// The record that files belong to: a concern or a case, whose key seals them and whose visibility is theirs.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "concerns/casework/casefile.h"
#include "concerns/concern/concern.h"
#include "platform/db/db.h"
#include "platform/web/web.h"

namespace regard::concerns {

enum class Belongs { to_concern, to_case };

struct Home {
  std::variant<Concern, Case> record;

  Belongs belongs() const { return std::holds_alternative<Case>(record) ? Belongs::to_case : Belongs::to_concern; }
  Uuid id() const;
  const std::string& reference() const;
  const crypto::KeyId& key() const;
  std::optional<CentreId> centre() const;
  Permission overseeing() const;
  std::string_view kind() const;       // of what the audit's events are about
  std::string url() const;             // "/cases/K-…"
};

std::string files_place(Belongs belongs, std::string_view reference);  // the page that lists them

Result<Home> find_home(db::Read& read, const Viewer& viewer, Belongs belongs, std::string_view reference);
// Files are added where entries are: to an open case. To a concern, by those who decide about it.
Done may_add_files(const Home& home, const Viewer& viewer);
// The name of the person it is about.
std::string name_of(const web::Visit& visit, const Home& home);
void look_at(const web::Visit& visit, const Home& home, const crypto::RecordKey& key);

}  // namespace regard::concerns
