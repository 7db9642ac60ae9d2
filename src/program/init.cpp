#include "program/init.h"

#include <stdlib.h>
#include <unistd.h>

#include <fstream>
#include <iostream>

#include "people/people.h"
#include "program/demo.h"
#include "program/provider.h"

namespace regard::program {
namespace {

namespace fs = std::filesystem;

// TOML's basic strings: what a person typed, between quotes.
std::string quoted(const std::string& text) {
  std::string made = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') made += '\\';
    made += c;
  }
  return made + "\"";
}

std::string_view word(config::Size size) {
  switch (size) {
    case config::Size::small: return "small";
    case config::Size::medium: return "medium";
    case config::Size::large: return "large";
  }
  throw std::logic_error("config::Size outside its enumerators");
}

void must_be(bool right, const std::string& otherwise) {
  if (!right) throw std::runtime_error(otherwise);
}

void ask(std::string& answer, std::string_view option, std::string_view question) {
  if (!answer.empty()) return;
  std::cout << question << "\n> " << std::flush;
  if (!std::getline(std::cin, answer) || answer.empty()) throw std::runtime_error(std::string{option} + " is needed");
}

// Without a terminal there is nobody to ask: everything that is missing, at once.
void must_be_asked_or_given(const Beginning& beginning) {
  if (isatty(STDIN_FILENO)) return;
  const std::pair<bool, std::string_view> needed[] = {{beginning.name.empty(), "--name"},
                                                      {beginning.public_url.empty(), "--public-url"},
                                                      {beginning.administrator_name.empty(), "--administrator-name"},
                                                      {beginning.administrator_email.empty(), "--administrator-email"},
                                                      {beginning.lead_name.empty(), "--lead-name"},
                                                      {beginning.lead_email.empty(), "--lead-email"},
                                                      {beginning.key_copy.empty(), "--key-copy"}};
  std::string missing;
  for (const auto& [is_missing, option] : needed)
    if (is_missing) missing.append(missing.empty() ? "" : ", ").append(option);
  must_be(missing.empty(), "there is no terminal to ask on: give " + missing);
}

void ask_for_what_is_missing(Beginning& beginning) {
  must_be_asked_or_given(beginning);
  ask(beginning.name, "--name", "What is the provider called, as people know it?");
  ask(beginning.public_url, "--public-url", "Which address will people type, such as https://regard.example.ac.uk?");
  ask(beginning.administrator_name, "--administrator-name", "Who looks after people and posts? (They read no concern.)");
  ask(beginning.administrator_email, "--administrator-email", "What is their email address?");
  ask(beginning.lead_name, "--lead-name", "Who leads on safeguarding?");
  ask(beginning.lead_email, "--lead-email", "What is their email address?");
  std::string copy = beginning.key_copy.string();
  ask(copy, "--key-copy", "Where is the master key's copy kept? (A path that the backups do not reach, such as a USB stick for the safe.)");
  beginning.key_copy = copy;
}

std::string configuration_of(const Beginning& beginning) {
  return "# Made by `regard init`. Everything that may stand here: packaging/regard.toml\n\n[provider]\nname = " + quoted(beginning.name) +
         "\nsize = " + quoted(std::string{word(beginning.size)}) + "\n\n[listen]\npublic_url = " + quoted(beginning.public_url) +
         "\n\n[stores]\ndirectory = " + quoted(fs::absolute(beginning.directory).string()) + "\n";
}

void check_person(std::string_view who, const std::string& name, const std::string& email) {
  must_be(people::is_name(name), "--" + std::string{who} + "-name: \"" + name + "\" is not a name");
  must_be(people::is_email(email), "--" + std::string{who} + "-email: \"" + email + "\" is not an email address, like name@example.ac.uk");
}

void check_key_copy(const fs::path& copy) {
  const auto folder = fs::absolute(copy).parent_path();
  must_be(!fs::exists(copy), "--key-copy: " + copy.string() + " is there already, and nothing is overwritten: name a file that is not there yet");
  must_be(fs::is_directory(folder) && access(folder.c_str(), W_OK) == 0, "--key-copy: " + folder.string() + " is no directory that can be written");
}

// All that can be known to be wrong before anything is made.
config::Config checked(const Beginning& beginning, const std::string& configuration) {
  check_person("administrator", beginning.administrator_name, beginning.administrator_email);
  check_person("lead", beginning.lead_name, beginning.lead_email);
  must_be(!people::is_same_email(beginning.administrator_email, beginning.lead_email),
          "--administrator-email and --lead-email are the same: the first administrator and the first lead are two people");
  check_key_copy(beginning.key_copy);
  const auto config = config::parse(configuration, {.folder = fs::absolute(beginning.directory), .credentials = {}});
  if (!config) throw std::runtime_error(config::told(beginning.directory / "regard.toml", config.error()));
  for (const char* name : {"data.db", "keys.db", "index.db", "master.key"})
    must_be(!fs::exists(beginning.directory / name), (beginning.directory / name).string() + " is there already: choose another directory, or move it away");
  return *config;
}

// Where a provider is made before it stands in its directory, so that what fails, or is killed, leaves nothing that
// stops the next try.
class Making {
 public:
  explicit Making(const fs::path& directory) {
    std::string name = (directory / "beginning-XXXXXX").string();
    if (!mkdtemp(name.data())) throw std::runtime_error("cannot write into " + directory.string());
    place_ = name;
  }
  ~Making() {
    std::error_code ignored;
    fs::remove_all(place_, ignored);
  }
  Making(const Making&) = delete;
  Making& operator=(const Making&) = delete;
  const fs::path& place() const { return place_; }

 private:
  fs::path place_;
};

std::string appointed(Provider& provider, const std::string& name, const std::string& email, people::Role role) {
  const auto made = people::appoint(provider.services(), {name, email, role}, provider.services().clock.now());
  if (!made) throw std::runtime_error("cannot appoint " + email + ": " + made.error().code);
  return "  " + name + " sets a password within seven days at\n    " + made->link + "\n";
}

// The stores, the key and the first two people, in `place`. What to tell them.
std::string make(const Beginning& beginning, config::Config config, const fs::path& place) {
  config.stores = config::for_directory(place).stores;
  crypto::MasterKey::create(config.stores.master_key);
  Provider provider{config, Development::no};
  return appointed(provider, beginning.administrator_name, beginning.administrator_email, people::Role::administrator) +
         appointed(provider, beginning.lead_name, beginning.lead_email, people::Role::lead);
}

void copy_key(const fs::path& key, const fs::path& copy) {
  std::error_code wrong, ignored;
  if (!fs::copy_file(key, copy, wrong)) {
    if (wrong != std::errc::file_exists) fs::remove(copy, ignored);  // half a copy, on a full stick
    throw std::runtime_error("--key-copy: cannot write " + copy.string() + ": " + wrong.message());
  }
  fs::permissions(copy, fs::perms::owner_read | fs::perms::owner_write);
}

// The master key's copy first, the configuration last: with it the provider has begun.
void put_in_place(const Beginning& beginning, const std::string& configuration, const fs::path& place) {
  const auto configured = place / "regard.toml";
  std::ofstream out{configured};
  out << configuration;
  must_be(static_cast<bool>(out.flush()), "cannot write " + configured.string());
  copy_key(place / "master.key", beginning.key_copy);
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator{place})
    if (entry.path() != configured) files.push_back(entry.path());
  for (const auto& file : files) fs::rename(file, beginning.directory / file.filename());
  fs::rename(configured, beginning.directory / "regard.toml");
}

}  // namespace

int init(Beginning beginning) {
  const auto& directory = beginning.directory;
  const auto file = directory / "regard.toml";
  if (is_demo(directory)) throw std::runtime_error(directory.string() + " holds a demonstration: choose another directory");
  std::error_code unreadable;
  if (fs::exists(file, unreadable)) throw std::runtime_error(file.string() + " is there already: this provider has begun");
  ask_for_what_is_missing(beginning);
  const std::string configuration = configuration_of(beginning);
  const auto config = checked(beginning, configuration);
  std::error_code wrong;
  fs::create_directories(directory, wrong);
  must_be(!wrong, "--directory: cannot make " + directory.string() + ": " + wrong.message());
  fs::permissions(directory, fs::perms::owner_all);
  const Making making{directory};
  const std::string links = make(beginning, config, making.place());
  put_in_place(beginning, configuration, making.place());
  std::cout << "\n" << beginning.name << " begins.\n\n" << links << "\nThe master key is " << config.stores.master_key.string() << ", its copy "
            << beginning.key_copy.string()
            << ".\nWithout one of them nothing that was sealed can ever be read: keep the copy apart from the backups.\n\n"
            << "Start it with\n  regard serve --config " << file.string() << "\n";
  return 0;
}

}  // namespace regard::program
