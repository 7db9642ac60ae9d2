#include "platform/forms/drafts.h"

#include "platform/db/testing.h"

namespace regard::forms {
namespace {

class Drafts : public db::testing::DatabaseTest {
 protected:
  const Instant now{std::chrono::hours{500'000}};
  static constexpr DraftKey mine{"tell-us", "the secret of my browser"};
  static constexpr DraftKey theirs{"tell-us", "the secret of another browser"};

  void save(const DraftKey& key, std::string name) {
    Answers answers;
    answers.set("name", std::move(name));
    db().write([&](db::Tx& tx) { save_draft(tx, key, answers, now); });
  }
  std::optional<Draft> load(const DraftKey& key, Instant at) {
    auto read = db().read();
    return load_draft(read, key, at);
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, Drafts, db::testing::engines(), db::testing::engine_name);

TEST_P(Drafts, AreFoundOnlyWithTheBrowsersSecret) {
  save(mine, "Robin");
  EXPECT_EQ("Robin", load(mine, now)->answers.text("name"));
  EXPECT_FALSE(load(theirs, now));
  EXPECT_FALSE(load({"another form", mine.secret}, now));
}

TEST_P(Drafts, CannotBeReadInTheDatabase) {
  save(mine, "Robin");
  auto read = db().read();
  const auto row = read.one("SELECT id, answers_sealed FROM draft");
  EXPECT_EQ(std::string::npos, row->text("answers_sealed").find("Robin"));
  EXPECT_EQ(std::string::npos, row->text("id").find("secret"));
}

TEST_P(Drafts, KeepOnlyTheReceiptOnceSent) {
  save(mine, "Robin");
  db().write([&](db::Tx& tx) { finish_draft(tx, mine, "C-7K2Q-9XWD", now); });
  const auto draft = load(mine, now);
  EXPECT_EQ("C-7K2Q-9XWD", draft->receipt);
  EXPECT_FALSE(draft->answers.has("name"));
}

TEST_P(Drafts, AreForgottenWhenNobodyTouchesThem) {
  save(mine, "Robin");
  EXPECT_TRUE(load(mine, now + kDraftsLast - std::chrono::seconds{1}));
  EXPECT_FALSE(load(mine, now + kDraftsLast));
  EXPECT_EQ(1u, db().write([&](db::Tx& tx) { return forget_old_drafts(tx, now + kDraftsLast); }));
}

TEST_P(Drafts, AreForgottenOnLeaving) {
  save(mine, "Robin");
  save(theirs, "Kit");
  db().write([&](db::Tx& tx) { forget_draft(tx, mine); });
  EXPECT_FALSE(load(mine, now));
  EXPECT_TRUE(load(theirs, now));
}

}  // namespace
}  // namespace regard::forms
