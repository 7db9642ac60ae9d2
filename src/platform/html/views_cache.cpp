#include "platform/html/views_cache.h"

#include <sodium.h>

#include <iostream>
#include <mutex>
#include <sstream>
#include <stdexcept>

#include "platform/html/views_source.h"

namespace regard::html {
namespace {

// ctemplate tells what is wrong with a file only on std::cerr.
class ErrorsCaught {
 public:
  ErrorsCaught() : before_{std::cerr.rdbuf(caught_.rdbuf())} {}
  ~ErrorsCaught() { std::cerr.rdbuf(before_); }
  ErrorsCaught(const ErrorsCaught&) = delete;
  ErrorsCaught& operator=(const ErrorsCaught&) = delete;
  std::string text() const { return caught_.str(); }

 private:
  std::ostringstream caught_;
  std::streambuf* before_;
};

std::unique_ptr<ctemplate::Template> parse(const std::string& text) {
  const ErrorsCaught errors;
  std::unique_ptr<ctemplate::Template> parsed{
      ctemplate::Template::StringToTemplate(text.data(), text.size(), ctemplate::STRIP_BLANK_LINES)};
  if (!parsed || !errors.text().empty()) throw ViewMistake{errors.text()};
  return parsed;
}

// The first 12 hex digits of BLAKE2b: enough to tell one version of an asset from another.
std::string fingerprint(std::string_view bytes) {
  unsigned char hash[crypto_generichash_BYTES];
  crypto_generichash(hash, sizeof hash, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), nullptr, 0);
  char hex[13];
  sodium_bin2hex(hex, sizeof hex, hash, 6);
  return hex;
}

std::string asset_url(const Files& files, std::string_view name) {
  return "/assets/" + std::string{name} + "?v=" + fingerprint(files.read("assets/" + std::string{name}));
}

}  // namespace

std::unique_ptr<ViewFile> load_view(const Files& files, std::string_view name, const i18n::Language& language) {
  try {
    auto file = std::make_unique<ViewFile>();
    file->name = name;
    file->written_at = files.changed_at(name);
    auto source = prepare(files.read(name), language);
    file->parsed = parse(source.text);
    file->names = std::move(source.names);
    return file;
  } catch (const ViewMistake& mistake) {
    throw std::runtime_error("view " + std::string{name} + " (" + language.code() + "): " + mistake.what());
  }
}

Views::Cache::Cache(const Files& files, const std::vector<i18n::Language>& languages) : files_{files} {
  if (sodium_init() < 0) throw std::runtime_error("libsodium does not start");
  std::string mistakes;
  for (const auto& language : languages) {
    Loaded loaded;
    for (const auto& name : files.names("")) {
      if (!name.ends_with(".html")) continue;
      try {
        loaded.emplace(name, load_view(files, name, language));
      } catch (const std::runtime_error& mistake) {
        mistakes.append(mistake.what()).append("\n");
      }
    }
    languages_.emplace_back(language.code(), std::move(loaded));
  }
  if (!mistakes.empty()) throw std::runtime_error(mistakes);
  load_assets();
}

void Views::Cache::load_assets() {
  for (const auto& name : files_.names("assets/")) {
    const auto asset = name.substr(std::string_view{"assets/"}.size());
    assets_.emplace(asset, asset_url(files_, asset));
  }
}

Views::Cache::Loaded& Views::Cache::of(const i18n::Language& language) const {
  for (auto& [code, loaded] : languages_)
    if (code == language.code()) return loaded;
  throw std::logic_error("no views were loaded for the language " + language.code());
}

const ViewFile& Views::Cache::find(const i18n::Language& language, std::string_view name) const {
  Loaded& loaded = of(language);
  if (files_.reloads()) return reloaded(loaded, language, name);
  const auto found = loaded.find(name);
  if (found == loaded.end()) throw std::logic_error("there is no view " + std::string{name});
  record_.rendered(name, found->second->recorded);
  return *found->second;
}

const ViewFile& Views::Cache::reloaded(Loaded& loaded, const i18n::Language& language, std::string_view name) const {
  {
    const std::shared_lock lock{reloading_};
    const auto found = loaded.find(name);
    if (found == loaded.end()) throw std::logic_error("there is no view " + std::string{name});
    if (found->second->written_at == files_.changed_at(name)) return *found->second;
  }
  const std::unique_lock lock{reloading_};
  auto& current = loaded.find(name)->second;
  if (current->written_at != files_.changed_at(name)) {
    auto anew = load_view(files_, name, language);
    replaced_.push_back(std::exchange(current, std::move(anew)));
  }
  return *current;
}

std::string Views::Cache::asset(std::string_view name) const {
  const auto found = assets_.find(name);
  if (files_.reloads())
    return files_.find("assets/" + std::string{name}) ? asset_url(files_, name) : "/assets/" + std::string{name};
  if (found == assets_.end()) throw std::logic_error("there is no asset " + std::string{name});
  return found->second;
}

Views::Views(const Files& files, const std::vector<i18n::Language>& languages)
    : cache_{std::make_unique<Cache>(files, languages)} {}

Views::~Views() = default;

std::string Views::asset(std::string_view name) const { return cache_->asset(name); }

}  // namespace regard::html
