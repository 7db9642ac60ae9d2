// A file that belongs to a concern or a case: kept sealed under that record's key, looked at by the virus scanner before
// anybody opens it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "concerns/permissions.h"
#include "platform/base/private_text.h"
#include "platform/base/viewer.h"
#include "platform/crypto/crypto.h"
#include "platform/scanning/scanning.h"
#include "platform/workflow/workflow.h"

namespace regard::concerns {

using AttachmentId = Id<struct AttachmentTag>;

enum class AttachmentState { pending, clean, infected, removed };
enum class AttachmentAction { find_clean, find_infected, remove };

std::string_view word(AttachmentState state);
std::string_view word(AttachmentAction action);
AttachmentState attachment_state_from(std::string_view stored);

struct Attachment {
  AttachmentId id;
  AttachmentState state = AttachmentState::pending;
  int version = 1;
  std::optional<CentreId> centre;      // of the record that it belongs to
  Permission overseeing{};             // the permission that oversees that record
  Instant added_at{};
  std::optional<PersonId> added_by;    // none: whoever told us, without signing in
  std::string type;                    // as its bytes say
  std::int64_t size = 0;
  std::optional<Instant> looked_at;    // by the scanner
  std::optional<Instant> removed_at;
  std::optional<PersonId> removed_by;
  std::string name_sealed;             // made safe
  std::optional<std::string> about_sealed, finding_sealed;

  // The one place where the state changes.
  Result<AttachmentState> attempt(AttachmentAction action, const Viewer& viewer);
};

// Whoever added a file may take it back; else it takes somebody who oversees the record.
std::string_view not_theirs(const Attachment& file, const Viewer& viewer);

using AttachmentMove = workflow::Move<AttachmentState, AttachmentAction, Attachment>;

inline constexpr AttachmentMove kAttachmentMoves[] = {
    {AttachmentState::pending, AttachmentAction::find_clean, AttachmentState::clean, kScanFiles, {}},
    {AttachmentState::pending, AttachmentAction::find_infected, AttachmentState::infected, kScanFiles, {}},
    {AttachmentState::pending, AttachmentAction::remove, AttachmentState::removed, kKeepFiles, tr("Remove"), &not_theirs},
    {AttachmentState::clean, AttachmentAction::remove, AttachmentState::removed, kKeepFiles, tr("Remove"), &not_theirs},
    {AttachmentState::infected, AttachmentAction::remove, AttachmentState::removed, kKeepFiles, tr("Remove"), &not_theirs},
};

// Whether its content may leave: what was found harmful never does.
bool may_be_opened(const Attachment& file, scanning::Policy policy);

// Two of a spool's chunks: sealed and in base64url below 256 KiB, what both engines hold in a row with ease.
inline constexpr std::size_t kAttachmentChunk = 128 * 1024;
int chunks_of(std::int64_t size);

// Where one chunk of one file is sealed: its content opens nowhere else, in no other order, and not with others missing.
Uuid chunk_place(const AttachmentId& file, int number, int of);

inline constexpr crypto::Column kAttachmentName{"attachment.name"};
inline constexpr crypto::Column kAttachmentAbout{"attachment.about"};
inline constexpr crypto::Column kAttachmentFinding{"attachment.finding"};
inline constexpr crypto::Column kAttachmentContent{"attachment_chunk.content"};

}  // namespace regard::concerns
