// What a lead's own version has to keep, so that nobody takes a page down or loses what is read.
#include <fstream>
#include <iterator>
#include <regex>

#include "concerns/testing.h"
#include "platform/files/files.h"

namespace regard::concerns {
namespace {

std::string brought(std::string_view name) {
  std::ifstream file{std::string{REGARD_SOURCE_DIR} + "/provisions/" + std::string{name} + ".toml"};
  return {std::istreambuf_iterator<char>{file}, {}};
}

std::string changed(std::string text, std::string_view from, std::string_view to) {
  const auto at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return text.replace(at, from.size(), to);
}

// From a question's beginning to the next, or to the end.
std::string without_question(std::string text, std::string_view slug) {
  const auto begin = text.find("[[question]]\nslug = \"" + std::string{slug} + "\"");
  EXPECT_NE(begin, std::string::npos) << slug;
  const auto end = text.find("[[question]]", begin + 1);
  return text.erase(begin, end == std::string::npos ? end : end - begin);
}

// What it is told to mend; "taken" where there is nothing.
std::string mend(std::string_view name, std::string text) {
  static db::testing::FreshDatabase nothing{db::testing::Engine::sqlite, {}};  // these look at the text alone
  provisions::Provisions all;
  add_provision_checks(all);
  auto read = nothing.database().read();
  const auto checked = all.check(read, provisions::parsed(name, std::move(text)).value());
  return checked ? std::string{"taken"} : checked.error().fields.front().number;
}
std::string mend(std::string_view name, std::string_view from, std::string_view to) { return mend(name, changed(brought(name), from, to)); }

TEST(ProvisionChecks, TakeEverythingThatCameWithTheProgram) {
  const Files files{{}, REGARD_SOURCE_DIR};
  const auto names = files.names("provisions/");
  EXPECT_GE(names.size(), 10u);
  for (const auto& file : names) {
    const auto name = std::filesystem::path{file}.stem().string();
    EXPECT_EQ(mend(name, brought(name)), "taken") << name;
  }
}

TEST(ProvisionChecks, KeepWhatIsReadOfWhatSomebodyTells) {
  for (const auto* name : {"telling", "telling_oneself"}) {
    EXPECT_EQ(mend(name, without_question(brought(name), "whom")), "whom");
    EXPECT_EQ(mend(name, without_question(brought(name), "danger")), "danger");
    EXPECT_EQ(mend(name, "name = \"name\"", "name = \"nom\""), "name");
    EXPECT_EQ(mend(name, "value = \"unsure\"", "value = \"perhaps\""), "danger = unsure");
    EXPECT_EQ(mend(name, "slug = \"whom\"", "slug = \"about-whom\""), "whom");
  }
  EXPECT_EQ(mend("telling", "slug = \"person\"", "slug = \"whom\""), "whom") << "a slug that stands twice";
  EXPECT_EQ(mend("telling", "value = \"anonymous\"", "value = \"nobody\""), "reporter = anonymous");
  EXPECT_EQ(mend("telling", "when = { field = \"reporter\", equals = \"named\" }", "optional = true"), "reporter_name");
  EXPECT_EQ(mend("telling", without_question(brought("telling"), "known")), "taken") << "nothing depends on it";
}

TEST(ProvisionChecks, KeepWhatEverybodyIsAskedApartFromWhatSomeAreNot) {
  const auto text = changed(brought("telling"), "[[question]]\nslug = \"centre\"\ntitle = \"Where do they study or work?\"\n", "");
  EXPECT_EQ(mend("telling", text), "danger, danger");
}

TEST(ProvisionChecks, KeepEqualityQuestionsFreeAndCounted) {
  EXPECT_EQ(mend("equality_questions", "kind = \"choice\"", "kind = \"line\""), "age");
  EXPECT_EQ(mend("equality_questions", "optional = true", "missing = \"Choose\""), "age");
  EXPECT_EQ(mend("equality_questions", "[[question.field]]\nname = \"sex\"", "[[question]]\nslug = \"more\"\ntitle = \"More\"\n[[question.field]]\nname = \"sex\""), "more");
}

TEST(ProvisionChecks, KeepTheReferralFormOneThatCanLeave) {
  EXPECT_EQ(mend("referral_form", "name = \"review_on\"", "name = \"again_on\""), "review_on");
  EXPECT_EQ(mend("referral_form", "name = \"born_on\"\n  kind = \"date\"", "name = \"born_on\"\n  kind = \"line\""), "born_on");
  EXPECT_EQ(mend("referral_form", "name = \"born_on\"", "name = \"birthday\""), "taken") << "it is left out";
  EXPECT_EQ(mend("referral_form", std::regex_replace(brought("referral_form"), std::regex{"\"individual\""}, "\"who is it\"")), "who is it");
}

TEST(ProvisionChecks, KeepClocksThatSomebodyCanMeet) {
  EXPECT_EQ(mend("clocks", "working_days_otherwise = 2", "working_days_otherwise = 0"), "concern.working_days_otherwise (1–260)");
  EXPECT_EQ(mend("clocks", "days_to_first = 14", "days_to_first = 5000"), "supervision.days_to_first (1–366)");
  EXPECT_EQ(mend("clocks", "[pathway.panel]\nmonths = 1", "[pathway.panel]\nmonths = 0"), "pathway.panel.months (1–24)");
  EXPECT_EQ(mend("clocks", "[subject_access]\nmonths = 1", "[subject_access]\nmonths = 13"), "subject_access.months");
}

TEST(ProvisionChecks, KeepHolidaysNearAndSmallNumbersHeldBack) {
  EXPECT_EQ(mend("bank_holidays", "2026-01-01", "1026-01-01"), "1026-01-01");
  EXPECT_EQ(mend("return_definitions", "fewer_than = 5", "fewer_than = 0"), "publishing.fewer_than (3–100)");
  EXPECT_EQ(mend("return_definitions", "round_to = 5", "round_to = 0"), "publishing.round_to (1–100)");
  EXPECT_EQ(mend("return_definitions", "id = \"W3\"", "id = \"W4\""), "W4");
}

class PagesBesideQuestions : public testing::ConcernsTest {};
INSTANTIATE_TEST_SUITE_P(Engines, PagesBesideQuestions, db::testing::engines(), db::testing::engine_name);

TEST_P(PagesBesideQuestions, AreNotHiddenByAQuestionNorHideOne) {
  web::Site site{services(), languages(), [](const web::Services&, const http::Request&, Instant) { return Viewer{}; }, [](const web::Answered&) {}};
  mount(site);
  constexpr std::string_view kBeside = "/tell-us/";
  std::vector<std::string> paths;
  for (const auto& route : site.routes()) paths.emplace_back(route.path);
  for (const auto path : site.fixed_paths()) paths.emplace_back(path);
  std::erase_if(paths, [&](const auto& path) { return !path.starts_with(kBeside) || path.find(':') != std::string::npos; });
  EXPECT_GE(paths.size(), 7u);
  for (const auto& path : paths) {
    const auto slug = path.substr(kBeside.size());
    EXPECT_EQ(mend("telling", "slug = \"person\"", "slug = \"" + slug + "\""), slug);
  }
}

}  // namespace
}  // namespace regard::concerns
