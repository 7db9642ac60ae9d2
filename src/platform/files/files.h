// The files inside the program: views, assets, migrations, catalogues. In development they are read from the
// source tree instead, each time they are asked for.
#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace regard {

struct EmbeddedFile {
  std::string_view name;  // "concerns/views/case.html", "db/migrations/0001_platform.sql"
  std::string_view bytes;
};

// Of the programs that say embed_into() (cmake/embed.cmake); tests without it read the source tree.
std::span<const EmbeddedFile> embedded_files();

class Files {
 public:
  // With a source tree, what lies there is read anew; what the build makes ("assets/…", "translations/…") is read
  // from `generated` when given. Whatever is found in neither is taken from the embedded files.
  explicit Files(std::span<const EmbeddedFile> embedded, std::optional<std::filesystem::path> source_tree = {},
                 std::optional<std::filesystem::path> generated = {});
  std::string read(std::string_view name) const;                     // throws when there is no such file
  std::optional<std::string> find(std::string_view name) const;
  std::vector<std::string> names(std::string_view prefix) const;     // sorted; "" for all
  // When the file on disk was written; nothing for an embedded file, which never changes.
  std::optional<std::filesystem::file_time_type> changed_at(std::string_view name) const;
  bool reloads() const { return source_tree_.has_value(); }

 private:
  std::optional<std::filesystem::path> on_disk(std::string_view name) const;

  std::span<const EmbeddedFile> embedded_;
  std::optional<std::filesystem::path> source_tree_, generated_;
};

}  // namespace regard
