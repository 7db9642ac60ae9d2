#include "platform/files/files.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <set>
#include <stdexcept>

namespace regard {
namespace {

namespace fs = std::filesystem;

bool is_made_by_the_build(std::string_view name) {
  return name.starts_with("assets/") || name.starts_with("translations/");
}

// The same rule as in cmake/embed.cmake.
constexpr std::array<std::string_view, 3> kTopFolders = {"db/", "provisions/", "weblogs/"};
fs::path folder_of_sources(const fs::path& tree, std::string_view name) {
  return std::ranges::any_of(kTopFolders, [&](std::string_view top) { return name.starts_with(top); }) ? tree : tree / "src";
}

bool is_embedded_kind(const fs::path& file) {
  return file.extension() == ".html" || file.extension() == ".sql" || file.extension() == ".toml";
}

std::string bytes_of(const fs::path& file) {
  std::ifstream stream{file, std::ios::binary};
  if (!stream) throw std::runtime_error("cannot read " + file.string());
  std::string bytes(fs::file_size(file), '\0');
  stream.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  bytes.resize(static_cast<std::size_t>(stream.gcount()));  // it may be being written
  return bytes;
}

void add_names_below(const fs::path& root, const fs::path& folder, bool all_kinds, std::set<std::string>& names) {
  if (!fs::is_directory(folder)) return;
  for (const auto& entry : fs::recursive_directory_iterator{folder})
    if (entry.is_regular_file() && (all_kinds || is_embedded_kind(entry.path())))
      names.insert(entry.path().lexically_relative(root).generic_string());
}

}  // namespace

Files::Files(std::span<const EmbeddedFile> embedded, std::optional<fs::path> source_tree,
             std::optional<fs::path> generated)
    : embedded_{embedded}, source_tree_{std::move(source_tree)}, generated_{std::move(generated)} {}

std::optional<fs::path> Files::on_disk(std::string_view name) const {
  if (!source_tree_ || name.find("..") != name.npos) return std::nullopt;
  if (is_made_by_the_build(name) && !generated_) return std::nullopt;
  const fs::path file =
      (is_made_by_the_build(name) ? *generated_ : folder_of_sources(*source_tree_, name)) / fs::path{name};
  if (!fs::is_regular_file(file)) return std::nullopt;
  return file;
}

std::optional<std::string> Files::find(std::string_view name) const {
  if (const auto file = on_disk(name)) return bytes_of(*file);
  const auto embedded = std::ranges::find(embedded_, name, &EmbeddedFile::name);
  if (embedded == embedded_.end()) return std::nullopt;
  return std::string{embedded->bytes};
}

std::string Files::read(std::string_view name) const {
  if (auto found = find(name)) return *std::move(found);
  throw std::runtime_error("the program has no file " + std::string{name});
}

std::vector<std::string> Files::names(std::string_view prefix) const {
  std::set<std::string> found;
  for (const auto& file : embedded_) found.emplace(file.name);
  if (source_tree_) {
    add_names_below(*source_tree_ / "src", *source_tree_ / "src", false, found);
    for (const auto top : kTopFolders) add_names_below(*source_tree_, *source_tree_ / top, false, found);
  }
  if (generated_) {
    add_names_below(*generated_, *generated_ / "assets", true, found);
    add_names_below(*generated_, *generated_ / "translations", true, found);
  }
  std::erase_if(found, [&](const std::string& name) { return !name.starts_with(prefix); });
  return {found.begin(), found.end()};
}

std::optional<fs::file_time_type> Files::changed_at(std::string_view name) const {
  const auto file = on_disk(name);
  if (!file) return std::nullopt;
  return fs::last_write_time(*file);
}

}  // namespace regard
