#include "concerns/attachment/attachment.h"

#include <cstring>

#include "platform/base/stored_words.h"

namespace regard::concerns {
namespace {

constexpr StoredWord<AttachmentState> kStates[] = {{AttachmentState::pending, "pending"},
                                             {AttachmentState::clean, "clean"},
                                             {AttachmentState::infected, "infected"},
                                             {AttachmentState::removed, "removed"}};
constexpr StoredWord<AttachmentAction> kActions[] = {{AttachmentAction::find_clean, "find_clean"},
                                               {AttachmentAction::find_infected, "find_infected"},
                                               {AttachmentAction::remove, "remove"}};

}  // namespace

std::string_view word(AttachmentState state) { return word_in(kStates, state); }
std::string_view word(AttachmentAction action) { return word_in(kActions, action); }
AttachmentState attachment_state_from(std::string_view stored) { return value_in(kStates, stored); }

Result<AttachmentState> Attachment::attempt(AttachmentAction action, const Viewer& viewer) {
  auto next = workflow::permitted(kAttachmentMoves, *this, action, viewer);
  if (next) state = *next;
  return next;
}

std::string_view not_theirs(const Attachment& file, const Viewer& viewer) {
  const bool own = viewer.person && file.added_by == viewer.person;
  return own || viewer.may_at(file.overseeing, file.centre) ? std::string_view{} : "attachment.not_theirs";
}

bool may_be_opened(const Attachment& file, scanning::Policy policy) {
  switch (file.state) {
    case AttachmentState::pending: return policy == scanning::Policy::off;
    case AttachmentState::clean: return true;
    case AttachmentState::infected:
    case AttachmentState::removed: return false;
  }
  throw std::logic_error("AttachmentState outside its enumerators");
}

int chunks_of(std::int64_t size) {
  constexpr auto chunk = static_cast<std::int64_t>(kAttachmentChunk);
  return static_cast<int>((size + chunk - 1) / chunk);
}

Uuid chunk_place(const AttachmentId& file, int number, int of) {
  const std::string hash = crypto::hash(file.text() + "\n" + std::to_string(number) + "\n" + std::to_string(of));
  Uuid place;
  std::memcpy(place.bytes.data(), hash.data(), place.bytes.size());
  return place;
}

}  // namespace regard::concerns
