// All the SQL about posts.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "people/post/post.h"

namespace regard::people::post::store {

void insert(db::Tx& tx, const Post& post);
bool save(db::Tx& tx, const Post& post);  // false: somebody else saved meanwhile
std::optional<Post> find(db::Read& read, PostId id);
std::vector<Post> of_person(db::Read& read, PersonId person);  // newest first
// The same post, asked for or held at any time from `from` on.
bool overlaps(db::Read& read, const Post& post);

// A post that waits, with whose it is.
struct Asked {
  Post post;
  std::string person, person_reference, asked_by;  // asked_by: a name, or empty
};
std::vector<Asked> asked(db::Read& read);  // oldest first

// The sheet as it was written when the program started.
Content content_of(db::Read& read, Role role);
bool needs_second_factor(db::Read& read, PersonId person, Date today);
bool holds_content(db::Read& read, PersonId person, Date today);  // a post that reads others' records, now or later
void write_sheet(db::Tx& tx, const RoleSheet& sheet);
bool sheet_is(db::Read& read, const RoleSheet& sheet);

std::vector<Held> held(db::Read& read, PersonId person, Date today);

}  // namespace regard::people::post::store
