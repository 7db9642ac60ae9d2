#include "program/provider.h"

#include <cstdlib>
#include <fstream>
#include <iterator>

#include "concerns/concerns.h"
#include "keeping/keeping.h"
#include "platform/db/migrations.h"
#include "platform/holdings/request.h"
#include "platform/html/brand.h"
#include "platform/retention/keeping.h"
#include "platform/retention/rules.h"
#include "program/jobs.h"
#include "program/roles.h"
#include "program/words.h"
#include "webfilter/webfilter.h"

namespace regard::program {
namespace {

// One source: a whole campus may stand behind one address.
constexpr web::Throttle::Rate kAnybodyMaySend{.at_once = 120, .a_minute = 120};
// Wrong codes: a right one is given back. There are 10^16 of them.
constexpr web::Throttle::Rate kAnybodyMayGuess{.at_once = 20, .a_minute = 4};

Files files_for(Development development) {
  if (development == Development::no) return Files{embedded_files()};
  const char* tree = std::getenv("REGARD_SOURCE_DIR");
  if (!tree) throw std::runtime_error("for development, set REGARD_SOURCE_DIR to the source tree");
  return Files{embedded_files(), std::filesystem::path{tree}};
}

std::string read_bytes(const std::filesystem::path& file) {
  std::ifstream in{file, std::ios::binary};
  if (!in) throw std::runtime_error("cannot read the logo " + file.string());
  return {std::istreambuf_iterator<char>{in}, {}};
}

std::vector<OwnFile> own_files_of(const config::Provider& provider) {
  std::vector<OwnFile> files{{"/own/brand.css", "text/css; charset=utf-8", html::brand_style(provider.brand_colour)}};
  if (provider.logo)
    files.push_back({"/own/logo", provider.logo->extension() == ".svg" ? "image/svg+xml" : "image/png", read_bytes(*provider.logo)});
  return files;
}

// With the content's hash, so that a browser keeps it until it changes.
std::string url_of(const std::vector<OwnFile>& files, std::string_view path) {
  for (const auto& file : files)
    if (file.path == path) return file.path + "?v=" + crypto::hash(file.bytes).substr(0, 12);
  return {};
}

std::vector<i18n::Language> languages_of(const config::Config& config, const Files& files) {
  std::vector<i18n::Language> languages;
  for (const auto& code : config.provider.languages) languages.emplace_back(code, files);
  return languages;
}

db::Settings data_settings(const config::Config& config) {
  // A worker holds at most one snapshot at a time; the outbox reads too.
  return {.url = config.stores.database, .readers = config.limits.workers + 4, .writers = config.limits.workers};
}

db::Settings small_settings(std::string url) { return {.url = std::move(url), .readers = 4, .writers = 2, .secure_delete = true}; }

scanning::Policy scanning_of(const config::Scanner& scanner) {
  if (scanner.off) return scanning::Policy::off;
  return scanner.clamd.empty() ? scanning::Policy::no_scanner : scanning::Policy::clamd;
}

std::vector<web::NavigationItem> navigation() {
  return {{tr("Today"), "/", web::Access::signed_in()},
          {tr("Concerns"), "/concerns", web::Access::needs(concerns::kTriage)},
          {tr("Cases"), "/cases", web::Access::needs(concerns::kWorkOnCases)},
          {tr("Names in confidence"), "/identity-requests", web::Access::needs(concerns::kReleaseIdentity)},
          {tr("Meetings"), "/meetings", web::Access::needs(concerns::kWorkOnCases)},
          {tr("Complaints"), "/complaints", web::Access::everywhere(concerns::kHandleComplaints)},
          {tr("Web filter"), "/web-filter", web::Access::everywhere(webfilter::kReadCounts)},
          {tr("Filter reviews"), "/web-filter/reviews", web::Access::everywhere(webfilter::kReveal)},
          {tr("Find"), "/search", web::Access::needs(concerns::kWorkOnCases)},
          {tr("Blocked sites"), "/web-exceptions", web::Access::everywhere(webfilter::kCarryOutExceptions)},
          {tr("Agencies"), "/agencies", web::Access::needs(concerns::kKeepAgencies)},
          {tr("Figures"), "/figures", web::Access::needs(concerns::kReadFigures)},
          {tr("What ends"), "/keeping", web::Access::needs(retention::kManage)},
          {tr("Requests"), "/requests", web::Access::everywhere(holdings::kSee)},
          {tr("People"), "/people", web::Access::needs(people::kReadPeople)},
          {tr("Rules"), "/provisions", web::Access::everywhere(people::kManageProvisions)},
          {tr("Audit"), "/audit", web::Access::everywhere(people::kReadAudit)}};
}

}  // namespace

Provider::Provider(const config::Config& config, Development development, std::unique_ptr<Clock> clock)
    : config_{config},
      files_{files_for(development)},
      own_files_{own_files_of(config.provider)},
      clock_{std::move(clock)},
      roles_{role_sheet(config.supervision)},
      database_{data_settings(config)},
      keys_{small_settings(config.stores.keys)},
      index_store_{small_settings(config.stores.index)},
      languages_{languages_of(config, files_)},
      throttle_{kAnybodyMaySend},
      guesses_{kAnybodyMayGuess} {
  const Instant now = clock_->now();
  db::migrate(keys_, files_, "db/keys", now);
  db::migrate(index_store_, files_, "db/index", now);
  db::migrate(database_, files_, "db/migrations", now);
  views_ = std::make_unique<html::Views>(files_, languages_);
  keyring_ = std::make_unique<crypto::Keyring>(keys_, crypto::MasterKey::load(config_.stores.master_key));
  toll_ = std::make_unique<web::Toll>(web::Toll::Rule{}, keyring_->purpose("toll"));
  audit_ = std::make_unique<audit::Audit>(database_, *keyring_);
  outbox_ = std::make_unique<outbox::Worker>(database_, *clock_);
  index_ = std::make_unique<search::Index>(index_store_, *keyring_);
  people::install(database_, roles_);
  provisions::install(database_, files_, now);
  provisions_.check_by(std::string{retention::kProvision}, [](const auto& written) { return retention::check(written, keeping::parts()); });
  concerns::add_provision_checks(provisions_);
  webfilter::add_provision_checks(provisions_);
  services_ = std::make_unique<web::Services>(web::Services{
      .clock = *clock_,
      .database = database_,
      .keyring = *keyring_,
      .audit = *audit_,
      .outbox = *outbox_,
      .index = *index_,
      .views = *views_,
      .throttle = throttle_,
      .passwords = passwords_,
      .provisions = provisions_,
      .declarations = declarations_,
      .toll = *toll_,
      .guesses = guesses_,
      .provider_name = config_.provider.name,
      .public_url = config_.listen.public_url,
      .secure_cookies = config_.listen.public_url.starts_with("https://"),
      .navigation = navigation(),
      .brand = url_of(own_files_, "/own/brand.css"),
      .logo = url_of(own_files_, "/own/logo"),
      .event_words = event_words(),
      .languages = config_.provider.languages,
      .notices = {.contact = config_.provider.contact,
                  .privacy_url = config_.provider.privacy_url,
                  .accessibility_url = config_.provider.accessibility_url},
      .when_somebody_leaves = {&concerns::somebody_leaves},
      .scanning = scanning_of(config_.scanner),
      .spools = std::make_shared<http::Spools>(config_.stores.uploads, config_.limits.uploads_bytes),
  });
}

Provider::~Provider() { outbox_->stop(); }

}  // namespace regard::program
