#include "concerns/category/category.h"

#include "concerns/category/handlers.h"
#include "concerns/referral/handlers.h"
#include "concerns/testing.h"

namespace regard::concerns {
namespace {

using ::testing::HasSubstr;
using testing::IsRefused;

class Categories : public testing::ConcernsTest {
 protected:
  void SetUp() override {
    ConcernsTest::SetUp();
    if (!IsSkipped()) record = a_case();
  }
  Case record;

  Result<Case> chosen(const Viewer& by, const std::string& regulator, const std::string& home_office, int seen) {
    return write([&](db::Tx& tx) { return choose_categories(tx, services(), by, record.reference, {regulator, home_office, seen}, now()); });
  }
  std::vector<Category> all() {
    auto read = db().read();
    return store::categories(read, record.id);
  }
  std::optional<std::string> now_in(Scheme scheme) {
    const auto key = keyring().find(record.key);
    return category_of(all(), scheme, *key);
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, Categories, db::testing::engines(), db::testing::engine_name);

TEST_P(Categories, AreChosenInBothSchemesEachWithItsVersion) {
  ASSERT_TRUE(chosen(as(lead), "mixed", "no_ideology", 0));
  EXPECT_EQ(now_in(Scheme::regulator), "mixed");
  EXPECT_EQ(now_in(Scheme::home_office), "no_ideology");
  for (const Category& category : all()) EXPECT_EQ(category.scheme_version, category.scheme == Scheme::regulator ? "2026-11" : "2024-25");
}

TEST_P(Categories, AreChangedWithTheirHistory) {
  ASSERT_TRUE(chosen(as(lead), "mixed", "no_ideology", 0));
  ASSERT_TRUE(chosen(as(deputy), "other", "no_ideology", 2));
  EXPECT_EQ(now_in(Scheme::regulator), "other");
  EXPECT_EQ(all().size(), 3u) << "what did not change is not written again";
  EXPECT_THAT(page(&show_referral, as(lead), {.reference = record.reference}), HasSubstr("Mixed, unclear or unstable"));
}

TEST_P(Categories, AreNotOverwrittenUnseen) {
  ASSERT_TRUE(chosen(as(lead), "mixed", "no_ideology", 0));
  EXPECT_THAT(chosen(as(deputy), "other", "other", 0), IsRefused("category.changed"));
}

TEST_P(Categories, AreOfThoseThatAreDeclaredAndForLeadsToChoose) {
  EXPECT_THAT(chosen(as(lead), "nonsense", "other", 0), IsRefused("category.unknown"));
  EXPECT_THAT(chosen(as(caseworker), "mixed", "other", 0), IsRefused("category.permission"));
  EXPECT_THAT(chosen(as(colleague), "mixed", "other", 0), IsRefused("case.unknown"));
}

TEST_P(Categories, SayWhatTheyMeanWhereTheyAreChosen) {
  const auto shown = page(&ask_categories, as(lead), {.reference = record.reference});
  EXPECT_THAT(shown, HasSubstr("A person’s faith is not a reason to choose this."));
  EXPECT_THAT(shown, HasSubstr("never a reason to refer anybody"));
  EXPECT_THAT(shown, HasSubstr("Office for Students"));
}

TEST_P(Categories, AreSealedInTheDatabase) {
  ASSERT_TRUE(chosen(as(lead), "extreme_right_wing", "incel", 0));
  for (const Category& category : all()) EXPECT_EQ(category.category_sealed.find("incel"), std::string::npos);
}

}  // namespace
}  // namespace regard::concerns
