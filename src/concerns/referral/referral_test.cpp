#include <fstream>
#include <sstream>

#include <boost/json.hpp>

#include "concerns/casework/handlers.h"
#include "concerns/referral/document.h"
#include "concerns/referral/handlers.h"
#include "concerns/referral/testing.h"

namespace regard::concerns {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using testing::IsRefused;

TEST(ReferralTable, IsThePictureInTheReadme) {
  std::ifstream readme{std::string{REGARD_SOURCE_DIR} + "/src/concerns/README.md"};
  std::ostringstream text;
  text << readme.rdbuf();
  EXPECT_THAT(text.str(), HasSubstr(workflow::picture(kReferralMoves, &word, &word)));
  EXPECT_THAT(text.str(), HasSubstr(workflow::picture(kOverrideMoves, &word, &word)));
}

Viewer somebody_with(std::initializer_list<Permission> permissions) {
  Viewer viewer{.person = PersonId::make(Instant{}), .strength = Strength::second_factor};
  for (const Permission& permission : permissions) viewer.grants.push_back({std::string{permission.name}, {}});
  return viewer;
}

constexpr ReferralState kEveryState[] = {ReferralState::draft, ReferralState::checked, ReferralState::sent, ReferralState::closed, ReferralState::dropped};
constexpr ReferralAction kEveryAction[] = {ReferralAction::fill_in, ReferralAction::record_consent, ReferralAction::ask_override, ReferralAction::check, ReferralAction::rework,
                                           ReferralAction::drop, ReferralAction::send, ReferralAction::revise, ReferralAction::close, ReferralAction::reopen};

// Every referral that there can be, as far as the table looks at it.
template <class Visit>
void each_referral(Visit visit) {
  for (const ReferralState state : kEveryState)
    for (const CaseState case_state : {CaseState::open, CaseState::closing, CaseState::closed})
      for (const Consent consent : {Consent::none, Consent::given, Consent::declined, Consent::taken_back})
        for (const int bits : {0, 1, 2, 3, 4, 5, 6, 7}) {
          Referral referral;
          referral.state = state;
          referral.case_state = case_state;
          referral.readiness = {.sections_open = bits & 1 ? 1 : 0, .consent = consent, .override_agreed = (bits & 2) != 0,
                                .review_on = bits & 4 ? std::optional<std::string>{"2026-01-01"} : std::nullopt};
          visit(referral);
        }
}

TEST(ReferralTable, LetsNothingLeaveThatIsNotWeighedCompleteAndAgreedTo) {
  const Viewer lead = somebody_with({kWorkOnCases, kOverseeCases}), caseworker = somebody_with({kWorkOnCases}), stranger = somebody_with({});
  int ready = 0;
  each_referral([&](const Referral& referral) {
    const auto& is = referral.readiness;
    const bool may_leave = referral.case_state == CaseState::open && is.sections_open == 0 && is.review_on && (is.consent == Consent::given || is.override_agreed);
    for (const ReferralAction action : kEveryAction) {
      EXPECT_FALSE(workflow::permitted(kReferralMoves, referral, action, stranger));
      for (const Viewer* viewer : {&lead, &caseworker}) {
        const auto next = workflow::permitted(kReferralMoves, referral, action, *viewer);
        if (!next) continue;
        if (action == ReferralAction::check || action == ReferralAction::send) {
          EXPECT_TRUE(may_leave);
          EXPECT_EQ(viewer, &lead);
          ++ready;
        }
        if (*next == ReferralState::checked) EXPECT_EQ(action, ReferralAction::check);
        if (*next == ReferralState::sent) EXPECT_TRUE(action == ReferralAction::send || action == ReferralAction::reopen);
        EXPECT_NE(referral.state, ReferralState::dropped) << "nothing comes after it";
        if (referral.case_state != CaseState::open) EXPECT_EQ(action, ReferralAction::drop);
      }
    }
  });
  EXPECT_EQ(ready, 2 * 5) << "from draft and from checked: with consent, or with one of three other answers and an override, or with both";
}

TEST(OverrideTable, TakesTwo) {
  const Viewer lead = somebody_with({kWorkOnCases, kOverseeCases}), other = somebody_with({kWorkOnCases, kOverseeCases}), caseworker = somebody_with({kWorkOnCases});
  const struct { const Viewer* asked; const Viewer* decides; bool may_decide, may_withdraw; } rows[] = {
      {&lead, &lead, false, true}, {&lead, &other, true, false}, {&lead, &caseworker, false, false},
      {&caseworker, &lead, true, false}, {&caseworker, &caseworker, false, true}};
  for (const auto& row : rows) {
    const Override request{.asked_by = *row.asked->person};
    for (const OverrideAction action : {OverrideAction::agree, OverrideAction::refuse})
      EXPECT_EQ(workflow::permitted(kOverrideMoves, request, action, *row.decides).has_value(), row.may_decide);
    EXPECT_EQ(workflow::permitted(kOverrideMoves, request, OverrideAction::withdraw, *row.decides).has_value(), row.may_withdraw);
  }
}

class Referrals : public testing::ReferralTest {};
INSTANTIATE_TEST_SUITE_P(Engines, Referrals, db::testing::engines(), db::testing::engine_name);

TEST_P(Referrals, BeginWithWhatTheCaseKnows) {
  const Referral referral = begun();
  EXPECT_EQ(referral.state, ReferralState::draft);
  EXPECT_EQ(answer_in("individual", "forename"), "Robin");
  EXPECT_EQ(answer_in("individual", "surname"), "Made-Up");
  EXPECT_EQ(answer_in("concerns", "facts"), "Withdrawn since the zanzibar excursion");
  EXPECT_EQ(answer_in("concerns", "alternative"), "") << "nobody has thought of one yet";
  EXPECT_EQ(answer_in("referrer", "referrer_name"), "Casey Caseworker");
  EXPECT_EQ(answer_in("dates", "first_known_on"), iso(london_date(record.opened_at)));
  EXPECT_THAT(event_types("case", record.id.value), ::testing::Contains("referral.begun"));
}

TEST_P(Referrals, SayOfAnAnonymousReporterOnlyThatTheyAreAnonymous) {
  begun();
  EXPECT_EQ(answer_in("identifier", "identifier_anonymous"), "yes");
  const forms::Answers answers = answers_in("identifier");
  EXPECT_EQ(answers.entries().size(), 1u);
}

TEST_P(Referrals, AreOneAtATime) {
  const Referral first = begun();
  EXPECT_EQ(begun().id, first.id);
  ASSERT_TRUE(changed(as(lead), ReferralAction::drop));
  EXPECT_NE(begun().id, first.id);
}

TEST_P(Referrals, DoNotExistForWhoDoesNotSeeTheCase) {
  begun();
  EXPECT_THAT(page(&show_referral, as(colleague), {.reference = record.reference}), "refused: case.unknown");
  EXPECT_THAT(override_asked(as(colleague)), IsRefused("case.unknown"));
  EXPECT_THAT(page(&take_json, as(colleague), {.reference = record.reference}), "refused: case.unknown");
}

TEST_P(Referrals, KeepEachSectionAsItWasLeft) {
  begun();
  forms::Answers typed;
  typed.set("facts", std::string{"Said so in the seminar"});
  typed.set("how_known", std::string{"Two students heard it"});
  typed.set("assumption", std::string{"That it was meant"});
  typed.set("alternative", std::string{"A joke"});
  ASSERT_TRUE(answered(as(caseworker), "concerns", "account", typed));
  EXPECT_EQ(answer_in("concerns", "assumption"), "That it was meant");
  EXPECT_EQ(answer_in("concerns", "alternative"), "A joke");
  EXPECT_THAT(page(&ask_section_question, as(lead), {.reference = record.reference, .parameters = {{"section", "concerns"}, {"question", "account"}}}),
              HasSubstr("Said so in the seminar"));
}

TEST_P(Referrals, TellWhoSavesAStaleSectionWhatItSaysNowAndKeepWhatTheyTyped) {
  begun();
  const int version = section("dates").version;
  forms::Answers first;
  first.set("first_known_on", std::string{"2025-10-02"});
  ASSERT_TRUE(answered(as(lead), "dates", "dates", first, version));
  const auto shown = page(&save_section_question, as(caseworker),
                          {.reference = record.reference,
                           .parameters = {{"section", "dates"}, {"question", "dates"}},
                           .form = {{"version", std::to_string(version)}, {"first_known_on-day", "3"}, {"first_known_on-month", "10"}, {"first_known_on-year", "2025"}}});
  EXPECT_THAT(shown, HasSubstr("Thursday 2 October 2025"));
  EXPECT_THAT(shown, HasSubstr("value=\"3\""));
  EXPECT_EQ(answer_in("dates", "first_known_on"), "2025-10-02");
}

TEST_P(Referrals, AreNotReadyBeforeEverySectionIsCompleteAndSomebodyAgreed) {
  begun();
  EXPECT_THAT(changed(as(lead), ReferralAction::check), IsRefused("referral.sections_open"));
  fill_in_everything();
  EXPECT_THAT(changed(as(lead), ReferralAction::check), IsRefused("referral.no_consent"));
  ASSERT_TRUE(consented(Consent::declined));
  EXPECT_THAT(changed(as(lead), ReferralAction::check), IsRefused("referral.no_consent"));
  ASSERT_TRUE(consented());
  EXPECT_THAT(changed(as(caseworker), ReferralAction::check), IsRefused("workflow.permission"));
  ASSERT_TRUE(changed(as(lead), ReferralAction::check));
  ASSERT_TRUE(consented(Consent::taken_back));
  EXPECT_EQ(seen().state, ReferralState::draft) << "what was agreed is taken back";
  EXPECT_FALSE(seen().checked_at || seen().checked_by);
  EXPECT_THAT(page(&show_referral, as(lead), {.reference = record.reference}), ::testing::Not(HasSubstr("declared on")));
  EXPECT_THAT(changed(as(lead), ReferralAction::check), IsRefused("referral.no_consent"));
}

TEST_P(Referrals, AreWeighedAgainAfterTheDayThatWasSet) {
  begun();
  fill_in_everything(iso(london_date(now())));
  ASSERT_TRUE(consented());
  clock.advance(std::chrono::days{2});
  EXPECT_THAT(changed(as(lead), ReferralAction::check), IsRefused("referral.weighed_long_ago"));
}

TEST_P(Referrals, ThatHaveToBeWeighedAgainAreOnTheFirstPageOfWhoSeesTheCase) {
  begun();
  fill_in_everything("2025-12-10");
  const auto waits = [&](PersonId person) {
    const Viewer viewer = as(person);
    const http::Request request;
    const web::Visit visit{services(), request, viewer, english(), now(), {}, {}};
    auto read = db().read();
    const auto all = needs(visit, read);
    return std::ranges::count(all, "Referrals to weigh again", &Needs::heading) > 0;
  };
  EXPECT_FALSE(waits(lead));
  clock.advance(std::chrono::hours{24 * 13});
  EXPECT_TRUE(waits(lead)) << "a week before";
  EXPECT_TRUE(waits(caseworker));
  EXPECT_FALSE(waits(colleague));
}

TEST_P(Referrals, GoOnWithoutConsentOnlyByASecondPerson) {
  begun();
  fill_in_everything();
  ASSERT_TRUE(override_asked(as(lead)));
  EXPECT_THAT(override_decided(as(lead), OverrideAction::agree), IsRefused("override.second_person"));
  EXPECT_THAT(override_decided(as(caseworker), OverrideAction::agree), IsRefused("workflow.permission"));
  ASSERT_TRUE(override_decided(as(deputy), OverrideAction::agree));
  ASSERT_TRUE(changed(as(lead), ReferralAction::check));
  EXPECT_THAT(event_types("case", record.id.value), ::testing::Contains("referral.override_agreed"));
}

TEST_P(Referrals, SayWhereverTheyGoOnWithoutConsentThatOnePersonDecidedAlone) {
  begun();
  fill_in_everything();
  Viewer alone = as(lead);
  for (const auto& right : rights(SelfApproval::yes))
    if (right.permission == kApproveOwn) alone.grants.push_back({std::string{kApproveOwn.name}, {}});
  ASSERT_TRUE(override_asked(alone));
  ASSERT_TRUE(override_decided(alone, OverrideAction::agree));
  EXPECT_TRUE(seen().readiness.override_by_oneself);
  EXPECT_THAT(page(&show_case, as(deputy), {.reference = record.reference}), HasSubstr("Agreed to refer without consent by the person who asked for it"));
  EXPECT_THAT(page(&show_referral, as(deputy), {.reference = record.reference}), HasSubstr("Agreed by the person who asked for it"));
  const auto json = page(&take_json, as(deputy), {.reference = record.reference});
  EXPECT_THAT(json, HasSubstr("not_given_one_person_decided"));
  const http::Request request;
  const auto paper = paper_of(web::Visit{services(), request, alone, english(), now(), {}, {}}, boost::json::parse(json).as_object());
  EXPECT_THAT(paper.content.text(), HasSubstr("One person at the provider decided alone"));
  EXPECT_THAT(paper.content.text(), Not(HasSubstr("Two people")));
}

TEST_P(Referrals, AreNotAgreedToByWhoIsKeptAway) {
  begun();
  fill_in_everything();
  ASSERT_TRUE(override_asked(as(caseworker)));
  somebody("Ola Other-Deputy", people::Role::deputy);
  ASSERT_TRUE(kept_away(as(lead), record.reference, deputy));
  EXPECT_THAT(override_decided(as(deputy), OverrideAction::agree), IsRefused("case.unknown"));
}

TEST_P(Referrals, StayWithoutAgreementWhenTheSecondPersonRefuses) {
  begun();
  fill_in_everything();
  ASSERT_TRUE(override_asked(as(caseworker)));
  ASSERT_TRUE(override_decided(as(deputy), OverrideAction::refuse));
  EXPECT_THAT(changed(as(lead), ReferralAction::check), IsRefused("referral.no_consent"));
  ASSERT_TRUE(override_asked(as(caseworker))) << "with better reasons";
}

TEST_P(Referrals, AreNotAgreedToByAnAnswerToARequestThatWasTakenBack) {
  begun();
  fill_in_everything();
  ASSERT_TRUE(override_asked(as(lead)));
  const int read_by_the_deputy = request().version;
  ASSERT_TRUE(override_decided(as(lead), OverrideAction::withdraw));
  clock.advance(std::chrono::minutes{1});
  ASSERT_TRUE(override_asked(as(lead))) << "with reasons that the deputy has not read";
  EXPECT_EQ(override_decided(as(deputy), OverrideAction::agree, read_by_the_deputy).error().kind, ErrorKind::conflict);
  EXPECT_FALSE(seen().readiness.override_agreed);
  EXPECT_TRUE(override_decided(as(deputy), OverrideAction::agree));
}

TEST_P(Referrals, ThatFollowAnotherAreNotChangedByItsPages) {
  begun();
  const int seen_of_the_first = seen().version;
  ASSERT_TRUE(changed(as(lead), ReferralAction::drop));
  clock.advance(std::chrono::minutes{1});
  begun();
  EXPECT_EQ(changed(as(lead), ReferralAction::drop, seen_of_the_first).error().kind, ErrorKind::conflict);
}

TEST_P(Referrals, NeedAnotherAgreementWhenTheFormChangedSince) {
  begun();
  fill_in_everything();
  ASSERT_TRUE(override_asked(as(caseworker)));
  forms::Answers other;
  other.set("other_information", std::string{"Something that the second person has not read"});
  ASSERT_TRUE(answered(as(caseworker), "other", "other", other));
  EXPECT_THAT(override_decided(as(deputy), OverrideAction::agree), IsRefused("override.form_changed"));
  ASSERT_TRUE(override_asked(as(caseworker))) << "the same request, brought up to date";
  ASSERT_TRUE(override_decided(as(deputy), OverrideAction::agree));
  ASSERT_TRUE(completed(as(caseworker), "other"));
  ASSERT_TRUE(seen().readiness.override_agreed) << "marking as complete changes no word";
  ASSERT_TRUE(answered(as(caseworker), "other", "other", other));
  EXPECT_FALSE(seen().readiness.override_agreed);
}

TEST_P(Referrals, NeedAnotherAgreementWhenThePersonDeclinesSince) {
  begun();
  fill_in_everything();
  ASSERT_TRUE(override_asked(as(lead)));
  ASSERT_TRUE(override_decided(as(deputy), OverrideAction::agree));
  ASSERT_TRUE(changed(as(lead), ReferralAction::check));
  ASSERT_TRUE(consented(Consent::declined));
  EXPECT_THAT(changed(as(lead), ReferralAction::check), IsRefused("referral.no_consent"));
  EXPECT_THAT(changed(as(lead), ReferralAction::send), IsRefused("workflow.wrong_state"));

  ASSERT_TRUE(override_asked(as(lead)));
  ASSERT_TRUE(consented(Consent::declined));
  EXPECT_THAT(override_decided(as(deputy), OverrideAction::agree), IsRefused("override.form_changed")) << "they declined while somebody read";
  ASSERT_TRUE(override_asked(as(lead)));
  ASSERT_TRUE(override_decided(as(deputy), OverrideAction::agree));
  ASSERT_TRUE(changed(as(lead), ReferralAction::check));
}

TEST_P(Referrals, TakeAnAnswerOnceAndSayWhenAnotherCameFromTheSamePage) {
  begun();
  const ConsentId once = ConsentId::make(now());
  const Viewer by = as(caseworker);
  const auto recorded = [&](Consent answer) {
    const NewConsent consent{once, answer, "2025-11-20", ConsentMeans::in_person, PrivateText{"They said so"}, seen().version};
    return write([&](db::Tx& tx) { return record_consent(tx, services(), by, record.reference, consent, now()); });
  };
  ASSERT_TRUE(recorded(Consent::given));
  EXPECT_TRUE(recorded(Consent::given));
  EXPECT_THAT(recorded(Consent::declined), IsRefused("consent.sent_before"));
  EXPECT_EQ(Consent::given, seen().readiness.consent);
}

TEST_P(Referrals, TakeBackOnlyConsentThatWasGivenAndNoneOfLongAgo) {
  begun();
  EXPECT_THAT(consented(Consent::taken_back), IsRefused("consent.nothing_to_take_back"));
  EXPECT_EQ(Consent::none, seen().readiness.consent);
  const Viewer by = as(caseworker);
  const NewConsent long_ago{ConsentId::make(now()), Consent::given, "2001-01-01", ConsentMeans::in_person, {}, seen().version};
  const auto refused = write([&](db::Tx& tx) { return record_consent(tx, services(), by, record.reference, long_ago, now()); });
  ASSERT_THAT(refused, IsRefused("step.before_the_case"));
  EXPECT_EQ("answered_on", refused.error().fields.at(0).field);
  ASSERT_TRUE(consented());
  EXPECT_TRUE(consented(Consent::taken_back));
}

TEST_P(Referrals, OfferNoSecondRequestWhileOneWaits) {
  begun();
  const auto shown = [&](const Viewer& by) { return page(&show_referral, by, {.reference = record.reference}); };
  EXPECT_THAT(shown(as(caseworker)), HasSubstr("Ask to go on without consent"));
  ASSERT_TRUE(override_asked(as(caseworker)));
  for (const Viewer& viewer : {as(caseworker), as(lead)}) EXPECT_THAT(shown(viewer), ::testing::Not(HasSubstr("Ask to go on without consent")));
  fill_in_everything();
  EXPECT_THAT(shown(as(caseworker)), HasSubstr("Ask to go on without consent")) << "the form has changed since";
  EXPECT_THAT(page(&ask_ready, as(lead), {.reference = record.reference}), ::testing::Not(HasSubstr("without that..")));
}

TEST_P(Referrals, AreDecidedOnOnceWhenTwoDecide) {
  begun();
  fill_in_everything();
  ASSERT_TRUE(override_asked(as(caseworker)));
  const int version = request().version;
  ASSERT_TRUE(override_asked(as(caseworker))) << "with other reasons, while somebody reads";
  EXPECT_THAT(override_decided(as(deputy), OverrideAction::agree, version), IsRefused("override.changed"));
  ASSERT_TRUE(override_decided(as(deputy), OverrideAction::agree));
  EXPECT_THAT(override_decided(as(lead), OverrideAction::refuse), IsRefused("override.not_waiting"));
}

TEST_P(Referrals, SayWhatIsMissing) {
  begun();
  EXPECT_THAT(page(&show_referral, as(lead), {.reference = record.reference}), HasSubstr("Some sections are not marked as complete."));
  EXPECT_THAT(page(&ask_ready, as(lead), {.reference = record.reference}), HasSubstr("You cannot do this now"));
  const auto shown = page(&save_section, as(caseworker),
                          {.reference = record.reference, .parameters = {{"section", "concerns"}}, .form = {{"version", std::to_string(section("concerns").version)}}});
  EXPECT_THAT(shown, HasSubstr("There is a problem"));
  EXPECT_THAT(shown, HasSubstr("Enter what else could explain it"));
}

TEST_P(Referrals, GiveTheirFormAsJsonWithoutWhatIsOursToKeep) {
  begun();
  fill_in_everything();
  const auto json = page(&take_json, as(caseworker), {.reference = record.reference});
  EXPECT_THAT(json, HasSubstr("\"document\":\"national_referral_form\""));
  EXPECT_THAT(json, HasSubstr("\"sent\":null"));
  EXPECT_THAT(json, HasSubstr("\"name\":\"how_known\""));
  EXPECT_THAT(json, Not(HasSubstr("rights_speech")));
  EXPECT_THAT(event_types("case", record.id.value), ::testing::Contains("referral.document_taken"));
}

}  // namespace
}  // namespace regard::concerns
