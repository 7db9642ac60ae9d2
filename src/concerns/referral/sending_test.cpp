// What was sent, and what partners are told.
#include "concerns/referral/sending.h"

#include <boost/json.hpp>

#include "concerns/agency/store.h"
#include "concerns/category/category.h"
#include "concerns/keeping/store.h"
#include "concerns/pathway/handlers.h"
#include "concerns/pathway/store.h"
#include "concerns/referral/document.h"
#include "concerns/referral/handlers.h"
#include "concerns/referral/information.h"
#include "concerns/referral/store.h"
#include "concerns/referral/testing.h"

namespace regard::concerns {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;
using testing::IsRefused;

class Sendings : public testing::ReferralTest {
 protected:
  void SetUp() override {
    ReferralTest::SetUp();
    if (!IsSkipped()) council = agency("Made-Up Council");
  }

  AgencyId council;

  AgencyId agency(const std::string& name) {
    const Agency made{.id = AgencyId::make(now()), .reference = new_reference('G'), .kind = "council", .name = name, .made_at = now(), .made_by = lead};
    write([&](db::Tx& tx) {
      store::insert(tx, made);
      return true;
    });
    return made.id;
  }
  std::string today() { return iso(london_date(now())); }
  void make_ready() {
    begun();
    fill_in_everything();
    ASSERT_TRUE(consented());
    ASSERT_TRUE(changed(as(lead), ReferralAction::check));
    ASSERT_TRUE(recorded(StepKind::informed, today(), StepOutcome::agrees));
  }
  NewSending sending(std::string sent_on = {}) {
    return {StepId::make(now()), sent_on.empty() ? today() : sent_on, council, Route::secure_email, "safeguarding", {}, seen().version};
  }
  Result<Referral> sent(const Viewer& by, const NewSending& how) {
    return write([&](db::Tx& tx) { return send_referral(tx, services(), english(), by, record.reference, how, now()); });
  }
  std::vector<Copy> copies(const Viewer& by) {
    auto read = db().read();
    return store::copies(read, sight_of(by, kOverseeCases), record.reference);
  }
  Result<Step> recorded(StepKind kind, std::string on, std::optional<StepOutcome> outcome = {}, std::optional<AgencyId> whose = {}) {
    const Viewer by = as(caseworker);
    return write([&](db::Tx& tx) {
      return record_step(tx, services(), by, record.reference,
                         NewStep{.id = StepId::make(now()), .kind = kind, .happened_on = std::move(on), .outcome = outcome, .agency = whose,
                                 .text = PrivateText{"what they asked for"}}, now());
    });
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, Sendings, db::testing::engines(), db::testing::engine_name);

TEST_P(Sendings, KeepACopyAsItWasSent) {
  make_ready();
  ASSERT_TRUE(sent(as(lead), sending()));
  EXPECT_EQ(seen().state, ReferralState::sent);
  const auto all = copies(as(caseworker));
  ASSERT_EQ(all.size(), 1u);
  const auto key = keyring().find(record.key);
  const PrivateText document = crypto::open(*key, {kCopyDocument, all[0].id.value}, all[0].document_sealed);
  EXPECT_EQ(hash_of(*key, document.reveal()), all[0].hash);
  EXPECT_NE(crypto::hash(document.reveal()), all[0].hash) << "whoever guesses what was sent needs the key to see that it was";
  EXPECT_THAT(document.reveal(), HasSubstr("Made-Up Council"));
  EXPECT_THAT(document.reveal(), Not(HasSubstr("rights_speech")));
  const PrivateText reasons = crypto::open(*key, {kCopyReasons, all[0].id.value}, all[0].reasons_sealed);
  EXPECT_THAT(reasons.reveal(), HasSubstr("rights_speech")) << "why it was sent is kept beside it";
  EXPECT_THAT(event_types("case", record.id.value), Contains("referral.sent"));
  EXPECT_TRUE(copies(as(colleague)).empty());
}

TEST_P(Sendings, AreOfTheDocumentThatWasTakenOnceItWasReadyAndThatIsNoDraft) {
  begun();
  fill_in_everything();
  ASSERT_TRUE(consented());
  const auto taken = [&] { return page(&take_json, as(lead), {.reference = record.reference}); };
  EXPECT_THAT(taken(), HasSubstr("\"draft\":true"));
  ASSERT_TRUE(changed(as(lead), ReferralAction::check));
  ASSERT_TRUE(recorded(StepKind::informed, today(), StepOutcome::agrees));
  EXPECT_THAT(page(&show_referral, as(lead), {.reference = record.reference}), HasSubstr("The form to send (PDF)"));
  auto before = boost::json::parse(taken()).as_object();
  EXPECT_FALSE(before.contains("draft"));
  ASSERT_TRUE(sent(as(lead), sending()));
  const auto copy = copies(as(lead)).at(0);
  const PrivateText document = crypto::open(*keyring().find(record.key), {kCopyDocument, copy.id.value}, copy.document_sealed);
  auto after = boost::json::parse(document.reveal()).as_object();
  EXPECT_FALSE(after.contains("draft"));
  before.erase("sent");
  after.erase("sent");
  EXPECT_EQ(before, after) << "but for how it was sent";
}

TEST_P(Sendings, AreAStepOnThePathway) {
  make_ready();
  ASSERT_TRUE(sent(as(lead), sending()));
  auto read = db().read();
  const auto steps = store::steps(read, record.id);
  ASSERT_EQ(steps.size(), 2u);
  EXPECT_EQ(steps[1].kind, StepKind::referral);
  EXPECT_TRUE(steps[1].is_open()) << "the gateway's answer is awaited";
}

TEST_P(Sendings, OfALaterEditionAreAStepOnlyWhereThatOfTheFirstWasWithdrawn) {
  make_ready();
  ASSERT_TRUE(sent(as(lead), sending()));
  const auto send_another = [&] {
    ASSERT_TRUE(changed(as(lead), ReferralAction::revise));
    ASSERT_TRUE(changed(as(lead), ReferralAction::check));
    ASSERT_TRUE(sent(as(lead), sending()));
  };
  const auto referrals = [&] {
    auto read = db().read();
    const auto steps = store::steps(read, record.id);
    return std::ranges::count_if(steps, [](const Step& step) { return step.kind == StepKind::referral && step.counts(); });
  };
  send_another();
  EXPECT_EQ(1, referrals());
  const Viewer by = as(lead);
  ASSERT_TRUE(write([&](db::Tx& tx) {
    const auto steps = store::steps(tx, record.id);
    const auto made = std::ranges::find(steps, StepKind::referral, &Step::kind);
    return record_step(tx, services(), by, record.reference, NewStep{.id = StepId::make(now()), .kind = StepKind::withdrawal, .happened_on = today(), .about = made->id,
                                                                     .text = PrivateText{"the day was wrong"}}, now());
  }));
  EXPECT_EQ(0, referrals());
  send_another();
  EXPECT_EQ(1, referrals());
}

TEST_P(Sendings, WaitUntilItIsSaidWhetherThePersonWasTold) {
  begun();
  fill_in_everything();
  ASSERT_TRUE(consented());
  ASSERT_TRUE(changed(as(lead), ReferralAction::check));
  const auto refused = sent(as(lead), sending());
  ASSERT_FALSE(refused);
  ASSERT_EQ(refused.error().fields.size(), 1u);
  EXPECT_EQ(refused.error().fields[0].field, "sent_on");
  EXPECT_EQ(seen().state, ReferralState::checked) << "nothing was recorded";
}

TEST_P(Sendings, AreOnceHoweverOftenTheyAreSentFromThePage) {
  make_ready();
  const NewSending how = sending();
  ASSERT_TRUE(sent(as(lead), how));
  EXPECT_FALSE(sent(as(lead), how));
  EXPECT_EQ(copies(as(lead)).size(), 1u);
}

TEST_P(Sendings, StayAsTheyWereWhenTheFormChangesLater) {
  make_ready();
  ASSERT_TRUE(sent(as(lead), sending()));
  const std::string before = copies(as(lead)).at(0).document_sealed;
  forms::Answers other;
  other.set("other_information", std::string{"Learned later"});
  EXPECT_THAT(answered(as(caseworker), "other", "other", other), IsRefused("workflow.wrong_state"));
  ASSERT_TRUE(changed(as(lead), ReferralAction::revise));
  ASSERT_TRUE(answered(as(caseworker), "other", "other", other));
  ASSERT_TRUE(completed(as(caseworker), "other"));
  ASSERT_TRUE(changed(as(lead), ReferralAction::check));
  ASSERT_TRUE(sent(as(lead), sending()));
  const auto all = copies(as(lead));
  ASSERT_EQ(all.size(), 2u);
  EXPECT_EQ(all[0].edition, 2);
  EXPECT_EQ(all[1].document_sealed, before);
  EXPECT_NE(all[0].hash, all[1].hash);
}

TEST_P(Sendings, AreRefusedOutOfOrderOrWithoutABasis) {
  make_ready();
  EXPECT_THAT(sent(as(lead), sending("2020-01-01")), IsRefused("referral.sent_before_check"));
  NewSending how = sending();
  how.basis = "nonsense";
  EXPECT_THAT(sent(as(lead), how), IsRefused("referral.basis"));
  how.basis = "agreement";
  EXPECT_THAT(sent(as(lead), how), IsRefused("referral.agreement"));
  how.basis_note = PrivateText{"Agreement 7"};
  EXPECT_THAT(sent(as(caseworker), how), IsRefused("workflow.permission"));
  ASSERT_TRUE(sent(as(lead), how));
}

TEST_P(Sendings, FixTheCategories) {
  make_ready();
  const Viewer by = as(lead);
  const auto choose = [&](int seen) {
    return write([&](db::Tx& tx) { return choose_categories(tx, services(), by, record.reference, {"mixed", "other", seen}, now()); });
  };
  ASSERT_TRUE(choose(0));
  ASSERT_TRUE(sent(as(lead), sending()));
  EXPECT_THAT(choose(2), IsRefused("category.sent"));
}

TEST_P(Sendings, LeaveCategoriesThatNobodyHadChosenToBeChosenOnce) {
  make_ready();
  const Viewer by = as(lead);
  const auto shown = [&](web::Handler handler) { return page(handler, by, {.reference = record.reference}); };
  EXPECT_THAT(shown(&ask_referral_sending), HasSubstr("The categories for the figures are not chosen yet"));
  ASSERT_TRUE(sent(by, sending()));
  EXPECT_THAT(shown(&show_referral), HasSubstr("/referral/categories"));
  ASSERT_TRUE(write([&](db::Tx& tx) { return choose_categories(tx, services(), by, record.reference, {"mixed", "other", 0}, now()); }));
  EXPECT_THAT(shown(&show_referral), ::testing::AllOf(HasSubstr("they stay as they were chosen"), ::testing::Not(HasSubstr("/referral/categories"))));
}

TEST_P(Sendings, AreGivenAgainAsPdfAndJson) {
  make_ready();
  ASSERT_TRUE(sent(as(lead), sending()));
  const testing::Asked asked{.reference = record.reference, .parameters = {{"copy", copies(as(lead)).at(0).id.text()}}};
  EXPECT_THAT(page(&take_copy_json, as(caseworker), asked), HasSubstr("\"edition\":1"));
  EXPECT_THAT(page(&take_copy_pdf, as(caseworker), asked), ::testing::StartsWith("%PDF-1.7"));
  EXPECT_EQ(page(&take_copy_json, as(colleague), asked), "refused: case.unknown");
  EXPECT_EQ(std::ranges::count(event_types("case", record.id.value), "referral.document_taken"), 2) << "as PDF and as JSON";
}

TEST_P(Sendings, ThatAreClosedAreNotWaitedFor) {
  make_ready();
  ASSERT_TRUE(sent(as(lead), sending()));
  const auto pathway = [&] { return page(&show_pathway, as(lead), {.reference = record.reference}); };
  const auto awaited = [&] {
    auto read = db().read();
    return store::open_steps(read, sight_of(as(lead), kOverseeCases), 10).size();
  };
  EXPECT_THAT(pathway(), ::testing::AllOf(HasSubstr("Waiting for the gateway"), HasSubstr("/pathway/steps/panel_set")));
  EXPECT_EQ(1u, awaited());
  ASSERT_TRUE(changed(as(lead), ReferralAction::close));
  EXPECT_THAT(pathway(), ::testing::AllOf(HasSubstr("Nothing is awaited."), ::testing::Not(HasSubstr("/pathway/steps/panel_set")), ::testing::Not(HasSubstr("the gateway’s answer"))));
  EXPECT_EQ(0u, awaited());
  {
    auto read = db().read();
    EXPECT_FALSE(store::waits_for_somebody(read, record.id)) << "so that it can end";
  }
  ASSERT_TRUE(changed(as(lead), ReferralAction::reopen));
  EXPECT_THAT(pathway(), HasSubstr("Waiting for the gateway"));
  EXPECT_EQ(1u, awaited());
}

TEST_P(Sendings, ThatAreClosedAreNotWaitedForWhenAnotherReferralIsBegun) {
  make_ready();
  ASSERT_TRUE(sent(as(lead), sending()));
  ASSERT_TRUE(changed(as(lead), ReferralAction::close));
  clock.advance(std::chrono::hours{1});
  begun();
  const auto awaited = [&] {
    auto read = db().read();
    return store::open_steps(read, sight_of(as(lead), kOverseeCases), 10).size();
  };
  EXPECT_EQ(0u, awaited());
  EXPECT_THAT(page(&show_pathway, as(lead), {.reference = record.reference}), HasSubstr("Nothing is awaited."));
  ASSERT_TRUE(changed(as(lead), ReferralAction::drop));
  EXPECT_EQ(0u, awaited());
}

TEST_P(Sendings, OnConsentOfTheFormLetItBeTakenBack) {
  make_ready();
  ASSERT_TRUE(sent(as(lead), sending()));
  EXPECT_TRUE(recorded(StepKind::consent, today(), StepOutcome::taken_back));
}

TEST_P(Sendings, TakeNoReplyOnceTheyAreClosed) {
  make_ready();
  ASSERT_TRUE(sent(as(lead), sending()));
  ASSERT_TRUE(changed(as(lead), ReferralAction::close));
  EXPECT_THAT(recorded(StepKind::gateway, today(), StepOutcome::accepted), IsRefused("referral.closed"));
  ASSERT_TRUE(changed(as(lead), ReferralAction::reopen));
  EXPECT_TRUE(recorded(StepKind::gateway, today(), StepOutcome::accepted));
}

}  // namespace
}  // namespace regard::concerns
