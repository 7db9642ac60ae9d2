#include "platform/documents/documents.h"

#include <gmock/gmock.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <future>

namespace regard::documents {
namespace {

using testing::HasSubstr;
using testing::MatchesRegex;

// Made with the product's own views: a page is what a view renders.
class Printed : public testing::Test {
 protected:
  Printed() { languages_.emplace_back("en", files_); }

  html::Html content(std::string_view heading, std::string_view words) {
    html::View view{views(), languages_.front(), "platform/web/views/error.html"};
    view.set("ERROR_TITLE", heading).set("WHAT", words).set("NEXT", "At the end.").set("NUMBER", "1");
    return view.render();
  }

  const html::Views& views() {
    if (!views_) views_ = std::make_unique<html::Views>(files_, languages_);
    return *views_;
  }

  std::string made(std::string_view heading, std::string_view words) {
    const auto bytes = pdf(page(views(), languages_.front(), {.title = "A made-up document", .provider = "University of Example",
                                                               .foot = "Reference R-0000-0000", .content = content(heading, words)}));
    return bytes ? *bytes : "no PDF: " + bytes.error().code;
  }

  // What one of the tools that judge PDFs says of it.
  static std::string judged(const std::string& bytes, const std::string& before, const std::string& after = {}) {
    const auto file = std::filesystem::path{testing::TempDir()} / ("judged-" + std::to_string(getpid()) + ".pdf");
    std::ofstream{file, std::ios::binary} << bytes;
    FILE* out = ::popen((before + " " + file.string() + " " + after + " 2>&1").c_str(), "r");
    std::string said;
    std::array<char, 4096> chunk;
    while (const std::size_t got = std::fread(chunk.data(), 1, chunk.size(), out)) said.append(chunk.data(), got);
    const int status = ::pclose(out);
    std::filesystem::remove(file);
    return said + "status " + std::to_string(status);
  }

 private:
  Files files_{{}, REGARD_SOURCE_DIR};
  std::vector<i18n::Language> languages_;
  std::unique_ptr<html::Views> views_;
};

TEST_F(Printed, IsNotWaitedForWhenTwoAreBeingMade) {
  views();  // made once, before several use them
  std::vector<std::future<std::string>> all;
  for (int i = 0; i < 6; ++i) all.push_back(std::async(std::launch::async, [this] { return made("Heading", "Words"); }));
  int made_well = 0, busy = 0;
  for (auto& one : all) {
    const std::string said = one.get();
    made_well += said.starts_with("%PDF") ? 1 : 0;
    busy += said == "no PDF: documents.busy" ? 1 : 0;
  }
  EXPECT_GE(made_well, 2);
  EXPECT_GE(busy, 1);
  EXPECT_EQ(made_well + busy, 6);
}

TEST_F(Printed, IsAPdfWithoutFaults) {
  const std::string bytes = made("Heading", "Words");
  ASSERT_THAT(bytes, testing::StartsWith("%PDF-1.7"));
  const std::string said = judged(bytes, "qpdf --check");
  EXPECT_THAT(said, HasSubstr("No syntax or stream encoding errors found"));
  EXPECT_THAT(said, testing::EndsWith("status 0"));
}

TEST_F(Printed, IsTaggedTitledInItsLanguageAndDeclaresItsStandard) {
  const std::string bytes = made("Heading", "Words");
  const std::string said = judged(bytes, "pdfinfo");
  EXPECT_THAT(said, MatchesRegex("Title: +A made-up document\n[^$]*Tagged: +yes\n[^$]*"));
  EXPECT_THAT(judged(bytes, "pdfinfo -meta"), HasSubstr("pdfuaid"));
  EXPECT_THAT(judged(bytes, "qpdf --json --json-key=qpdf"), HasSubstr("\"/Lang\": \"u:en-GB\""));
  EXPECT_THAT(judged(bytes, "pdfinfo -struct"), HasSubstr("H1"));
}

TEST_F(Printed, IsReadInTheOrderOfThePage) {
  const std::string said = judged(made("What comes first", "What comes second"), "pdftotext", "-");
  const auto first = said.find("What comes first"), second = said.find("What comes second"), last = said.find("At the end.");
  ASSERT_NE(first, std::string::npos) << said;
  EXPECT_LT(first, second);
  EXPECT_LT(second, last);
  EXPECT_THAT(said, HasSubstr("Reference R-0000-0000"));
}

TEST_F(Printed, ShowsEveryLetterAsItWasTyped) {
  const std::string said = judged(made("Čapek & <b>Łoś</b>", "“Llŷn” – Ñandú £5"), "pdftotext", "-");
  EXPECT_THAT(said, HasSubstr("Čapek & <b>Łoś</b>"));
  EXPECT_THAT(said, HasSubstr("“Llŷn” – Ñandú £5"));
}

// A letter that no font has is left blank, so what is missing is missed by pdftotext too.
TEST_F(Printed, ShowsNamesInTheScriptsOfTheWorld) {
  const std::string said = judged(made("Heading", "王小明 張偉, 佐藤 さくら, 김민준, Nguyễn Thị Hồng Phượng, Γιώργος, Наталья, প্রিয়া, தமிழ், ਸਿੰਘ, ગુજરાતી, తెలుగు, สมชาย, ሰላም"), "pdftotext -raw", "-");
  for (const auto* name : {"王小明 張偉", "佐藤 さくら", "김민준", "Nguyễn Thị Hồng Phượng", "Γιώργος", "Наталья", "প্রিয়া", "தமிழ்", "ਸਿੰਘ", "ગુજરાતી", "తెలుగు", "สมชาย", "ሰላም"})
    EXPECT_THAT(said, HasSubstr(name));
}

// WeasyPrint tells a reading program less of what is joined or written from right to left than it draws: so it is the letters by
// themselves that are looked for, and the font that draws them.
TEST_F(Printed, ShowsNamesThatAreWrittenFromRightToLeft) {
  const std::string bytes = made("Heading", "a د b م c ڑ d ד e ש f");
  const std::string said = judged(bytes, "pdftotext", "-");
  for (const auto* letter : {"د", "م", "ڑ", "ד", "ש"}) EXPECT_THAT(said, HasSubstr(letter));
  EXPECT_THAT(judged(bytes, "pdffonts"), MatchesRegex("[^$]*DejaVu-Sans +CID TrueType +Identity-H +yes[^$]*"));
}

}  // namespace
}  // namespace regard::documents
