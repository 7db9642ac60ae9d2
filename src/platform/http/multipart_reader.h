// The parts of a multipart/form-data body as its bytes come, however they are cut: RFC 7578 as browsers and curl send
// it, and the WHATWG encoding of names. What it holds back is a few KiB: a part's head, or what may be a boundary.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace regard::http {

struct PartHead {
  std::string field;
  std::optional<std::string> file_name;  // there: the part is a file, chosen or not
  std::string content_type;
};

class MultipartReader {
 public:
  struct Parts {  // where they go; false: no more is wanted
    virtual ~Parts() = default;
    virtual bool begin(PartHead head) = 0;
    virtual bool content(std::string_view bytes) = 0;
    virtual bool end() = 0;
  };

  MultipartReader(std::string_view content_type, Parts& parts);
  bool put(std::string_view bytes);  // false: malformed, or no more is wanted
  bool is_whole() const { return state_ == State::whole; }

 private:
  enum class State { first_boundary, boundary_end, head, content, whole, over };

  bool step();  // goes on with what is pending; false: needs more bytes, or is over
  bool first_boundary();
  bool boundary_end();
  bool head();
  bool content();
  bool stop();  // malformed, or not wanted

  Parts& parts_;
  std::string delimiter_;  // "\r\n--" and the boundary
  std::string pending_;
  std::size_t already_given_ = 0;  // of what is pending: the line end before a part's content
  State state_ = State::first_boundary;
};

}  // namespace regard::http
