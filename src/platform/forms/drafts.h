// Answers between the pages of a form, kept for a browser. The row and its key come from the secret in the browser's
// cookie, so without that cookie a draft can neither be found nor read.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "platform/db/db.h"
#include "platform/forms/forms.h"

namespace regard::forms {

// Whose draft of which form: "tell-us" and the cookie's secret.
struct DraftKey {
  std::string_view form;
  std::string_view secret;
};

struct Draft {
  Answers answers;
  std::optional<std::string> receipt;  // once it was sent: what the person was given; the answers are gone
};

// A draft that nobody touched for this long is forgotten: long enough for a pause, short enough for a shared computer.
inline constexpr std::chrono::minutes kDraftsLast{60};

std::optional<Draft> load_draft(db::Read& read, const DraftKey& key, Instant now);
void save_draft(db::Tx& tx, const DraftKey& key, const Answers& answers, Instant now);
// In the transaction that records what was sent: a repeated post then finds the receipt instead of sending again.
void finish_draft(db::Tx& tx, const DraftKey& key, std::string_view receipt, Instant now);
void forget_draft(db::Tx& tx, const DraftKey& key);
std::size_t forget_old_drafts(db::Tx& tx, Instant now);

}  // namespace regard::forms
