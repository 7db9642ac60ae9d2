#include "concerns/telling/given.h"

namespace regard::concerns::telling {
namespace {

constexpr char kBetween = ' ';

}  // namespace

std::string kept(const std::string& reference, const std::optional<PrivateText>& receipt) {
  return receipt ? reference + kBetween + receipt->reveal() : reference;
}

std::optional<Given> given(const web::Visit& visit) {
  auto read = visit.services.database.read();
  const auto draft = forms::load_draft(read, draft_key(visit), visit.now);
  if (!draft || !draft->receipt) return {};
  const auto between = draft->receipt->find(kBetween);
  if (between == std::string::npos) return Given{*draft->receipt, {}};
  return Given{draft->receipt->substr(0, between), PrivateText{draft->receipt->substr(between + 1)}};
}

}  // namespace regard::concerns::telling
