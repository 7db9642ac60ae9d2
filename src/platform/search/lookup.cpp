#include "platform/search/lookup.h"

#include <algorithm>
#include <utility>

namespace regard::search {

using store::Rank;

namespace {

constexpr Rank kBeforeAll = -1;

}  // namespace

SegmentCursor::SegmentCursor(db::Read& read, const Blind& blind, std::int64_t token, const store::Start& start)
    : read_{&read}, blind_{&blind}, token_{token}, segment_{start.segment}, oldest_{start.oldest} {
  if (start.sealed) load(*start.sealed);
  else block_first_ = {kBeforeAll, kBeforeAll};  // the segment's first block begins after the word would: it may be the word itself
}

void SegmentCursor::load(std::string_view sealed) {
  BlockReader block = blind_->open(segment_, sealed);
  block_first_ = block.first();
  ranks_.clear();
  at_ = 0;
  follows_ = Follows::perhaps;
  while (const auto posting = block.next()) {
    if (posting->token == token_) ranks_.push_back(posting->rank);
    if (posting->token > token_) {
      follows_ = Follows::never;
      break;
    }
  }
}

void SegmentCursor::load_next() {
  const auto next = store::blocks_after(*read_, segment_, block_first_, 1);
  if (!next.empty() && next.front().first.token <= token_) return load(next.front().sealed);
  ranks_.clear();
  at_ = 0;
  follows_ = Follows::never;
}

// To the last block that begins at or before the rank: the one sought is in it or begins the next.
void SegmentCursor::jump(Rank least) {
  const auto there = store::block_of(*read_, segment_, {token_, least});
  if (there && there->first > block_first_) load(there->sealed);
}

std::optional<Rank> SegmentCursor::seek(Rank least) {
  if (least > oldest_) return {};
  if (behind(least) && follows_ == Follows::perhaps) {
    const bool just_goes_on = !ranks_.empty() && least == ranks_.back() + 1;
    if (!just_goes_on) jump(least);
    if (behind(least) && follows_ == Follows::perhaps) load_next();
  }
  const auto from = ranks_.begin() + static_cast<std::ptrdiff_t>(at_);
  at_ = static_cast<std::size_t>(std::lower_bound(from, ranks_.end(), least) - ranks_.begin());
  if (at_ == ranks_.size()) return {};
  return ranks_[at_];
}

WordCursor::WordCursor(db::Read& read, const Blind& blind, std::int64_t token) {
  for (const auto& start : store::starts(read, {token, kBeforeAll}))
    members_.push_back({SegmentCursor{read, blind, token, start}, kBeforeAll});
}

std::optional<Rank> WordCursor::seek(Rank least) {
  std::optional<Rank> first;
  for (auto& member : members_) {
    if (member.rank && *member.rank < least) member.rank = member.cursor.seek(least);
    if (member.rank && (!first || *member.rank < *first)) first = member.rank;
  }
  return first;
}

Union::Union(db::Read& read, const Blind& blind, const std::vector<std::int64_t>& tokens, std::vector<Rank> listed)
    : listed_{std::move(listed)} {
  for (const auto token : tokens) words_.emplace_back(read, blind, token);
  std::sort(listed_.begin(), listed_.end());
}

std::optional<Rank> Union::seek(Rank least) {
  std::optional<Rank> first;
  for (auto& word : words_)
    if (const auto rank = word.seek(least); rank && (!first || *rank < *first)) first = rank;
  const auto from = listed_.begin() + static_cast<std::ptrdiff_t>(at_);
  at_ = static_cast<std::size_t>(std::lower_bound(from, listed_.end(), least) - listed_.begin());
  if (at_ < listed_.size() && (!first || listed_[at_] < *first)) first = listed_[at_];
  return first;
}

Intersection::Intersection(db::Read& read, const Blind& blind, const std::vector<Sought>& words) {
  if (words.size() == 1) {  // a name alone leads to where the name stands, not to everything written about the person
    parts_.push_back({{read, blind, std::vector{words.front().own}}});
    return;
  }
  std::vector<std::int64_t> own;
  for (const auto& word : words) {
    parts_.push_back({{read, blind, std::vector{word.own, word.beside}}});
    own.push_back(word.own);
  }
  if (!words.empty()) parts_.push_back({{read, blind, own}});
}

void Intersection::rarer_first(std::size_t changed) {
  for (; changed > 0 && parts_[changed].rarity() > parts_[changed - 1].rarity(); --changed)
    std::swap(parts_[changed], parts_[changed - 1]);
}

// The rare ones are asked first, and a common one only about what all rarer ones hold: so little of it is read.
std::optional<Rank> Intersection::seek(Rank least) {
  if (parts_.empty()) return {};
  for (std::size_t i = 0; i < parts_.size();) {
    Part& part = parts_[i];
    const auto rank = part.any.seek(least);
    if (!rank) return {};
    if (least > 0) {  // from before all it leads as far for every word
      part.led += static_cast<double>(*rank - least);
      ++part.asked;
    }
    const bool agrees = *rank == least;
    least = *rank;
    if (agrees || i == 0) {
      ++i;
    } else {
      rarer_first(i);
      i = 0;
    }
  }
  return least;
}

}  // namespace regard::search
