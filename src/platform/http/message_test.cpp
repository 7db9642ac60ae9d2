#include "platform/http/message.h"

#include <gtest/gtest.h>

#include <string>

namespace regard::http {
namespace {

using Pairs = std::vector<std::pair<std::string, std::string>>;

TEST(Fields, KeepEveryValueOfARepeatedNameInOrder) {
  const auto form = parse_urlencoded("need=housing&name=Sam&need=money");
  ASSERT_TRUE(form);
  EXPECT_EQ(form->first("need"), "housing");
  EXPECT_EQ(form->all("need"), (std::vector<std::string_view>{"housing", "money"}));
  EXPECT_TRUE(form->has("name"));
  EXPECT_FALSE(form->has("other"));
  EXPECT_EQ(form->first("other"), "");
}

TEST(AnEncodedForm, IsReadAsBrowsersWriteIt) {
  const auto form = parse_urlencoded("what=a+b%26c%3Dd&empty=&none&=nameless&&lines=1%0D%0A2&w=%C5%B5");
  ASSERT_TRUE(form);
  EXPECT_EQ(form->entries(), (Pairs{{"what", "a b&c=d"},
                                    {"empty", ""},
                                    {"none", ""},
                                    {"", "nameless"},
                                    {"lines", "1\r\n2"},
                                    {"w", "ŵ"}}));
}

TEST(AnEncodedForm, ThatIsEmptyIsNotMalformed) {
  ASSERT_TRUE(parse_urlencoded(""));
  EXPECT_TRUE(parse_urlencoded("")->entries().empty());
}

TEST(AnEncodedForm, IsMalformedWithBadEscapesBadUtf8OrNul) {
  for (const std::string_view text :
       {"a=%", "a=%4", "a=%zz", "%f=a", "a=%C5", "a=%FF", "a=\xFF", "a=%00", "a=%ED%A0%80"})
    EXPECT_FALSE(parse_urlencoded(text)) << text;
  EXPECT_FALSE(parse_urlencoded(std::string_view{"a=\0", 3}));
}

TEST(AnEncodedForm, HasAtMostTwoHundredFields) {
  std::string text;
  for (std::size_t i = 0; i < kFieldLimit; ++i) text += "a=1&";
  EXPECT_TRUE(parse_urlencoded(text));
  EXPECT_FALSE(parse_urlencoded(text + "a=1"));
}

TEST(Cookies, AreReadAndWhatIsNoCookieIsLeftOut) {
  EXPECT_EQ(parse_cookies("a=1; b=\"two\";c=x=y ; ; =none; lonely; bad=\xFF; d=").entries(),
            (Pairs{{"a", "1"}, {"b", "two"}, {"c", "x=y"}, {"d", ""}}));
  EXPECT_TRUE(parse_cookies(std::string_view{"a=\0b", 4}).entries().empty());
}

TEST(PercentCoding, ComesBackAsItWent) {
  const std::string text = "a b/c?d=e&f+ŵ%\r\n~";
  EXPECT_EQ(percent_encoded(text), "a%20b%2Fc%3Fd%3De%26f%2B%C5%B5%25%0D%0A~");
  EXPECT_EQ(percent_decoded(percent_encoded(text)), text);
  EXPECT_EQ(percent_decoded("a+b"), "a+b");
}

Request posted(std::string type, std::string body) {
  Request request;
  request.method = Method::post;
  request.content_type = std::move(type);
  request.body = std::move(body);
  return request;
}

TEST(AForm, IsReadByItsContentTypeAndMalformedIsNotEmpty) {
  EXPECT_EQ(posted("application/x-www-form-urlencoded; charset=UTF-8", "a=b").form()->first("a"), "b");
  EXPECT_EQ(posted("Application/X-WWW-Form-Urlencoded", "a=b").form()->first("a"), "b");
  EXPECT_FALSE(posted("application/x-www-form-urlencoded", "a=%FF").form());
  EXPECT_EQ(posted("multipart/form-data; boundary=x",
                   "--x\r\nContent-Disposition: form-data; name=a\r\n\r\nb\r\n--x--\r\n")
                .form()
                ->first("a"),
            "b");
  EXPECT_FALSE(posted("multipart/form-data; boundary=x", "a=b").form());
  EXPECT_TRUE(posted("application/json", "{\"a\":1}").form()->entries().empty());
}

TEST(AResponseHeader, CannotBecomeTwo) {
  EXPECT_EQ(header_lines({{"Location", "/a"}, {"Vary", "Cookie"}}), "Location: /a\r\nVary: Cookie\r\n");
  EXPECT_THROW(header_lines({{"Location", "/a\r\nSet-Cookie: a=b"}}), std::invalid_argument);
  EXPECT_THROW(header_lines({{"A: b\r\nC", "d"}}), std::invalid_argument);
  EXPECT_THROW(header_lines({{"Location", std::string("/\0", 2)}}), std::invalid_argument);
}

}  // namespace
}  // namespace regard::http
