#include "platform/scanning/sniff.h"

#include <gtest/gtest.h>

namespace regard::scanning {
namespace {

TEST(ASniffedFile, IsWhatItsBytesSay) {
  const struct {
    std::string_view bytes, type;
  } rows[] = {{"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n", "application/pdf"},
              {std::string_view{"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\2\0\0\0", 29}, "image/png"},
              {"Dear all,\nI am worried.\n", "text/plain"},
              {"<!DOCTYPE html><html><body>hello</body></html>", "text/html"},
              {"#!/bin/sh\nrm -rf /\n", "text/x-shellscript"},
              {"", "application/x-empty"}};
  for (const auto& row : rows) EXPECT_EQ(type_of(row.bytes), row.type) << row.bytes;
}

TEST(AKindOfFile, ThatABrowserMightRunIsServedAsBytes) {
  for (const auto type : {"text/html", "image/svg+xml", "application/x-dosexec", "something/unheard-of"})
    EXPECT_EQ(kind_of(type).type, "application/octet-stream") << type;
  EXPECT_EQ(kind_of("application/pdf").type, "application/pdf");
}

TEST(ASafeName, HasNoPathNoControlCharactersAndNoLies) {
  const Kind& pdf = kind_of("application/pdf");
  const Kind& text = kind_of("text/plain");
  const struct {
    std::string_view claimed;
    const Kind& kind;
    std::string_view safe;
  } rows[] = {{"letter.pdf", pdf, "letter.pdf"},
              {"Letter.PDF", pdf, "Letter.pdf"},
              {"notes.csv", text, "notes.csv"},
              {"photo.jpg", pdf, "photo.pdf"},
              {"letter", pdf, "letter.pdf"},
              {"C:\\desk\\letter.pdf", pdf, "letter.pdf"},
              {"../../etc/passwd", text, "passwd.txt"},
              {"..", pdf, "file.pdf"},
              {"", pdf, "file.pdf"},
              {".htaccess", text, "htaccess.txt"},
              {"a\r\nX: y.pdf", pdf, "a__X_ y.pdf"},
              {"a\"b;c%2F.pdf", pdf, "a_b_c_2F.pdf"},
              {"photo\xE2\x80\xAEgpj.exe", pdf, "photogpj.pdf"},
              {"-rf.txt", text, "rf.txt"},
              {"L\xC5\xB4yn.pdf", pdf, "L\xC5\xB4yn.pdf"},
              {"\xC5.pdf", pdf, "file.pdf"}};
  for (const auto& row : rows) EXPECT_EQ(safe_name(row.claimed, row.kind), row.safe) << row.claimed;
  EXPECT_EQ(safe_name(std::string(119, 'a') + "\xC5\xB4" + ".pdf", pdf), std::string(119, 'a') + ".pdf");
}

TEST(TheHeaderOfADownload, IsOneLineOfPlainLettersWithTheNameCoded) {
  EXPECT_EQ(content_disposition("L\xC5\xB4yn 1.pdf"), "attachment; filename=\"L__yn 1.pdf\"; filename*=UTF-8''L%C5%B4yn%201.pdf");
}

}  // namespace
}  // namespace regard::scanning
