// The report in each of its forms. Private to this folder.
#pragma once

#include <filesystem>
#include <iosfwd>
#include <string>

#include "platform/files/files.h"
#include "webfilter/weblog/report.h"

namespace regard::webfilter {

void write_text(const Report& report, std::ostream& out);
void write_csv(const Report& report, std::ostream& out);
void write_json(const Report& report, std::ostream& out);
std::string as_html(const Report& report, const Files& files);
void write_xlsx(const Report& report, const std::filesystem::path& file);  // throws InputFault when it cannot be written

}  // namespace regard::webfilter
