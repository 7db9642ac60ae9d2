#include "program/words.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>

namespace regard::program {
namespace {

namespace fs = std::filesystem;

std::string text_of(const fs::path& file) {
  std::ifstream stream{file};
  return {std::istreambuf_iterator<char>{stream}, {}};
}

void add_matches(const std::string& text, const std::regex& pattern, std::set<std::string>& into) {
  for (std::sregex_iterator match{text.begin(), text.end(), pattern}, end; match != end; ++match) into.insert((*match)[1]);
}

// What stands in the source as an event's type or a subject's kind: in an entry anywhere, and every "noun.verb" of an
// area's events.cpp, where types stand in tables.
std::set<std::string> emitted() {
  const std::regex type{R"re(\.type = "([a-z_.]+)")re"}, kind{R"re(\.kind = "([a-z_]+)")re"}, about{R"re(about\("([a-z_]+)")re"},
      in_table{R"re("([a-z_]+\.[a-z_]+)")re"};
  std::set<std::string> found;
  for (const auto& entry : fs::recursive_directory_iterator{fs::path{REGARD_SOURCE_DIR} / "src"}) {
    const std::string name = entry.path().filename().string();
    if (entry.path().extension() != ".cpp" || name.ends_with("_test.cpp")) continue;
    const std::string text = text_of(entry.path());
    if (text.find("audit::Entry") == std::string::npos && text.find("Entry Checkpoint::entry") == std::string::npos) continue;
    for (const auto* pattern : {&type, &kind, &about}) add_matches(text, *pattern, found);
    if (name == "events.cpp") add_matches(text, in_table, found);
  }
  return found;
}

TEST(EventWords, AreThereForEveryEventThatIsWritten) {
  const auto all = event_words();
  const auto types = emitted();
  ASSERT_THAT(types, ::testing::IsSupersetOf({"person.added", "post.dated", "concern.raised", "case.closure_asked", "list.looked_at",
                                              "access.denied", "audit.read", "person", "api_client", "case", "route"}))
      << "these are the right places to look in";
  for (const auto& type : types) EXPECT_EQ(std::ranges::count(all, type, &audit::EventWords::name), 1) << type;
  EXPECT_EQ(std::ranges::count(all, "audit.checkpointed", &audit::EventWords::name), 1);
}

TEST(EventWords, AreOnesThatAPersonSays) {
  for (const auto& event : event_words()) {
    const auto& name = event.name;
    EXPECT_FALSE(event.words.empty()) << name;
    EXPECT_THAT(std::string{event.words.english}, ::testing::Not(::testing::AnyOf(::testing::HasSubstr("_"), ::testing::HasSubstr(".")))) << name;
  }
}

}  // namespace
}  // namespace regard::program
