#include "program/init.h"

#include <sys/stat.h>
#include <unistd.h>

#include <fstream>
#include <iostream>

#include "people/people.h"
#include "program/demo.h"
#include "program/provider.h"

namespace regard::program {
namespace {

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

void ask(std::string& answer, std::string_view option, std::string_view question) {
  if (!answer.empty()) return;
  if (!isatty(STDIN_FILENO)) throw std::runtime_error("give " + std::string{option} + ": " + std::string{question});
  std::cout << question << "\n> " << std::flush;
  if (!std::getline(std::cin, answer) || answer.empty()) throw std::runtime_error(std::string{option} + " is needed");
}

void ask_for_what_is_missing(Beginning& beginning) {
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

void write_configuration(const Beginning& beginning, const std::filesystem::path& file) {
  std::ofstream out{file};
  out << "# Made by `regard init`. Everything that may stand here: packaging/regard.toml\n\n[provider]\nname = " << quoted(beginning.name)
      << "\nsize = " << quoted(std::string{word(beginning.size)}) << "\n\n[listen]\npublic_url = " << quoted(beginning.public_url)
      << "\n\n[stores]\ndirectory = " << quoted(std::filesystem::absolute(beginning.directory).string()) << "\n";
  if (!out.flush()) throw std::runtime_error("cannot write " + file.string());
}

void copy_key(const std::filesystem::path& key, const std::filesystem::path& copy) {
  std::filesystem::copy_file(key, copy);  // refuses to overwrite
  std::filesystem::permissions(copy, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
}

void appoint(Provider& provider, const std::string& name, const std::string& email, people::Role role) {
  const auto appointed = people::appoint(provider.services(), {name, email, role}, provider.services().clock.now());
  if (!appointed) throw std::runtime_error("cannot appoint " + email + ": " + appointed.error().code);
  std::cout << "  " << name << " sets a password within seven days at\n    " << appointed->link << "\n";
}

}  // namespace

int init(Beginning beginning) {
  const auto& directory = beginning.directory;
  const auto file = directory / "regard.toml";
  if (is_demo(directory)) throw std::runtime_error(directory.string() + " holds a demonstration: choose another directory");
  if (std::filesystem::exists(file)) throw std::runtime_error(file.string() + " is there already: this provider has begun");
  ask_for_what_is_missing(beginning);
  std::filesystem::create_directories(directory);
  std::filesystem::permissions(directory, std::filesystem::perms::owner_all);
  write_configuration(beginning, file);
  const auto config = config::load(file);
  if (!config) {
    std::filesystem::remove(file);
    throw std::runtime_error(config::told(file, config.error()));
  }
  if (!std::filesystem::exists(config->stores.master_key)) crypto::MasterKey::create(config->stores.master_key);
  copy_key(config->stores.master_key, beginning.key_copy);
  Provider provider{*config, Development::no};
  std::cout << "\n" << beginning.name << " begins.\n\n";
  appoint(provider, beginning.administrator_name, beginning.administrator_email, people::Role::administrator);
  appoint(provider, beginning.lead_name, beginning.lead_email, people::Role::lead);
  std::cout << "\nThe master key is " << config->stores.master_key.string() << ", its copy " << beginning.key_copy.string()
            << ".\nWithout one of them nothing that was sealed can ever be read: keep the copy apart from the backups.\n\n"
            << "Start it with\n  regard serve --config " << file.string() << "\n";
  return 0;
}

}  // namespace regard::program
