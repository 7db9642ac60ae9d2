#include <gtest/gtest.h>

#include <string>

#include "platform/http/message.h"
#include "platform/http/upload.h"

namespace regard::http {
namespace {

constexpr std::string_view kType = "multipart/form-data; boundary=----WebKitFormBoundaryAb";

std::string part(std::string_view disposition, std::string_view content) {
  return "------WebKitFormBoundaryAb\r\nContent-Disposition: form-data; " + std::string{disposition} +
         "\r\n\r\n" + std::string{content} + "\r\n";
}
std::string body_of_parts(const std::string& parts) { return parts + "------WebKitFormBoundaryAb--\r\n"; }

TEST(AMultipartForm, KeepsTextWithLineEndsAndRepeatedNames) {
  const auto form =
      parse_multipart(kType, body_of_parts(part("name=\"what\"", "one\r\ntwo\r\n--no boundary") +
                                           part("name=\"need\"", "housing") + part("name=\"need\"", "")));
  ASSERT_TRUE(form);
  EXPECT_EQ(form->first("what"), "one\r\ntwo\r\n--no boundary");
  EXPECT_EQ(form->all("need"), (std::vector<std::string_view>{"housing", ""}));
  EXPECT_TRUE(form->files.empty());
}

TEST(AMultipartForm, WithoutPartsIsEmptyAndNotMalformed) {
  const auto form = parse_multipart(kType, body_of_parts(""));
  ASSERT_TRUE(form);
  EXPECT_TRUE(form->entries().empty());
}

TEST(AMultipartForm, HasFilesApartFromText) {
  const std::string content("\x89PNG\0\xFF", 6);
  const auto form = parse_multipart(
      kType,
      body_of_parts(
          part("name=\"photo\"; filename=\"C:\\pictures\\a%22b.png\"\r\nContent-Type: image/png", content) +
          part("name=\"none\"; filename=\"\"", "")));
  ASSERT_TRUE(form);
  ASSERT_EQ(form->files.size(), 2u);
  EXPECT_EQ(form->files[0].field, "photo");
  EXPECT_EQ(form->files[0].name, "C:\\pictures\\a\"b.png");
  EXPECT_EQ(form->files[0].content_type, "image/png");
  EXPECT_EQ(form->files[0].content, content);
  EXPECT_EQ(form->files[1].name, "");
  EXPECT_TRUE(form->entries().empty());
}

TEST(AMultipartForm, TakesABoundaryInQuotes) {
  EXPECT_EQ(parse_multipart("multipart/form-data; charset=utf-8; Boundary=\"a b\"",
                            "--a b\r\ncontent-disposition: form-data; name=n\r\n\r\nv\r\n--a b--")
                ->first("n"),
            "v");
}

TEST(AMultipartForm, IsMalformedInAnyOfTheseWays) {
  const std::string good = part("name=\"a\"", "b");
  const struct {
    std::string_view what;
    std::string type, body;
  } rows[] = {
      {"no boundary", "multipart/form-data", body_of_parts(good)},
      {"an empty boundary", "multipart/form-data; boundary=\"\"", body_of_parts(good)},
      {"a boundary too long", "multipart/form-data; boundary=" + std::string(71, 'x'), body_of_parts(good)},
      {"an unclosed quotation", "multipart/form-data; boundary=\"x", body_of_parts(good)},
      {"an empty body", std::string{kType}, ""},
      {"no end", std::string{kType}, good},
      {"an end cut off", std::string{kType}, good + "------WebKitFormBoundaryA"},
      {"something after the boundary", std::string{kType},
       body_of_parts("------WebKitFormBoundaryAbX\r\n" + good)},
      {"a part without disposition", std::string{kType},
       body_of_parts("------WebKitFormBoundaryAb\r\n\r\nb\r\n")},
      {"a part without name", std::string{kType}, body_of_parts(part("filename=\"a\"", "b"))},
      {"another disposition", std::string{kType},
       body_of_parts("------WebKitFormBoundaryAb\r\nContent-Disposition: attachment; name=a\r\n\r\nb\r\n")},
      {"two dispositions", std::string{kType},
       body_of_parts(part("name=a\r\nContent-Disposition: form-data; name=b", "c"))},
      {"bad UTF-8 in text", std::string{kType}, body_of_parts(part("name=\"a\"", "\xC5"))},
      {"NUL in text", std::string{kType}, body_of_parts(part("name=\"a\"", std::string_view{"\0", 1}))},
      {"bad UTF-8 in a name", std::string{kType}, body_of_parts(part("name=\"\xC5\"", "b"))},
      {"a boundary instead of a part's content", std::string{kType},
       "------WebKitFormBoundaryAb\r\nContent-Disposition: form-data; name=a\r\n\r\n------WebKitFormBoundaryAb--\r\n"},
      {"a head without end", std::string{kType},
       body_of_parts(part("name=\"" + std::string(5000, 'n') + "\"", "b"))}};
  for (const auto& row : rows) EXPECT_FALSE(parse_multipart(row.type, row.body)) << row.what;
  EXPECT_TRUE(parse_multipart(kType, body_of_parts(good)));
}

TEST(AMultipartForm, IsTheSameHoweverItsBytesAreCut) {
  const std::string content = "\r\n--\r\n------WebKitFormBoundaryA" + std::string(1000, '\r') + "\n------WebKitFormBoundar";
  const std::string body = body_of_parts(part("name=\"what\"", "one\r\ntwo") + part("name=\"f\"; filename=\"a\"", content));
  for (std::size_t step = 1; step < 300; step += step < 80 ? 1 : 37) {
    FormReader reader{kType, {}, std::make_shared<Spools>()};
    for (std::size_t at = 0; at < body.size(); at += step)
      ASSERT_EQ(reader.put(std::string_view{body}.substr(at, step)), FormReader::State::reading) << step;
    ASSERT_EQ(reader.finish(), FormReader::State::reading);
    const Form form = reader.take();
    EXPECT_EQ(form.first("what"), "one\r\ntwo");
    ASSERT_EQ(form.files.size(), 1u);
    EXPECT_EQ(SpoolReader{form.files[0].spool}.next(), content);
  }
}

TEST(AMultipartForm, HasAtMostTwoHundredParts) {
  std::string parts;
  for (std::size_t i = 0; i < kFieldLimit; ++i) parts += part("name=a", "1");
  EXPECT_TRUE(parse_multipart(kType, body_of_parts(parts)));
  EXPECT_FALSE(parse_multipart(kType, body_of_parts(parts + part("name=a; filename=f", "1"))));
}

}  // namespace
}  // namespace regard::http
