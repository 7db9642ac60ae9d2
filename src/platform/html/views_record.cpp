#include "platform/html/views_record.h"

#include <cstdlib>

namespace regard::html {

ViewsRecord::ViewsRecord() {
  const char* file = std::getenv("REGARD_RECORD_VIEWS");
  if (!file) return;
  out_.open(file, std::ios::app);
  recording_ = out_.is_open();
}

void ViewsRecord::write(std::string_view name) {
  const std::lock_guard lock{mutex_};
  out_ << name << "\n" << std::flush;
}

}  // namespace regard::html
