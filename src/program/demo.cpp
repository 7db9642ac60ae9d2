#include "program/demo.h"

#include <fstream>
#include <iostream>

#include "concerns/concerns.h"
#include "people/people.h"
#include "platform/log/log.h"
#include "program/moved_clock.h"
#include "program/provider.h"
#include "program/serve.h"
#include "webfilter/webfilter.h"

namespace regard::program {
namespace {

constexpr std::string_view kMark = "this-is-a-demonstration";
constexpr std::string_view kPassword = "a long demonstration phrase";

struct DemoPerson {
  std::string_view account, name;
  people::Role role;
  bool at_north = false;
  people::Demonstrated::SecondFactor second_factor = people::Demonstrated::SecondFactor::enrolled;
};

// Plainly made up: named after what they do.
constexpr DemoPerson kPeople[] = {
    {"lead", "Lee Demo-Lead", people::Role::lead},
    {"deputy", "Dee Demo-Deputy", people::Role::deputy},
    {"caseworker", "Casey Demo-Caseworker", people::Role::caseworker},
    {"colleague", "Colin Demo-Colleague", people::Role::caseworker},
    {"north", "Nora Demo-North-Lead", people::Role::lead, true},
    {"tutor", "Toni Demo-Tutor", people::Role::reporter, false, people::Demonstrated::SecondFactor::none},
    {"events", "Eve Demo-Events", people::Role::event_decider},
    {"security", "Sam Demo-Security", people::Role::security},
    {"administrator", "Adi Demo-Administrator", people::Role::administrator},
    {"auditor", "Audrey Demo-Auditor", people::Role::auditor},
    {"custodian", "Cleo Demo-Custodian", people::Role::custodian},
    {"dataprotection", "Dana Demo-Data-Protection", people::Role::data_protection},
    {"complaints", "Conny Demo-Complaints", people::Role::complaints},
    {"weboperator", "Wim Demo-Web-Operator", people::Role::web_operator},
};

std::string email_of(std::string_view account) { return std::string{account} + "@demonstration.example"; }

std::unique_ptr<Clock> clock_of(const DemoPlace& place) {
  if (place.clock_file.empty()) return std::make_unique<SystemClock>();
  return std::make_unique<MovedClock>(place.clock_file);
}

config::Config config_of(const DemoPlace& place) {
  const auto& directory = place.directory;
  config::Config config = config::for_directory(directory);
  if (place.stores.database) config.stores.database = *place.stores.database;
  if (place.stores.keys) config.stores.keys = *place.stores.keys;
  if (place.stores.index) config.stores.index = *place.stores.index;
  config.provider.name = "University of Example (demonstration)";
  config.provider.languages = {"en", "cy"};  // of which there is Welsh for the block page
  config.provider.contact = "the made-up safeguarding office, 01632 960 001";  // a number that Ofcom keeps for fiction
  config.provider.privacy_url = "https://www.demonstration.example/privacy";
  config.provider.accessibility_url = "https://www.demonstration.example/accessibility";
  config.web_filter.mail_domain = "demonstration.example";
  config.checkpoints.syslog = false;
  config.checkpoints.file = directory / "checkpoints.txt";
  config.log.file = directory / "regard.log";
  return config;
}

void make_directories(const std::filesystem::path& directory) {
  std::error_code wrong;
  std::filesystem::create_directories(directory, wrong);
  if (wrong) throw std::runtime_error("cannot make the directory " + directory.string() + ": " + wrong.message());
}

void must_be_demo(const std::filesystem::path& directory) {
  if (!is_demo(directory))
    throw std::runtime_error(directory.string() + " holds no demonstration: make one with `regard demo create --data DIR`");
}

struct DemoConcern {
  std::string_view whom, name, find, what, danger;
  std::chrono::hours ago;
};

constexpr DemoConcern kConcerns[] = {
    {"someone_else", "Robin Made-Up", "Second year, made-up studies",
     "Robin has stopped coming to seminars and told a friend that nothing matters any more. This is a made-up record.", "unsure", std::chrono::hours{5}},
    {"someone_else", "Kit Invented", "Invented Hall, room 1",
     "Kit seems very tired and has asked twice for more time. Probably just busy. This is a made-up record.", "later", std::chrono::hours{26}},
    {"myself", "Jo Fictional", "First year, fictional arts",
     "I do not sleep and cannot keep up. I would like to talk to somebody. This is a made-up record.", "later", std::chrono::hours{50}},
};

void tell(Provider& provider, const DemoConcern& told, Instant now) {
  forms::Answers answers;
  answers.set("whom", std::string{told.whom});
  answers.set("name", std::string{told.name});
  answers.set("find", std::string{told.find});
  answers.set("what", std::string{told.what});
  if (told.whom != "myself") answers.set("known", std::string{"saw"});
  answers.set("danger", std::string{told.danger});
  answers.set("reporter", std::string{"anonymous"});
  concerns::raise_concern(provider.services(), Viewer{}, answers, now - told.ago);
}

std::string accounts(const std::filesystem::path& directory) {
  std::string told = "\nDemonstration accounts, all with the password  " + std::string{kPassword} + "\n\n";
  for (const DemoPerson& person : kPeople) {
    std::string line = "  " + email_of(person.account);
    line.resize(46, ' ');
    told += line.append(person.name) + "\n";
  }
  return told + "\nThe second factor's code, at the moment you need it:\n\n  build/release/regard demo code lead --data " + directory.string() + "\n\n";
}

}  // namespace

bool is_demo(const std::filesystem::path& directory) {
  std::error_code unreadable;  // then it is not known to be one, and what needs it says why
  return std::filesystem::exists(directory / kMark, unreadable);
}

int create_demo(const DemoPlace& place) {
  const auto& directory = place.directory;
  if (std::filesystem::exists(directory) && !std::filesystem::is_empty(directory))
    throw std::runtime_error(directory.string() + " is not empty: choose another directory for the demonstration");
  make_directories(directory);
  std::filesystem::permissions(directory, std::filesystem::perms::owner_all);
  const config::Config config = config_of(place);
  crypto::MasterKey::create(config.stores.master_key);
  Provider provider{config, Development::no};
  const Instant now = provider.services().clock.now();
  const Instant began = now - std::chrono::days{60};  // before anybody told of anything
  people::add_centre(provider.services(), "Example City campus", began);
  const CentreId north = people::add_centre(provider.services(), "Example North campus", began);
  for (const DemoPerson& person : kPeople)
    people::demonstrate(provider.services(),
                        {.name = std::string{person.name},
                         .email = email_of(person.account),
                         .role = person.role,
                         .centre = person.at_north ? std::optional{north} : std::nullopt,
                         .password = std::string{kPassword},
                         .second_factor = person.second_factor},
                        began);
  for (const DemoConcern& concern : kConcerns) tell(provider, concern, now);
  webfilter::demonstrate_web_filter(provider.services(), now);
  std::ofstream{directory / kMark} << "Made by `regard demo create`. Everything in here is made up.\n";
  std::cout << "A made-up provider is in " << directory.string() << ". Serve it with\n  regard demo serve --data " << directory.string() << "\n";
  return 0;
}

int serve_demo(const DemoPlace& place, const DemoServing& serving) {
  must_be_demo(place.directory);
  config::Config config = config_of(place);
  config.listen.port = serving.port;
  config.listen.public_url = "http://127.0.0.1:" + std::to_string(serving.port);
  config.listen.trusted_proxies = serving.trusted_proxies;
  config.metrics.port = serving.metrics_port;
  config.scanner.off = serving.scanner == "off";
  if (!config.scanner.off) config.scanner.clamd = serving.scanner;
  if (serving.language) config.provider.languages = {*serving.language};
  if (!serving.smtp.empty()) {
    config.mail.server = "smtp://" + serving.smtp;
    config.mail.from = "regard@demonstration.example";
    config.mail.from_name = "Regard";
    config.mail.tls = config::Mail::Tls::opportunistic;
  }
  log::to_file(*config.log.file, log::Level::info);
  Provider provider{config, Development::no, clock_of(place)};
  return serve(provider, accounts(place.directory));
}

int print_demo_code(const DemoPlace& place, const std::string& name) {
  must_be_demo(place.directory);
  Provider provider{config_of(place), Development::no, clock_of(place)};
  const std::string who = name.find('@') == std::string::npos ? email_of(name) : name;
  const auto code = people::demonstration_code(provider.database(), provider.keyring(), who, provider.services().clock.now());
  if (!code) throw std::runtime_error("nobody here called " + name + " has a second factor");
  std::cout << *code << "\n";
  return 0;
}

}  // namespace regard::program
