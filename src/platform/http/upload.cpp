#include "platform/http/upload.h"

#include <utility>

#include "platform/base/text.h"

namespace regard::http {

FormReader::FormReader(std::string_view content_type, const UploadLimits& limits, std::shared_ptr<const Spools> spools)
    : limits_{limits}, spools_{std::move(spools)}, reader_{content_type, *this} {}

FormReader::State FormReader::put(std::string_view bytes) {
  if (state_ == State::reading && !reader_.put(bytes) && state_ == State::reading) state_ = State::malformed;
  return state_;
}

FormReader::State FormReader::finish() {
  if (state_ == State::reading && !reader_.is_whole()) state_ = State::malformed;
  return state_;
}

bool FormReader::wrong(State why) {
  state_ = why;
  return false;
}

bool FormReader::counts_as_text(std::size_t bytes) {
  text_bytes_ += bytes;
  return text_bytes_ <= limits_.text || wrong(State::too_large);
}

bool FormReader::begin(PartHead head) {
  if (form_.entries().size() + form_.files.size() == kFieldLimit) return wrong(State::malformed);
  if (!counts_as_text(head.field.size() + head.content_type.size() + head.file_name.value_or("").size())) return false;
  head_ = std::move(head);
  text_.clear();
  file_ = {};
  file_.field = head_.field;
  file_.name = head_.file_name.value_or("");
  file_.content_type = head_.content_type;
  spool_ = head_.file_name && spools_ ? spools_->make() : nullptr;
  return true;
}

bool FormReader::content(std::string_view bytes) {
  if (head_.file_name) return add_to_file(bytes);
  if (!counts_as_text(bytes.size())) return false;
  text_ += bytes;
  return true;
}

bool FormReader::add_to_file(std::string_view bytes) {
  file_.size += bytes.size();
  if (file_.size > limits_.file) {
    file_.too_large = true;
    spool_ = nullptr;  // and with it what it held of the disk
    file_.content.clear();
  }
  if (file_.too_large) return true;
  if (spool_ && spool_->size() == 0 && spool_->put({}) != Room::enough) {  // little is free: the file is let go, and what was typed is taken
    file_.too_large = true;
    spool_ = nullptr;
    return true;
  }
  if (!spools_) {
    file_.content += bytes;
    return true;
  }
  const Room room = spool_->put(bytes);
  return room == Room::enough || wrong(room == Room::too_many ? State::too_many : State::disk_full);
}

bool FormReader::end() {
  if (!head_.file_name) {
    if (!is_utf8(text_)) return wrong(State::malformed);
    form_.add(std::move(head_.field), std::move(text_));
    return true;
  }
  if (spool_ && spool_->finish() != Room::enough) return wrong(State::disk_full);
  file_.spool = std::move(spool_);
  form_.files.push_back(std::move(file_));
  return true;
}

}  // namespace regard::http
