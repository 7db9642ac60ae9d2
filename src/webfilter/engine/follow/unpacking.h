// A packed log from its place on, as batches of whole lines. Private to this folder.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "webfilter/engine/follow/follower.h"
#include "webfilter/engine/input/input.h"

namespace regard::webfilter {

class Follower::Unpacking {
 public:
  // `place` says from where a log that begins so is to be read. Throws InputFault when the file cannot be opened.
  Unpacking(const Found& file, const std::function<std::uint64_t(std::string_view head)>& place);

  bool is_of(const Found& file) const { return file.path == path_ && file.signature == signature_; }
  // What is to be counted next, at most so much unless a line is longer; the same until it was counted(). Empty: there is no more.
  std::string_view lines(std::size_t most);
  void counted();

  std::string_view head() const { return head_; }
  std::uint64_t offset() const { return offset_; }
  bool is_drained() const { return ended_ && given_ == plain_.size(); }  // by the lines that were given
  const std::string& fault() const { return fault_; }                    // why it ended, unless that was its end

 private:
  void fill();
  std::string path_, head_, plain_, fault_;
  Signature signature_;
  std::unique_ptr<Input> input_;
  std::uint64_t offset_ = 0;  // of `plain_` in the log
  std::size_t given_ = 0;
  bool ended_ = false;
};

}  // namespace regard::webfilter
