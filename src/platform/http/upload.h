// A form with files, read while it comes: its text in memory, its files spooled.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>

#include "platform/http/message.h"
#include "platform/http/multipart_reader.h"
#include "platform/http/spool.h"

namespace regard::http {

struct UploadLimits {
  std::size_t file = kLargestFile;
  std::size_t text = 1024 * 1024;         // of all fields and heads
  // Of the body. Past the limit of a file the rest is read and let go, as far as this: whoever chose too large a file
  // is told so on the form, with everything else that they typed.
  std::size_t body = 4 * kLargestFile + 1024 * 1024;
};

// Which requests may bring files, and where those are kept. Without `taken_by`: none.
struct Uploads {
  std::function<bool(const Request&)> taken_by;  // on an edge thread, once the headers are there: quick, and throws nothing
  std::shared_ptr<const Spools> spools = {};
  UploadLimits limits = {};
};

// Gathers the form out of the parts. Without spools the files are kept in memory: for bodies that are there anyway.
class FormReader final : private MultipartReader::Parts {
 public:
  enum class State { reading, malformed, too_large, too_many, disk_full };

  FormReader(std::string_view content_type, const UploadLimits& limits, std::shared_ptr<const Spools> spools);
  FormReader(const FormReader&) = delete;
  FormReader& operator=(const FormReader&) = delete;
  State put(std::string_view bytes);
  State finish();  // malformed when it is not whole
  Form take() { return std::move(form_); }

 private:
  bool begin(PartHead head) override;
  bool content(std::string_view bytes) override;
  bool end() override;
  bool add_to_file(std::string_view bytes);
  bool wrong(State why);
  bool counts_as_text(std::size_t bytes);

  const UploadLimits limits_;
  const std::shared_ptr<const Spools> spools_;
  MultipartReader reader_;
  State state_ = State::reading;
  Form form_;
  PartHead head_;
  std::string text_;
  File file_;
  std::shared_ptr<Spool> spool_;
  std::size_t text_bytes_ = 0;
};

}  // namespace regard::http
