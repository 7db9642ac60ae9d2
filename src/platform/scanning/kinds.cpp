// The kinds of file that have a name of their own here.
#include <algorithm>

#include "platform/scanning/sniff.h"

namespace regard::scanning {
namespace {

constexpr std::string_view kBytes = "application/octet-stream";

struct Row {
  std::string_view sniffed;
  Kind kind;
};

constexpr Row kRows[] = {
    {"application/pdf", {"application/pdf", tr("PDF document"), "pdf"}},
    {"image/jpeg", {"image/jpeg", tr("Picture (JPEG)"), "jpg jpeg"}},
    {"image/png", {"image/png", tr("Picture (PNG)"), "png"}},
    {"image/gif", {"image/gif", tr("Picture (GIF)"), "gif"}},
    {"image/webp", {"image/webp", tr("Picture (WebP)"), "webp"}},
    {"image/heic", {"image/heic", tr("Picture (HEIC)"), "heic heif"}},
    {"image/tiff", {"image/tiff", tr("Picture (TIFF)"), "tif tiff"}},
    {"image/bmp", {"image/bmp", tr("Picture (BMP)"), "bmp"}},
    {"application/vnd.openxmlformats-officedocument.wordprocessingml.document",
     {"application/vnd.openxmlformats-officedocument.wordprocessingml.document", tr("Word document"), "docx"}},
    {"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
     {"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", tr("Excel spreadsheet"), "xlsx"}},
    {"application/vnd.openxmlformats-officedocument.presentationml.presentation",
     {"application/vnd.openxmlformats-officedocument.presentationml.presentation", tr("PowerPoint presentation"), "pptx"}},
    {"application/msword", {"application/msword", tr("Word document"), "doc"}},
    {"application/vnd.ms-excel", {"application/vnd.ms-excel", tr("Excel spreadsheet"), "xls"}},
    {"application/vnd.ms-powerpoint", {"application/vnd.ms-powerpoint", tr("PowerPoint presentation"), "ppt"}},
    {"application/vnd.oasis.opendocument.text",
     {"application/vnd.oasis.opendocument.text", tr("Text document"), "odt"}},
    {"application/vnd.oasis.opendocument.spreadsheet",
     {"application/vnd.oasis.opendocument.spreadsheet", tr("Spreadsheet"), "ods"}},
    {"application/vnd.oasis.opendocument.presentation",
     {"application/vnd.oasis.opendocument.presentation", tr("Presentation"), "odp"}},
    {"application/vnd.ms-outlook", {"application/vnd.ms-outlook", tr("E-mail message"), "msg"}},
    {"message/rfc822", {"message/rfc822", tr("E-mail message"), "eml"}},
    {"text/rtf", {"application/rtf", tr("Text document (RTF)"), "rtf"}},
    {"text/plain", {"text/plain; charset=utf-8", tr("Plain text"), "txt csv log md tsv ics vcf"}},
    {"text/csv", {"text/csv; charset=utf-8", tr("Table (CSV)"), "csv txt"}},
    {"text/calendar", {"text/calendar", tr("Calendar entry"), "ics"}},
    {"audio/mpeg", {"audio/mpeg", tr("Sound recording (MP3)"), "mp3"}},
    {"audio/x-m4a", {"audio/mp4", tr("Sound recording (M4A)"), "m4a"}},
    {"audio/ogg", {"audio/ogg", tr("Sound recording (Ogg)"), "ogg oga opus"}},
    {"audio/x-wav", {"audio/wav", tr("Sound recording (WAV)"), "wav"}},
    {"video/mp4", {"video/mp4", tr("Video (MP4)"), "mp4 m4v"}},
    {"video/quicktime", {"video/quicktime", tr("Video (QuickTime)"), "mov"}},
    {"video/webm", {"video/webm", tr("Video (WebM)"), "webm"}},
    {"video/3gpp", {"video/3gpp", tr("Video (3GP)"), "3gp"}},
    {"application/zip", {"application/zip", tr("Zip archive"), "zip"}},
    // What a browser or a desk would run. It is kept, and served as bytes.
    {"text/html", {kBytes, tr("Web page"), "html htm"}},
    {"image/svg+xml", {kBytes, tr("Drawing (SVG)"), "svg"}},
    {"text/xml", {kBytes, tr("XML text"), "xml"}},
    {"application/json", {kBytes, tr("JSON text"), "json"}},
    {"application/x-dosexec", {kBytes, tr("Program for Windows"), "exe dll"}},
    {"application/vnd.microsoft.portable-executable", {kBytes, tr("Program for Windows"), "exe dll"}},
    {"application/x-executable", {kBytes, tr("Program"), "bin"}},
    {"application/x-pie-executable", {kBytes, tr("Program"), "bin"}},
    {"application/x-sharedlib", {kBytes, tr("Program"), "so bin"}},
    {"text/x-shellscript", {kBytes, tr("Script"), "sh"}},
    {"text/x-script.python", {kBytes, tr("Script"), "py"}},
    {"application/javascript", {kBytes, tr("Script"), "js"}},
    {"application/x-empty", {kBytes, tr("Empty file"), "bin"}},
};

constexpr Kind kUnknown{kBytes, tr("File of another kind"), "bin"};

}  // namespace

const Kind& kind_of(std::string_view type) {
  const auto row = std::ranges::find(kRows, type, &Row::sniffed);
  return row == std::end(kRows) ? kUnknown : row->kind;
}

}  // namespace regard::scanning
