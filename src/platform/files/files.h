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

// Made by embed() in cmake/embed.cmake.
std::span<const EmbeddedFile> embedded_files();

class Files {
 public:
  explicit Files(std::span<const EmbeddedFile> embedded, std::optional<std::filesystem::path> source_tree = {});
  std::string read(std::string_view name) const;                     // throws when there is no such file
  std::optional<std::string> find(std::string_view name) const;
  std::vector<std::string> names(std::string_view prefix) const;     // sorted
  bool reloads() const { return source_tree_.has_value(); }

 private:
  std::span<const EmbeddedFile> embedded_;
  std::optional<std::filesystem::path> source_tree_;
};

}  // namespace regard
