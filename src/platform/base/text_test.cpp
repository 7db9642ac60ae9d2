#include "platform/base/text.h"

#include <gtest/gtest.h>

namespace regard {
namespace {

using std::string_view_literals::operator""sv;

TEST(Utf8, AcceptsWhatPeopleWrite) {
  for (const auto text : {""sv, "plain"sv, "Siân Llŷr"sv, "日本語"sv, "🙂"sv}) EXPECT_TRUE(is_utf8(text)) << text;
}

TEST(Utf8, RefusesNulOverlongSurrogatesAndHalves) {
  for (const auto text : {"a\0b"sv, "\xC0\xAF"sv, "\xED\xA0\x80"sv, "\xE2\x82"sv, "\xFF"sv, "\xF4\x90\x80\x80"sv, "\x80"sv})
    EXPECT_FALSE(is_utf8(text));
}

TEST(Text, IsTrimmedAndCountedInCharacters) {
  EXPECT_EQ("a b", trimmed(" \t a b\r\n"));
  EXPECT_EQ("", trimmed(" \n "));
  EXPECT_EQ(4u, characters("Siân"));
}

TEST(Base64Url, GoesThereAndBack) {
  EXPECT_EQ("_-8", base64url("\xFF\xEF"));
  EXPECT_EQ("\xFF\xEF", from_base64url("_-8").value());
  EXPECT_EQ("", from_base64url("").value());
  EXPECT_FALSE(from_base64url("not base64!"));
}

}  // namespace
}  // namespace regard
