// Somebody asks what is held about them: from the request to the answer, and who sees what of it on the way.
#include <boost/json.hpp>

#include "concerns/subject_access/testing.h"
#include "platform/base/calendar.h"
#include "platform/holdings/holdings.h"
#include "platform/holdings/store.h"
#include "platform/retention/retention.h"
#include "subject_access/handlers.h"
#include "subject_access/subject_access.h"

namespace regard::subject_access {
namespace {

using holdings::RequestAction;
using holdings::RequestState;
using holdings::Verdict;
using ::testing::HasSubstr;
using ::testing::Not;

people::RoleSheet with_requests() {
  auto all = concerns::testing::sheet().rights();
  for (const auto& right : rights()) all.push_back(right);
  return people::RoleSheet{std::move(all)};
}

class SubjectAccess : public concerns::testing::HeldTest {
 protected:
  SubjectAccess() : HeldTest{with_requests()} {}
  PersonId officer;
  concerns::Case record;
  std::string reference;
  void SetUp() override {
    ConcernsTest::SetUp();
    if (IsSkipped()) return;
    officer = somebody("Dora Dataprotection", people::Role::data_protection);
    record = a_case();
    entry("The police asked for the time table");
    entry("Met Robin with Alex Otherperson, who is worried too");
    concerns::index_everything(services());
    reference = started();
  }
  void entry(std::string text) {
    const Viewer by = as(caseworker);
    write([&](db::Tx& tx) {
      return concerns::add_entry(tx, services(), by, record.reference, {concerns::EntryId::make(now()), concerns::EntryKind::note, "2025-11-20", PrivateText{text}}, now());
    });
  }
  std::string started(std::optional<PersonId> staff = {}, std::string name = "Robin Made-Up") {
    const auto key = keyring().take(now());
    const Viewer by = as(officer);
    const holdings::NewRequest asked{PrivateText{std::move(name)}, {}, {}, PrivateText{"1 Invented Road"}, PrivateText{"saw a card"}, today(), staff};
    return write([&](db::Tx& tx) { return holdings::start(tx, services(), by, asked, key, now()); })->reference;
  }
  std::string gathered(PersonId by, const std::string& words = "Robin") {
    const auto found = page(&find_records, as(by), {.reference = reference, .form = {{"words", words}}});
    EXPECT_EQ(location(answered(&confirm_records, as(by), {.reference = reference, .form = {{"record", record.reference}}})), "/requests/" + reference);
    return found;
  }
  Result<holdings::Request> moved(PersonId by, RequestAction action, std::string reasons = "for reasons") {
    const Viewer viewer = as(by);
    const int version = request().version;
    return write([&](db::Tx& tx) {
      return holdings::move(tx, services(), viewer, reference, action, {PrivateText{reasons}, version}, now());
    });
  }
  holdings::Request request() {
    auto read = db().read();
    return holdings::store::find(read, as(officer), reference).value();
  }
  std::vector<holdings::StoredPassage> passages() {
    auto read = db().read();
    return holdings::store::passages(read, request().id);
  }
  Result<holdings::Request> decided_about(const holdings::StoredPassage& passage, Verdict verdict, std::vector<std::string> out = {}) {
    const Viewer viewer = as(officer);
    return write([&](db::Tx& tx) {
      return holdings::decide(tx, services(), viewer, reference, passage.id, {verdict, out, "crime", PrivateText{"it would warn"}, passage.version}, now());
    });
  }
  std::string shown(PersonId to) { return page(&show_request, as(to), {.reference = reference}); }
  // The newest entry with a name taken out, all else withheld.
  void decide_all() {
    const auto key = keyring().find(request().key).value();
    for (const auto& passage : passages()) {
      const auto opened = holdings::opened(passage, key);
      EXPECT_TRUE(opened.text.reveal().starts_with("Met Robin") ? decided_about(passage, Verdict::redacted, {"Alex Otherperson"}) : decided_about(passage, Verdict::withheld));
    }
  }
  Result<holdings::Request> given_out() {
    const Viewer viewer = as(officer);
    const int version = request().version;
    return write([&](db::Tx& tx) { return holdings::give_out(tx, services(), viewer, reference, version, now()); });
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, SubjectAccess, db::testing::engines(), db::testing::engine_name);

TEST_P(SubjectAccess, GoesFromARequestToAnAnswerThatTellsNobodyElse) {
  EXPECT_THAT(gathered(lead), HasSubstr(record.reference));
  ASSERT_TRUE(moved(lead, RequestAction::release));
  EXPECT_THAT(moved(officer, RequestAction::ask_second_look), people::testing::IsRefused("request.undecided"));
  decide_all();
  ASSERT_TRUE(moved(officer, RequestAction::ask_second_look));
  ASSERT_TRUE(moved(deputy, RequestAction::approve));
  ASSERT_TRUE(given_out());
  EXPECT_TRUE(passages().empty()) << "the working copies went";
  const auto answer = page(&show_answer, as(officer), {.reference = reference});
  EXPECT_THAT(answer, HasSubstr("Met Robin with […], who is worried too"));
  const auto json = page(&answer_as_json, as(officer), {.reference = reference});
  EXPECT_THAT(json, Not(HasSubstr("Otherperson")));
  EXPECT_THAT(json, HasSubstr("\"exemption\":\"crime\""));
}

TEST_P(SubjectAccess, RecordsWhoseNamesWereShownToWhoeverLooked) {
  gathered(lead);
  auto read = db().read();
  const auto lines = audit::list(read, {.type = "list.looked_at", .by = lead}, 10);
  ASSERT_EQ(lines.size(), 1u);
  EXPECT_THAT(lines.front().details, HasSubstr(record.reference));
}

TEST_P(SubjectAccess, TheOfficerReadsNothingBeforeItIsReleased) {
  gathered(lead);
  EXPECT_THAT(shown(officer), Not(HasSubstr("who is worried too")));
  EXPECT_EQ(page(&show_answer, as(officer), {.reference = reference}), "refused: answer.unknown");
  EXPECT_THAT(shown(lead), HasSubstr("who is worried too"));
  ASSERT_TRUE(moved(lead, RequestAction::release));
  EXPECT_THAT(shown(officer), HasSubstr("who is worried too"));
}

TEST_P(SubjectAccess, ProposesTheNamesOfOthersAndNotOfWhoAsks) {
  entry("Casey Caseworker rang");
  gathered(lead);
  ASSERT_TRUE(moved(lead, RequestAction::release));
  const auto key = keyring().find(request().key).value();
  for (const auto& stored : passages()) {
    const auto passage = holdings::opened(stored, key);
    if (passage.text.reveal().starts_with("Casey")) {
      EXPECT_THAT(passage.names, ::testing::ElementsAre("Casey Caseworker"));
    }
  }
}

TEST_P(SubjectAccess, ProposesTheNameOfWhomItIsAboutWhereAWitnessAsks) {
  const Viewer by = as(caseworker);
  ASSERT_TRUE(is_witness_in(record, by, "Wendy Witness"));
  entry("Wendy Witness saw Robin Made-Up");
  reference = started({}, "Witness, Wendy");
  gathered(lead);
  const auto key = keyring().find(request().key).value();
  const auto all = passages();
  const auto seen = std::ranges::find_if(all, [&](const auto& stored) {
    const auto passage = holdings::opened(stored, key);
    return passage.text.reveal() == "Wendy Witness saw Robin Made-Up";
  });
  ASSERT_NE(seen, all.end());
  EXPECT_THAT(holdings::opened(*seen, key).names, ::testing::ElementsAre("Robin Made-Up"));
}

TEST_P(SubjectAccess, HandsOverWhatIsKeptApartAndWhatLeft) {
  const Viewer by = as(caseworker);
  const auto id = concerns::EntryId::make(now());
  ASSERT_TRUE(write([&](db::Tx& tx) {
    return concerns::add_entry(tx, services(), by, record.reference,
                               {.id = id, .kind = concerns::EntryKind::note, .happened_on = "2025-11-20", .text = PrivateText{"Came late"},
                                .apart = {.assumed = PrivateText{"That he slept badly"}, .alternative = PrivateText{"The bus was late"}}}, now());
  }));
  extract_made_of(record, "A student came late");
  concerns::index_everything(services());
  EXPECT_THAT(page(&find_records, as(lead), {.reference = reference, .form = {{"words", "slept badly"}}}), HasSubstr(record.reference));
  gathered(lead);
  const auto shown_to_lead = shown(lead);
  for (const auto* text : {"That he slept badly", "The bus was late", "A student came late"}) EXPECT_THAT(shown_to_lead, HasSubstr(text));
}

TEST_P(SubjectAccess, ARequestWaitsOnTheFirstPageOfWhoeverHasToDoSomething) {
  const auto hint = [&](PersonId person) -> std::string {
    const Viewer viewer = as(person);
    const http::Request request;
    const web::Visit visit{services(), request, viewer, english(), now(), {}, {}};
    auto read = db().read();
    const auto waiting = needs(visit, read).needs;
    return waiting.empty() ? "" : waiting.front().text + ", " + waiting.front().hint + (waiting.front().late ? ", late" : "");
  };
  const std::string waits = "Request " + reference + ", Answer by Monday 22 December 2025";
  EXPECT_EQ(hint(officer), waits);
  EXPECT_EQ(hint(lead), waits) << "who finds what is held";
  EXPECT_EQ(hint(caseworker), "");
  gathered(lead);
  ASSERT_TRUE(moved(lead, RequestAction::release));
  EXPECT_EQ(hint(lead), "");
  decide_all();
  ASSERT_TRUE(moved(officer, RequestAction::ask_second_look));
  EXPECT_EQ(hint(lead), "") << "who released it";
  EXPECT_EQ(hint(deputy), waits);
  clock.advance(std::chrono::hours{24 * 40});
  EXPECT_EQ(hint(officer), waits + ", late");
}

TEST_P(SubjectAccess, WhoIsKeptAwayFindsNothingAndTheSecondLookDoes) {
  somebody("Ola Otherlead", people::Role::lead);  // somebody has to oversee it besides the deputy
  ASSERT_TRUE(kept_away(as(deputy), record.reference, lead));
  EXPECT_THAT(page(&find_records, as(lead), {.reference = reference, .form = {{"words", "Robin"}}}), Not(HasSubstr(record.reference)));
  answered(&confirm_records, as(lead), {.reference = reference, .form = {{"record", record.reference}}});
  EXPECT_TRUE(passages().empty());
  gathered(deputy);
  EXPECT_FALSE(passages().empty());
}

// What stands in the record stands in the request too.
TEST_P(SubjectAccess, DoesNotExistForWhoeverIsKeptAwayFromWhatWasGathered) {
  somebody("Ola Otherlead", people::Role::lead);
  gathered(deputy);
  ASSERT_TRUE(moved(deputy, RequestAction::release));
  const auto read_by = [&](PersonId person) {
    std::string all = page(&list_requests, as(person));
    for (const auto handler : {&show_request, &show_answer, &answer_as_json}) all += page(handler, as(person), {.reference = reference});
    return all;
  };
  EXPECT_THAT(read_by(lead), HasSubstr("who is worried too"));
  ASSERT_TRUE(kept_away(as(deputy), record.reference, lead));
  ASSERT_TRUE(kept_away(as(deputy), record.reference, officer));
  for (const auto person : {lead, officer}) {
    for (const auto handler : {&show_request, &show_answer, &answer_as_json, &answer_as_pdf, &ask_check, &ask_records})
      EXPECT_EQ(page(handler, as(person), {.reference = reference}), "refused: request.unknown");
    EXPECT_THAT(read_by(person), Not(HasSubstr("who is worried too")));
    EXPECT_THAT(read_by(person), Not(HasSubstr(reference)));
  }
  const Viewer officer_now = as(officer);
  EXPECT_THAT(write([&](db::Tx& tx) { return holdings::move(tx, services(), officer_now, reference, RequestAction::withdraw, {PrivateText{"no more"}, 2}, now()); }),
              people::testing::IsRefused("request.unknown"));
  EXPECT_THAT(read_by(deputy), HasSubstr("who is worried too"));
}

TEST_P(SubjectAccess, DoesNotExistForWhoeverIsKeptAwayFromTheCaseThatWhatWasGatheredWasMergedInto) {
  somebody("Ola Otherlead", people::Role::lead);
  gathered(deputy);
  const auto goes_on = a_case();
  ASSERT_TRUE(kept_away(as(deputy), goes_on.reference, lead));
  EXPECT_THAT(shown(lead), HasSubstr("who is worried too"));
  write([&](db::Tx& tx) {
    tx.run("UPDATE case_file SET merged_into = :into WHERE id = :id", {{"into", goes_on.id}, {"id", record.id}});
    return true;
  });
  EXPECT_EQ(shown(lead), "refused: request.unknown");
}

TEST_P(SubjectAccess, IsNotCheckedByWhoFoundTheRecords) {
  gathered(deputy);
  ASSERT_TRUE(moved(lead, RequestAction::release));
  decide_all();
  ASSERT_TRUE(moved(officer, RequestAction::ask_second_look));
  EXPECT_THAT(moved(deputy, RequestAction::approve), people::testing::IsRefused("request.second_person"));
  EXPECT_THAT(moved(lead, RequestAction::approve), people::testing::IsRefused("request.second_person"));
  EXPECT_TRUE(moved(somebody("Ola Otherlead", people::Role::lead), RequestAction::approve));
}

TEST_P(SubjectAccess, IsOfferedToBeCheckedToWhoMayAndShowsThemWhatTheyApprove) {
  const auto other = somebody("Ola Otherlead", people::Role::lead);
  gathered(deputy);
  ASSERT_TRUE(moved(lead, RequestAction::release));
  decide_all();
  ASSERT_TRUE(moved(officer, RequestAction::ask_second_look));
  const auto check = [&](PersonId person) { return page(&ask_check, as(person), {.reference = reference}); };
  EXPECT_THAT(shown(other), HasSubstr("Look a second time"));
  for (const auto* text : {"Met Robin with […], who is worried too", "Yes, it may go out"}) EXPECT_THAT(check(other), HasSubstr(text));
  for (const auto person : {lead, deputy}) {
    EXPECT_THAT(shown(person), Not(HasSubstr("Look a second time")));
    EXPECT_THAT(shown(person), HasSubstr("It waits for a safeguarding lead or deputy of the whole provider"));
    EXPECT_THAT(check(person), Not(HasSubstr("Yes, it may go out")));
  }
  answered(&save_check, as(lead), {.reference = reference, .form = {{"verdict", "approve"}, {"reasons", "One is missing"}, {"version", std::to_string(request().version)}}});
  EXPECT_EQ(request().state, RequestState::released) << "they may send it back, and nothing else";
}

TEST_P(SubjectAccess, SaysHowManyPiecesOfEachRecordAreDecided) {
  gathered(lead);
  ASSERT_TRUE(moved(lead, RequestAction::release));
  const auto count = std::to_string(passages().size());
  for (const auto* text : {"id=\"record-", ">Case <"}) EXPECT_THAT(shown(officer), HasSubstr(text));
  EXPECT_THAT(shown(officer), HasSubstr("<strong>0 of " + count + " decided</strong>"));
  EXPECT_THAT(shown(officer), HasSubstr("Go to the first that is not decided"));
  const auto answer = page(&show_answer, as(officer), {.reference = reference});
  EXPECT_THAT(answer, HasSubstr(count + " pieces are not decided yet."));
  EXPECT_THAT(answer, Not(HasSubstr("Nothing of it is given")));
  decide_all();
  EXPECT_THAT(shown(officer), HasSubstr("<strong>" + count + " of " + count + " decided</strong>"));
  EXPECT_THAT(shown(officer), Not(HasSubstr("Go to the first that is not decided")));
}

TEST_P(SubjectAccess, SaysThatNothingWasChosen) {
  const auto again = answered(&confirm_records, as(lead), {.reference = reference, .form = {{"words", "Robin"}}});
  for (const auto& text : {std::string{"Choose at least one"}, record.reference}) EXPECT_THAT(again->body, HasSubstr(text));
}

TEST_P(SubjectAccess, NamesPiecesByWhatTheyAreAbout) {
  ASSERT_TRUE(asked_to_close(as(caseworker), record.reference));
  gathered(lead);
  EXPECT_THAT(shown(lead), HasSubstr("Reasons (Closure of a case asked for), "));
}

TEST_P(SubjectAccess, ProposesToWithholdWhatAnAreaWouldRatherWithhold) {
  const Viewer by = as(lead);
  const holdings::Found found{.kind = "concern", .id = uuid7(now()), .reference = "C-0000-0000", .what = {}, .name = {}};
  const auto id = to_text(found.id);
  ASSERT_TRUE(write([&](db::Tx& tx) {
    return holdings::gather(tx, services(), by, reference,
                            {{found, {{{id + " what", "What", PrivateText{"Withdrawn"}}, {id + " message", "Message", PrivateText{"My own sister"}, "third_party"}}, {}}}}, now());
  }));
  ASSERT_TRUE(moved(lead, RequestAction::release));
  for (const auto& stored : passages()) {
    EXPECT_EQ(stored.verdict, Verdict::undecided) << "a person decides";
    const auto asked = page(&ask_passage, as(officer), {.reference = reference, .parameters = {{"passage", stored.id.text()}}});
    EXPECT_EQ(asked.find("value=\"withheld\" checked") != std::string::npos, stored.exemption == "third_party") << asked;
  }
}

TEST_P(SubjectAccess, TakesNothingOutThatIsNotThereAndRemembersWhatWasTakenOut) {
  gathered(lead);
  ASSERT_TRUE(moved(lead, RequestAction::release));
  const auto key = keyring().find(request().key).value();
  const auto piece = [&] {
    const auto all = passages();
    return *std::ranges::find_if(all, [&](const auto& stored) {
      const auto passage = holdings::opened(stored, key);
      return passage.text.reveal().starts_with("Met Robin");
    });
  };
  const auto saved = [&](std::string words) {
    return answered(&save_passage, as(officer), {.reference = reference,
                                                 .parameters = {{"passage", piece().id.text()}},
                                                 .form = {{"verdict", "redacted"}, {"taken_out", std::move(words)}, {"version", std::to_string(piece().version)}}});
  };
  const auto refused = saved("Otherpersn\nworried\nAle");
  for (const auto* text : {"“Otherpersn” is not in this piece as a whole word", "“Ale” is not in this piece", "Otherpersn\nworried\nAle</textarea>"})
    EXPECT_THAT(refused->body, HasSubstr(text));
  EXPECT_THAT(refused->body, Not(HasSubstr("“worried” is not")));
  EXPECT_EQ(piece().verdict, Verdict::undecided);
  EXPECT_EQ(location(saved("Alex Otherperson\nworried")), "/requests/" + reference);
  EXPECT_EQ(piece().verdict, Verdict::redacted);
  EXPECT_THAT(page(&ask_passage, as(officer), {.reference = reference, .parameters = {{"passage", piece().id.text()}}}), HasSubstr("Alex Otherperson\nworried\n</textarea>"));
}

TEST_P(SubjectAccess, IsNotCheckedByWhoReleasedIt) {
  gathered(lead);
  ASSERT_TRUE(moved(lead, RequestAction::release));
  decide_all();
  ASSERT_TRUE(moved(officer, RequestAction::ask_second_look));
  EXPECT_THAT(moved(lead, RequestAction::approve), people::testing::IsRefused("request.second_person"));
  entry("Something that the second look finds");
  gathered(deputy);
  EXPECT_THAT(moved(deputy, RequestAction::approve), people::testing::IsRefused("request.undecided"));
  EXPECT_TRUE(moved(deputy, RequestAction::send_back));
}

TEST_P(SubjectAccess, DoesNotExistForWhoAsksAboutThemselves) {
  reference = started(lead);
  EXPECT_EQ(page(&show_request, as(lead), {.reference = reference}), "refused: request.unknown");
  EXPECT_THAT(page(&list_requests, as(lead)), Not(HasSubstr(reference)));
  EXPECT_THAT(page(&list_requests, as(deputy)), HasSubstr(reference));
}

TEST_P(SubjectAccess, DoesNotExistForWhoeverWasFoundToAskAboutThemselves) {
  const Viewer by = as(deputy);
  EXPECT_THAT(page(&list_requests, as(lead)), HasSubstr(reference));
  ASSERT_TRUE(write([&](db::Tx& tx) {
    return holdings::gather(tx, services(), by, reference, {{{.kind = "person", .id = lead.value, .reference = "P-0000-0000", .what = {}, .name = {}}, {}}}, now());
  }));
  EXPECT_EQ(shown(lead), "refused: request.unknown");
  EXPECT_THAT(page(&list_requests, as(lead)), Not(HasSubstr(reference)));
}

TEST_P(SubjectAccess, IsKnownToBeOfSomebodyHereByTheirAddressOrTheirName) {
  const auto address = [&] {
    auto read = db().read();
    return people::address_of(read, lead).value();
  }();
  const auto recorded = [&](std::string name, std::string contact, std::string who) {
    return answered(&save_new, as(officer), {.form = {{"name", name}, {"contact", contact}, {"staff", who}, {"identity", "saw a card"},
                                                      {"received_on-day", "20"}, {"received_on-month", "11"}, {"received_on-year", "2025"}}});
  };
  const auto of_lead = location(recorded("Somebody Else", "Write to <" + address + ">", ""));
  ASSERT_TRUE(of_lead.starts_with("/requests/")) << of_lead;
  EXPECT_EQ(page(&show_request, as(lead), {.reference = of_lead.substr(10)}), "refused: request.unknown");
  EXPECT_THAT(recorded("lee lead", "1 Invented Road", "")->body, HasSubstr("Somebody here has this name"));
  const auto namesake = location(recorded("Lee Lead", "1 Invented Road", "-"));
  ASSERT_TRUE(namesake.starts_with("/requests/")) << namesake;
  EXPECT_THAT(page(&show_request, as(lead), {.reference = namesake.substr(10)}), HasSubstr("Lee Lead"));
}

TEST_P(SubjectAccess, ItsKeyIsCheckedAtARestore) {
  const std::vector<retention::Part> parts{holdings::retention_part()};
  std::vector<crypto::KeyId> seen;
  retention::for_each_batch_of_keys(db(), parts, [&](std::span<const crypto::KeyId> keys) { seen.insert(seen.end(), keys.begin(), keys.end()); });
  EXPECT_THAT(seen, ::testing::ElementsAre(request().key));
}

TEST_P(SubjectAccess, IsExtendedOnceAndOnlyWithinTheFirstMonth) {
  const auto extended = [&] {
    const Viewer viewer = as(officer);
    const int version = request().version;
    return write([&](db::Tx& tx) { return holdings::extend(tx, services(), viewer, reference, {PrivateText{"it is a lot"}, version}, now()); });
  };
  EXPECT_EQ(iso(request().answer_by), "2025-12-22") << "the 21st of December is a Sunday";
  ASSERT_TRUE(extended());
  EXPECT_EQ(iso(request().answer_by), "2026-02-23") << "the 21st of February is a Saturday";
  EXPECT_THAT(extended(), people::testing::IsRefused("request.extended"));
  reference = started();
  clock.advance(std::chrono::hours{24 * 40});
  EXPECT_THAT(extended(), people::testing::IsRefused("request.too_late"));
}

TEST_P(SubjectAccess, KeepsWhatItIsAboutFromEndingUntilItIsOver) {
  gathered(lead);
  auto read = db().read();
  EXPECT_TRUE(holdings::is_asked_for(read, record.id.value));
  ASSERT_TRUE(moved(officer, RequestAction::withdraw));
  auto later = db().read();
  EXPECT_FALSE(holdings::is_asked_for(later, record.id.value));
}

TEST_P(SubjectAccess, FindsNothingOfWhatWasDestroyed) {
  const auto worker = as(caseworker), approves = as(lead), destroys = as(deputy);
  ASSERT_TRUE(asked_to_close(worker, record.reference));
  ASSERT_TRUE(decided(approves, record.reference, concerns::CaseAction::approve_closure));
  const auto ended = write([&](db::Tx& tx) -> Result<retention::Keeping> {
    const auto part = concerns::retention_parts().front();
    const auto kept = part.find(tx, record.id.value).value();
    return retention::end_now(tx, services(), destroys, part, kept, {PrivateText{"not needed"}, 1}, now());
  });
  ASSERT_TRUE(ended) << ended.error().code;
  EXPECT_THAT(page(&find_records, as(lead), {.reference = reference, .form = {{"words", "Robin"}}}), HasSubstr("Nothing that you can see"));
  answered(&confirm_records, as(lead), {.reference = reference, .form = {{"record", record.reference}}});
  EXPECT_TRUE(passages().empty());
}

TEST_P(SubjectAccess, EndsItselfThreeYearsAfterItWasAnswered) {
  ASSERT_TRUE(moved(officer, RequestAction::withdraw));
  const std::vector<retention::Part> parts{holdings::retention_part()};
  const auto id = request().key;
  for (const int days : {1070, 31}) {
    clock.advance(std::chrono::hours{24 * days});
    retention::by_the_clock(services(), parts, now());
  }
  outbox().does(std::string{retention::kKeysJob}, {}, [this](std::span<const outbox::Job> jobs) { retention::end_keys(services(), jobs); });
  outbox().run_due();
  EXPECT_EQ(page(&show_request, as(officer), {.reference = reference}), "refused: request.unknown");
  EXPECT_FALSE(keyring().find(id));
}

}  // namespace
}  // namespace regard::subject_access
