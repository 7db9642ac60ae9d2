#include "webfilter/engine/follow/unpacking.h"

#include <algorithm>

namespace regard::webfilter {

Follower::Unpacking::Unpacking(const Found& file, const std::function<std::uint64_t(std::string_view)>& place)
    : path_{file.path}, signature_{file.signature}, input_{open_input(file.path)} {
  while (!ended_ && plain_.size() < kHead) fill();
  head_ = plain_.substr(0, kHead);
  const std::uint64_t from = place(head_);
  while (!ended_ && offset_ + plain_.size() < from) {
    offset_ += plain_.size();
    plain_.clear();
    fill();
  }
  const auto passed = std::min<std::uint64_t>(plain_.size(), from > offset_ ? from - offset_ : 0);
  plain_.erase(0, passed);
  offset_ += passed;
}

std::string_view Follower::Unpacking::lines(std::size_t most) {
  while (!ended_ && plain_.size() < most) fill();
  const std::string_view all{plain_};
  auto end = all.substr(0, most).rfind('\n');
  if (end == std::string_view::npos) end = all.find('\n');
  while (end == std::string_view::npos && !ended_ && plain_.size() < kLongestLine) {
    const auto searched = plain_.size();
    fill();
    end = plain_.find('\n', searched);
  }
  given_ = end == std::string_view::npos ? plain_.size() : end + 1;
  return std::string_view{plain_}.substr(0, given_);
}

void Follower::Unpacking::counted() {
  plain_.erase(0, given_);
  offset_ += given_;
  given_ = 0;
}

// A line that ends where the packed data are damaged is only a part of one: it is not given.
void Follower::Unpacking::fill() {
  try {
    const auto piece = input_->next();
    plain_ += piece;
    ended_ = piece.empty();
  } catch (const InputFault& fault) {
    fault_ = fault.what();
    ended_ = true;
    const auto end = plain_.rfind('\n');
    plain_.erase(end == std::string::npos ? 0 : end + 1);
  }
}

}  // namespace regard::webfilter
