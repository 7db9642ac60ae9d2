// The parsed view files of every language.
#pragma once

#include <ctemplate/template.h>

#include <atomic>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <shared_mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "platform/html/views.h"
#include "platform/html/views_record.h"

namespace regard::html {

// One view file in one language. It never changes; a reload makes another.
struct ViewFile {
  std::string name;
  std::unique_ptr<ctemplate::Template> parsed;
  std::set<std::string, std::less<>> names;
  std::optional<std::filesystem::file_time_type> written_at;
  mutable std::atomic_flag recorded;
};

std::unique_ptr<ViewFile> load_view(const Files& files, std::string_view name, const i18n::Language& language);

struct Views::Cache {
  Cache(const Files& files, const std::vector<i18n::Language>& languages);
  // Throws when there is no such file. What it returns lives as long as the cache.
  const ViewFile& find(const i18n::Language& language, std::string_view name) const;
  std::string asset(std::string_view name) const;

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };
  using Loaded = std::unordered_map<std::string, std::unique_ptr<ViewFile>, Hash, std::equal_to<>>;

  void load_assets();
  Loaded& of(const i18n::Language& language) const;
  const ViewFile& reloaded(Loaded& loaded, const i18n::Language& language, std::string_view name) const;

  const Files& files_;
  mutable std::vector<std::pair<std::string, Loaded>> languages_;  // by code; few, so looked through
  std::map<std::string, std::string, std::less<>> assets_;
  mutable ViewsRecord record_;
  mutable std::shared_mutex reloading_;                            // only in development
  mutable std::vector<std::unique_ptr<ViewFile>> replaced_;        // may still be in use by a page being rendered
};

}  // namespace regard::html
