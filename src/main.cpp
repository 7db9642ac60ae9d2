// The command line. Each command is one function of program/.
#include <sodium.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <fstream>
#include <iostream>
#include <sstream>

#include "platform/base/failpoint.h"
#include "platform/crypto/rotation.h"
#include "platform/log/log.h"
#include "program/backup.h"
#include "program/demo.h"
#include "program/init.h"
#include "program/operate.h"
#include "program/provider.h"
#include "program/serve.h"
#include "webfilter/webfilter.h"

namespace {

using namespace regard;

config::Config load(const std::filesystem::path& file) {
  auto config = config::load(file);
  if (!config) throw std::runtime_error(config::told(file, config.error()));
  const auto least = config->log.level == config::Log::Level::error     ? log::Level::error
                     : config->log.level == config::Log::Level::warning ? log::Level::warning
                                                                        : log::Level::info;
  if (config->log.file) log::to_file(*config->log.file, least);
  else log::to_standard_error(least);
  return std::move(*config);
}

// What whoever typed the command can mend: another exit code than that of a failure.
struct Mistake : std::runtime_error {
  using std::runtime_error::runtime_error;
};
constexpr int kMistakeExit = 2;

std::string read_file(const std::filesystem::path& file) {
  std::ifstream in{file};
  if (!in || !std::filesystem::is_regular_file(file)) throw Mistake("cannot read " + file.string());
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

// In a demonstration's directory there is no regard.toml: whoever names the directory, or a file that would be in it, is
// told what it is.
void must_be_no_demo(const std::filesystem::path& file) {
  if (program::is_demo(file) || program::is_demo(file.parent_path()))
    throw Mistake("that is a demonstration, whose passwords everybody knows: `regard demo serve` serves it");
}

std::string counted(std::int64_t number, const std::string& one, const std::string& more) {
  return std::to_string(number) + " " + (number == 1 ? one : more);
}

int serve(const std::filesystem::path& file, program::Development development) {
  must_be_no_demo(file);
  const auto config = load(file);
  must_be_no_demo(config.stores.master_key);
  program::Provider provider{config, development};
  return program::serve(provider);
}

int verify(const std::filesystem::path& file, const std::string& checkpoints) {
  program::Provider provider{load(file), program::Development::no};
  std::optional<std::string> exported;
  if (!checkpoints.empty()) exported = read_file(checkpoints);
  if (exported && audit::count_checkpoints(*exported) == 0) throw Mistake("no checkpoint in " + checkpoints);
  const auto verdict = audit::verify(provider.database(), provider.keyring(), exported);
  std::cout << counted(verdict.events, "event", "events") << " in " << counted(verdict.lanes, "lane", "lanes") << ", "
            << counted(verdict.checkpoints, "checkpoint", "checkpoints");
  if (exported) std::cout << "; compared with " << counted(verdict.exported, "exported checkpoint", "exported checkpoints");
  std::cout << ".\n";
  for (const auto& finding : verdict.findings) std::cout << finding.what << "\n";
  if (verdict.more_findings) std::cout << "There is more.\n";
  std::cout << (verdict.sound() ? "The audit is whole.\n" : "The audit is NOT whole.\n");
  return verdict.sound() ? 0 : 1;
}

int rotate(const std::filesystem::path& file) {
  const auto config = load(file);
  db::Database keys{{.url = config.stores.keys, .readers = 2, .writers = 1, .secure_delete = true}};
  const auto rotation = crypto::rotate(config.stores.master_key, keys);
  std::cout << counted(static_cast<std::int64_t>(rotation.rewrapped), "key is", "keys are") << " wrapped under the new master key. Copy " << config.stores.master_key.string()
            << " to where its copy is kept.\n";
  if (rotation.unreadable.empty()) return 0;
  std::cout << counted(static_cast<std::int64_t>(rotation.unreadable.size()), "key", "keys") << " could not be read, so the old master key stays in the file.\n";
  return 1;
}

int print_key(const std::filesystem::path& file) {
  program::Provider provider{load(file), program::Development::no};
  std::cout << provider.services().audit.public_key();
  return 0;
}

int print_checkpoint(const std::filesystem::path& file) {
  program::Provider provider{load(file), program::Development::no};
  std::cout << provider.services().audit.checkpoint(provider.services().clock.now()) << "\n";
  return 0;
}

// The routes are the program's, not a provider's, but a site stands on one: a throw-away.
int print_routes() {
  std::string name = (std::filesystem::temp_directory_path() / "regard-routes-XXXXXX").string();
  if (!mkdtemp(name.data())) throw std::runtime_error("cannot make a temporary directory");
  const std::filesystem::path directory{name};
  {
    const auto config = config::for_directory(directory);
    crypto::MasterKey::create(config.stores.master_key);
    program::Provider provider{config, program::Development::no};
    program::print_routes(provider);
  }
  std::filesystem::remove_all(directory);
  return 0;
}

// What the command line said. Each command reads its own part.
struct Said {
  std::filesystem::path config;
  std::string checkpoints;
  program::BackupPlaces places;
  bool development = false, as_json = false;
  program::Beginning beginning;
  people::Appointed appointed{};
  program::DemoPlace demo;
  std::string account;
  program::DemoServing serving;
  webfilter::EventsAsked events;
  webfilter::ReportAsked report;
  program::FollowAsked following;
  int exit_code = 0;  // of the command that ran
};

// Calls a command's function when the command was given; its answer is the program's.
template <class Function>
void runs(CLI::App* command, Said& said, Function function) {
  command->callback([&said, function] { said.exit_code = function(said); });
}

CLI::Validator is_port() {
  return {[](std::string& typed) -> std::string {
            const bool digits = !typed.empty() && typed.size() < 6 && std::ranges::all_of(typed, [](char c) { return c >= '0' && c <= '9'; });
            const bool port = digits && std::stoi(typed) >= 1 && std::stoi(typed) <= 65535;
            return port ? std::string{} : typed + " is not a port: give a number from 1 to 65535";
          },
          ""};
}

// One of some words, kept as what it stands for. The help of the option lists them.
template <class T>
CLI::Validator one_of(std::map<std::string, T> meanings) {
  std::string words;
  for (const auto& [word, meaning] : meanings) words += (words.empty() ? "" : ", ") + word;
  return {[meanings = std::move(meanings), words](std::string& typed) -> std::string {
            const auto found = meanings.find(typed);
            if (found == meanings.end()) return typed + " is none of these: " + words;
            typed = std::to_string(static_cast<int>(found->second));
            return {};
          },
          ""};
}

void add_demo(CLI::App& app, Said& said) {
  auto* demo = app.add_subcommand("demo", "A made-up provider to look at")->require_subcommand(1);
  auto* create = demo->add_subcommand("create", "Make it in an empty directory");
  auto* serve = demo->add_subcommand("serve", "Serve it on this machine");
  auto* code = demo->add_subcommand("code", "The second factor's code of one of its accounts, at this moment");
  for (auto* command : {create, serve, code}) {
    command->add_option("--data", said.demo.directory, "Its directory")->required();
    command->add_option("--database", said.demo.stores.database, "Another database than the directory's");
    command->add_option("--keys", said.demo.stores.keys, "Another keys store than the directory's");
    command->add_option("--index", said.demo.stores.index, "Another index than the directory's");
  }
  for (auto* command : {serve, code})
    command->add_option("--clock-file", said.demo.clock_file, "A file with the number of seconds by which its time is ahead, read anew each time");
  serve->add_option("--port", said.serving.port, "Default 8080")->type_name("PORT")->check(is_port());
  serve->add_option("--smtp", said.serving.smtp, "A mail server to try it with, HOST:PORT; without one, mail waits");
  serve->add_option("--scanner", said.serving.scanner, "clamd's socket or HOST:PORT; off: files are opened unscanned; without one, files wait");
  serve->add_option("--language", said.serving.language, "en, or en-XA: the pseudo-language that shows what is not translated");
  serve->add_option("--trusted-proxy", said.serving.trusted_proxies, "Whose X-Forwarded-For is believed");
  serve->add_option("--metrics-port", said.serving.metrics_port, "Prometheus, on loopback")->type_name("PORT")->check(is_port());
  code->add_option("name", said.account, "lead, deputy, caseworker, …")->required();
  runs(create, said, [](const Said& s) { return program::create_demo(s.demo); });
  runs(serve, said, [](const Said& s) { return program::serve_demo(s.demo, s.serving); });
  runs(code, said, [](const Said& s) { return program::print_demo_code(s.demo, s.account); });
}

void add_init(CLI::App& app, Said& said) {
  const std::map<std::string, config::Size> sizes{
      {"small", config::Size::small}, {"medium", config::Size::medium}, {"large", config::Size::large}};
  auto& beginning = said.beginning;
  auto* init = app.add_subcommand("init", "Begin a real provider");
  init->add_option("--directory", beginning.directory, "Where its configuration and data go")->required();
  init->add_option("--name", beginning.name, "The provider's name");
  init->add_option("--size", beginning.size, "How much of the machine it takes: small (to 2,000 students), medium (to 15,000) or large")
      ->type_name("SIZE")->transform(one_of(sizes));
  init->add_option("--public-url", beginning.public_url, "https://regard.example.ac.uk");
  init->add_option("--administrator-name", beginning.administrator_name, "Who looks after people and posts");
  init->add_option("--administrator-email", beginning.administrator_email);
  init->add_option("--lead-name", beginning.lead_name, "Who leads on safeguarding");
  init->add_option("--lead-email", beginning.lead_email);
  init->add_option("--key-copy", beginning.key_copy, "Where the master key's copy is kept, apart from the backups");
  runs(init, said, [](const Said& s) { return program::init(s.beginning); });
}

CLI::App* with_config(CLI::App* command, Said& said) {
  command->add_option("--config", said.config, "regard.toml")->required();
  return command;
}

void add_audit(CLI::App& app, Said& said) {
  auto* audit = app.add_subcommand("audit", "The audit")->require_subcommand(1);
  auto* verifying = with_config(audit->add_subcommand("verify", "Prove that nothing in it was changed, removed or added"), said);
  verifying->add_option("--checkpoint", said.checkpoints, "A file of exported checkpoints");
  runs(verifying, said, [](const Said& s) { return verify(s.config, s.checkpoints); });
  runs(with_config(audit->add_subcommand("key", "The public key of its checkpoints"), said), said, [](const Said& s) { return print_key(s.config); });
  runs(with_config(audit->add_subcommand("checkpoint", "Make one now and print it"), said), said,
       [](const Said& s) { return print_checkpoint(s.config); });
}

std::string words_of_roles() {
  std::string words;
  for (const auto& name : people::kRoleNames) (words += words.empty() ? "" : ", ") += name.stored;
  return words;
}

void add_people(CLI::App& app, Said& said) {
  std::map<std::string, people::Role> roles;
  for (const auto& name : people::kRoleNames) roles.emplace(name.stored, name.role);
  auto& whom = said.appointed;
  auto* appoint = with_config(app.add_subcommand("appoint", "Give somebody a post, when nobody is left who may"), said);
  appoint->add_option("--name", whom.name, "Who; whoever is here with this address keeps their name")->required();
  appoint->add_option("--email", whom.email, "Their address at work")->required();
  appoint->add_option("--role", whom.role, words_of_roles())->required()->type_name("ROLE")->transform(one_of(roles));
  runs(appoint, said, [](const Said& s) {
    program::Provider provider{load(s.config), program::Development::no};
    return program::appoint(provider, s.appointed);
  });
}

void add_outbox(CLI::App& app, Said& said) {
  auto* outbox = app.add_subcommand("outbox", "Mail and other deferred work")->require_subcommand(1);
  runs(with_config(outbox->add_subcommand("status", "How much waits, and how much was given up"), said), said, [](const Said& s) {
    program::Provider provider{load(s.config), program::Development::no};
    return program::print_outbox(provider);
  });
  runs(with_config(outbox->add_subcommand("retry", "Try again what was given up, when the cause is mended"), said), said, [](const Said& s) {
    program::Provider provider{load(s.config), program::Development::no};
    return program::retry_outbox(provider);
  });
}

void add_operations(CLI::App& app, Said& said) {
  auto* serving = with_config(app.add_subcommand("serve", "Serve a provider"), said);
  serving->add_flag("--development", said.development, "Views and assets from $REGARD_SOURCE_DIR, read again when they change");
  runs(serving, said, [](const Said& s) { return serve(s.config, s.development ? program::Development::yes : program::Development::no); });

  auto* keys = app.add_subcommand("keys", "The keys")->require_subcommand(1);
  runs(with_config(keys->add_subcommand("rotate", "A new master key, while the provider is served"), said), said,
       [](const Said& s) { return rotate(s.config); });

  auto* backup = with_config(app.add_subcommand("backup", "The data, then the keys"), said);
  backup->add_option("--to", said.places.data, "Directory of the data")->required();
  backup->add_option("--keys-to", said.places.keys, "Directory of the keys: another one")->required();
  runs(backup, said, [](const Said& s) { return program::back_up(load(s.config), s.places); });
  auto* restore = with_config(app.add_subcommand("restore", "From a backup"), said);
  restore->add_option("--from", said.places.data, "Directory of the data")->required();
  restore->add_option("--keys-from", said.places.keys, "Directory of the keys")->required();
  runs(restore, said, [](const Said& s) { return program::restore(load(s.config), s.places); });

  auto* routes = app.add_subcommand("routes", "All addresses and who gets through the gate");
  routes->add_flag("--json", said.as_json, "The only form there is");
  runs(routes, said, [](const Said&) { return print_routes(); });
}

void add_logs(CLI::App* command, webfilter::Logs& logs) {
  command->add_option("files", logs.files, "Logs, plain or packed by gzip, zstd or xz; - or none: standard input")->type_name("FILE");
  command->add_option("--format", logs.format, "Which format they have; without it, it is found out from their first lines")->type_name("NAME");
  command->add_option("--mapping", logs.mapping, "A file that describes a format of your own")->type_name("FILE");
  command->add_option("--zone", logs.zone, "What times mean that do not say it")->type_name("ZONE")->capture_default_str();
  command->add_option("--logformat", logs.logformat, "Squid's logformat, when it is one of your own")->type_name("LINE");
  command->add_option("--block-page", logs.block_pages, "Host of the page to which the filter sends whoever it stops: a request of it is a block")->type_name("HOST")->allow_extra_args(false);
  command->add_option("--realm", logs.own_realms, "What stands after @ in names of your own people")->type_name("REALM")->allow_extra_args(false);
}

void add_following(CLI::App* weblog, Said& said) {
  auto* follow = with_config(weblog->add_subcommand("follow", "Count what the configuration's readers read, until stopped; needs a provider"), said);
  follow->add_option("--reader", said.following.readers, "Only this reader")->type_name("NAME")->allow_extra_args(false);
  follow->add_flag("--once", said.following.once, "What there is now, and no more");
  runs(follow, said, [](const Said& s) {
    program::hold_stop_signals();  // a provider has threads of its own
    program::Provider provider{load(s.config), program::Development::no};
    return program::follow_logs(provider, s.following);
  });
}

void add_weblog(CLI::App& app, Said& said) {
  auto* weblog = app.add_subcommand("weblog", "Logs of web filters and proxies")->require_subcommand(1);
  add_following(weblog, said);
  auto* events = weblog->add_subcommand("events", "What is understood of each line, as JSON");
  add_logs(events, said.events.logs);
  events->add_flag("--show-users", said.events.show_users, "Names of people instead of aliases");
  runs(events, said, [](const Said& s) { return webfilter::print_events(s.events, Files{embedded_files()}, std::cout, std::cerr); });

  const std::map<std::string, webfilter::ReportFormat> formats{{"text", webfilter::ReportFormat::text}, {"csv", webfilter::ReportFormat::csv},
                                                               {"json", webfilter::ReportFormat::json}, {"html", webfilter::ReportFormat::html},
                                                               {"xlsx", webfilter::ReportFormat::xlsx}};
  auto* report = weblog->add_subcommand("report", "What they say about a week, without a name in it");
  add_logs(report, said.report.logs);
  report->add_option("--as", said.report.format, "text, csv, json, html or xlsx; without it, as --out ends")->type_name("FORM")->transform(one_of(formats));
  report->add_option("--out", said.report.out, "Where it is written; without it, standard output")->type_name("FILE");
  report->add_option("--themes", said.report.themes, "A file of your own themes, like provisions/web_themes.toml")->type_name("FILE");
  report->add_option("--hosts", said.report.hosts, "A list of hosts and addresses that belong to a theme, one a line, plain or as SHA-256")->type_name("THEME=FILE")->allow_extra_args(false);
  report->add_option("--centres", said.report.centres, "A list of networks (or names of boxes) and their centres, \"10.1.0.0/16,Main campus\"")->type_name("FILE");
  report->add_flag("--quiet", said.report.quiet, "No progress on a terminal");
  report->add_option("--repeated-attempts", said.report.repeated.attempts, "From how many attempts on somebody counts as repeated")->capture_default_str();
  report->add_option("--repeated-days", said.report.repeated.days, "On how many days at least")->capture_default_str();
  report->add_option("--threads", said.report.threads, "How many processors it may use; without it, all");
  runs(report, said, [](const Said& s) { return webfilter::print_report(s.report, Files{embedded_files()}, std::cout, std::cerr); });
}

// "cannot use /etc/regard: Permission denied", without what the library calls it.
std::string in_words(const std::filesystem::filesystem_error& error) {
  return "cannot use " + error.path1().string() + (error.path2().empty() ? "" : " or " + error.path2().string()) + ": " + error.code().message();
}

}  // namespace

int main(int count, char** arguments) {
  if (sodium_init() < 0) return 1;
  arm_failpoints_from_environment();
  CLI::App app{"Regard: a university's safeguarding and its Prevent duty, on record"};
  app.set_version_flag("--version", "regard " REGARD_VERSION);
  app.require_subcommand(1);
  Said said;
  try {
    add_init(app, said);
    add_operations(app, said);
    add_audit(app, said);
    add_people(app, said);
    add_outbox(app, said);
    add_demo(app, said);
    add_weblog(app, said);
    app.parse(count, arguments);
  } catch (const CLI::ParseError& error) {
    return app.exit(error);
  } catch (const Mistake& error) {
    std::cerr << "regard: " << error.what() << "\n";
    return kMistakeExit;
  } catch (const webfilter::FormatMistake& error) {
    std::cerr << "regard: " << error.what() << "\n";
    return kMistakeExit;
  } catch (const webfilter::CentresMistake& error) {
    std::cerr << "regard: " << error.what() << "\n";
    return kMistakeExit;
  } catch (const std::filesystem::filesystem_error& error) {
    std::cerr << "regard: " << in_words(error) << "\n";
    return 1;
  } catch (const std::exception& error) {
    std::cerr << "regard: " << error.what() << "\n";
    return 1;
  }
  return said.exit_code;
}
