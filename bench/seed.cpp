// bench_seed create DIR …: a provider with a history. bench_seed visit DIR …: what the measuring browsers hold. bench_seed
// count DIR: what is in the database.
#include <sodium.h>

#include <CLI/CLI.hpp>
#include <boost/json.hpp>
#include <fstream>
#include <iostream>

#include "casework.h"
#include "concerns/concerns.h"
#include "concerns/telling/form.h"
#include "history.h"
#include "people/session/actions.h"
#include "platform/crypto/puzzle.h"
#include "platform/forms/drafts.h"
#include "words.h"

namespace regard::bench {
namespace {

using namespace std::chrono_literals;

constexpr std::string_view kPassword = "a long phrase for measuring";
constexpr int kColleagues = 20;

config::Config config_of(const std::filesystem::path& directory) {
  config::Config config = config::for_directory(directory);
  config.provider.name = "University of Measures";
  config.listen.public_url = "http://127.0.0.1";
  return config;
}

std::string email_of(std::string_view account) { return std::string{account} + "@measures.example"; }

// The same sign-in that the pages end with, without the pages.
std::string session_of(program::Provider& provider, PersonId person, Instant now) {
  return provider.database().write([&](db::Tx& tx) {
    return people::session::open(tx, provider.services().audit,
                                 {person, Strength::second_factor, people::session::Door::password, {"Firefox, Linux", "127.0.0.*"}}, now)
        .secret;
  });
}

Viewer viewer_of(program::Provider& provider, PersonId person, Instant now) {
  http::Request request;
  request.cookies.add(web::cookie_name(provider.services(), "session"), session_of(provider, person, now));
  return people::authenticate(provider.services(), provider.roles(), request, now);
}

PersonId appoint(program::Provider& provider, const std::string& account, people::Role role, Instant since) {
  const auto factor = role == people::Role::reporter ? people::Demonstrated::SecondFactor::none : people::Demonstrated::SecondFactor::enrolled;
  return people::demonstrate(provider.services(), {"Measured " + account, email_of(account), role, {}, std::string{kPassword}, factor}, since);
}

Staff hire(program::Provider& provider, Instant now) {
  const Instant since = now - 4 * 365 * 24h;  // before the first concern
  Staff staff;
  for (const auto* name : {"City campus", "North campus", "Harbour campus", "School of Medicine"})
    staff.centres.push_back(people::add_centre(provider.services(), name, since));
  staff.lead = viewer_of(provider, appoint(provider, "lead", people::Role::lead, since), now);
  staff.deputy = viewer_of(provider, appoint(provider, "deputy", people::Role::deputy, since), now);
  staff.caseworker = viewer_of(provider, appoint(provider, "caseworker", people::Role::caseworker, since), now);
  for (int i = 0; i < kColleagues; ++i)
    staff.colleagues.push_back(viewer_of(provider, appoint(provider, "colleague" + std::to_string(i), people::Role::caseworker, since), now));
  appoint(provider, "tutor", people::Role::reporter, since);
  return staff;
}

enum class Index { fill, leave };

template <class Write>
void create(const std::filesystem::path& directory, Index index, Write write) {
  std::filesystem::create_directories(directory);
  const auto config = config_of(directory);
  crypto::MasterKey::create(config.stores.master_key);
  program::Provider provider{config, program::Development::no};
  const Instant now = provider.services().clock.now();
  write(provider, hire(provider, now), now);
  if (index == Index::fill) concerns::index_everything(provider.services());
}

// What people type to find something: one to three words, as often as they stand in what was written; some with a name.
void queries(long count, const std::filesystem::path& to) {
  const Vocabulary vocabulary;
  Random random{99};
  boost::json::array all;
  for (long i = 0; i < count; ++i) {
    std::string words = i % 5 == 4 ? name(random) : vocabulary.word(random);
    for (auto more = random() % 3; more > 0; --more) words += " " + vocabulary.word(random);
    all.push_back(boost::json::string{words});
  }
  std::ofstream{to / "queries.json"} << boost::json::serialize(all) << "\n";
}

// Where the caseworker's pages are: the case with the longest chronology, and how much there is in all.
void cases(program::Provider& provider, const std::filesystem::path& to) {
  auto read = provider.database().read();
  boost::json::object all;
  boost::json::array references;
  for (const auto& row : read.all(R"sql(
         SELECT c.reference AS reference
           FROM case_member m JOIN case_file c ON c.id = m.case_id JOIN person p ON p.id = m.person_id
          WHERE p.email = :email AND m.until_at IS NULL ORDER BY c.opened_at DESC
       )sql", {{"email", email_of("caseworker")}}))
    references.push_back(boost::json::string{row.text("reference")});
  all["caseworker"] = references;
  all["cases"] = read.one("SELECT COUNT(*) AS n FROM case_file")->integer("n");
  all["entries"] = read.one("SELECT COUNT(*) AS n FROM case_entry")->integer("n");
  std::ofstream{to / "cases.json"} << boost::json::serialize(all) << "\n";
}

// Complete up to the last post; 100 words, and somebody who stays anonymous.
forms::Answers draft_answers(Random& random, const std::string& centre) {
  forms::Answers answers;
  answers.set(concerns::kWhom, std::string{"someone_else"});
  answers.set(concerns::kName, name(random));
  answers.set("find", words(random, 4));
  answers.set(concerns::kWhat, words(random, 100));
  answers.set("known", std::string{"saw"});
  for (const auto* left_out : {"student_number", "date_of_birth", "known_more", "assumed", "alternative", "not_for", "reporter_name", "reporter_contact"})
    answers.set(left_out, std::vector<std::string>{});
  answers.set(concerns::kDanger, std::string{"later"});
  answers.set(concerns::kCentre, centre);
  answers.set(concerns::kReporter, std::string{"anonymous"});
  return answers;
}

// What the load generator sends: the cookies and the body of the last post, one line for each draft.
template <class Line>
void make_drafts(program::Provider& provider, long count, const std::filesystem::path& file, Instant now, Line line) {
  const std::string centre = [&] {
    auto read = provider.database().read();
    return people::centres(read).front().id.text();
  }();
  Random random{static_cast<std::uint64_t>(now.time_since_epoch().count())};
  std::ofstream out{file};
  provider.database().write([&](db::Tx& tx) {
    for (long i = 0; i < count; ++i) {
      const std::string visitor = random_token();
      forms::save_draft(tx, {"tell-us", visitor}, draft_answers(random, centre), now);
      out << line(visitor) << "\n";
    }
  });
}

// By somebody who has signed in: no receipt, no toll.
void make_drafts_of_staff(program::Provider& provider, long count, const std::filesystem::path& file, PersonId person, Instant now) {
  http::Request request;
  const std::string session = session_of(provider, person, now);
  request.cookies.add(web::cookie_name(provider.services(), "session"), session);
  const std::string csrf = people::authenticate(provider.services(), provider.roles(), request, now).csrf;
  make_drafts(provider, count, file, now, [&](const std::string& visitor) {
    return "regard-visitor=" + visitor + ";regard-session=" + session + " csrf=" + csrf;
  });
}

// Without an account: each with its puzzle solved, as a browser's script does it while the page is read.
void make_drafts_without_account(program::Provider& provider, long count, const std::filesystem::path& file, Instant now) {
  const crypto::Secret key = provider.keyring().purpose("csrf");
  make_drafts(provider, count, file, now, [&](const std::string& visitor) {
    const std::string csrf = crypto::keyed_hash(key, visitor);
    const std::string challenge = provider.services().toll.challenge("10.0.0.1", "/tell-us/check\n" + csrf, now);
    const std::string solution = crypto::solve(challenge, web::challenge_from(challenge)->bits);
    return "regard-visitor=" + visitor + " csrf=" + csrf + "&challenge=" + challenge + "&solution=" + solution;
  });
}

void visit(const std::filesystem::path& directory, long drafts, long receipts, const std::filesystem::path& to) {
  program::Provider provider{config_of(directory), program::Development::no};
  const Instant now = provider.services().clock.now();
  boost::json::object cookies;
  const auto person = [&](const std::string& account) {
    auto read = provider.database().read();
    return PersonId::stored(read.one("SELECT id FROM person WHERE email = :email", {{"email", email_of(account)}}).value().text("id"));
  };
  for (const std::string account : {"lead", "caseworker"}) cookies[account] = session_of(provider, person(account), now);
  std::ofstream{to / "sessions.json"} << boost::json::serialize(cookies) << "\n";
  make_drafts_of_staff(provider, drafts, to / "drafts.txt", person("tutor"), now);
  make_drafts_without_account(provider, receipts, to / "receipts.txt", now);
  queries(500, to);
  cases(provider, to);
}

void count(const std::filesystem::path& directory) {
  db::Database database{{.url = config_of(directory).stores.database, .readers = 1, .writers = 1}};
  auto read = database.read();
  boost::json::object counted;
  counted["concerns"] = read.one("SELECT COUNT(*) AS n FROM concern")->integer("n");
  counted["events"] = read.one("SELECT COUNT(*) AS n FROM audit_event")->integer("n");
  counted["raised"] = read.one("SELECT COUNT(*) AS n FROM audit_event WHERE type = 'concern.raised'")->integer("n");
  counted["cases"] = read.one("SELECT COUNT(*) AS n FROM case_file")->integer("n");
  counted["inboxes"] = read.one("SELECT COUNT(*) AS n FROM inbox")->integer("n");
  counted["receipts"] = read.one("SELECT COUNT(*) AS n FROM draft WHERE receipt_sealed IS NOT NULL")->integer("n");
  std::cout << boost::json::serialize(counted) << "\n";
}

int run(int argument_count, char** arguments) {
  CLI::App app{"Made-up data to measure with"};
  app.require_subcommand(1);
  std::filesystem::path directory, to;
  Size size;
  long drafts = 0, receipts = 0;
  CaseworkSize casework;
  bool with_index = false, long_cases = false;
  auto* creating = app.add_subcommand("create", "A provider with a history");
  auto* visiting = app.add_subcommand("visit", "Signed-in sessions, and drafts complete up to the last post");
  auto* counting = app.add_subcommand("count", "What is in the database");
  for (auto* command : {creating, visiting, counting}) command->add_option("directory", directory)->required();
  creating->add_option("--concerns", size.concerns);
  creating->add_option("--events", size.events);
  creating->add_option("--cases", size.cases);
  creating->add_flag("--index", with_index, "Fill the search index too");
  creating->add_flag("--casework", long_cases, "Cases with long chronologies, instead of concerns");
  creating->add_option("--entries", casework.entries, "With --casework: in all chronologies together");
  visiting->add_option("--drafts", drafts, "Of somebody who has signed in");
  visiting->add_option("--receipts", receipts, "Of people without an account");
  visiting->add_option("--to", to)->required();
  CLI11_PARSE(app, argument_count, arguments);
  const Index index = with_index ? Index::fill : Index::leave;
  if (*creating && long_cases) {
    if (creating->count("--cases") > 0) casework.cases = size.cases;
    create(directory, index, [&](program::Provider& provider, const Staff& staff, Instant now) { write_casework(provider, staff, casework, now); });
  } else if (*creating) {
    create(directory, index, [&](program::Provider& provider, const Staff& staff, Instant now) { write_history(provider, staff, size, now); });
  }
  if (*visiting) visit(directory, drafts, receipts, to);
  if (*counting) count(directory);
  return 0;
}

}  // namespace
}  // namespace regard::bench

int main(int count, char** arguments) {
  if (sodium_init() < 0) return 1;
  try {
    return regard::bench::run(count, arguments);
  } catch (const std::exception& error) {
    std::cerr << "bench_seed: " << error.what() << "\n";
    return 1;
  }
}
