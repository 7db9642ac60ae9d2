// Reads one table of a TOML file key by key and collects what is wrong with it. Private to this folder.
#pragma once

#include <fmt/format.h>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "platform/config/config.h"

// toml++ takes seconds to compile: only table.cpp includes it.
namespace regard::config {

class Document;

// A value as written, and where.
template <class T>
struct Written {
  T value;
  int line;
};

class Mistakes {
 public:
  template <class... Args>
  void add(int line, fmt::format_string<Args...> what, Args&&... args) {
    all_.push_back({line, fmt::format(what, std::forward<Args>(args)...)});
  }
  std::vector<Mistake> in_order() &&;
  bool none() const { return all_.empty(); }

 private:
  std::vector<Mistake> all_;
};

class Table {
 public:
  // "mail", or "readers.library" for a table within one.
  Table(const Document& document, std::string_view name, const Surroundings& surroundings, Mistakes& mistakes);

  std::optional<Written<std::string>> text(std::string_view key);
  std::optional<Written<std::int64_t>> number(std::string_view key, std::int64_t least, std::int64_t most);
  std::optional<Written<bool>> truth(std::string_view key);
  std::optional<Written<std::vector<std::string>>> texts(std::string_view key);
  std::optional<Written<std::filesystem::path>> path(std::string_view key);           // need not exist
  std::optional<Written<std::filesystem::path>> readable_file(std::string_view key);

  template <class T>
  struct Choice {
    std::string_view word;
    T value;
  };
  template <class T>
  std::optional<T> choice(std::string_view key, std::span<const Choice<T>> choices) {
    const auto written = text(key);
    if (!written) return std::nullopt;
    std::string words;
    for (const Choice<T>& choice : choices) {
      if (choice.word == written->value) return choice.value;
      words += fmt::format("{}\"{}\"", words.empty() ? "" : ", ", choice.word);
    }
    mistakes_.add(written->line, "{} is \"{}\"; give one of {}.", named(key), written->value, words);
    return std::nullopt;
  }

  // What was written and never asked for.
  void refuse_the_rest();

  std::string named(std::string_view key) const;
  int line() const;  // of the table itself
  Mistakes& mistakes() { return mistakes_; }

 private:
  const Document& document_;
  std::string name_;
  const Surroundings& surroundings_;
  Mistakes& mistakes_;
  std::set<std::string, std::less<>> asked_;
};

class Document {
 public:
  Document(std::string_view toml, Mistakes& mistakes);
  ~Document();
  void refuse_tables_except(std::span<const std::string_view> known, Mistakes& mistakes) const;
  // Of a table that holds nothing but tables: "library", in the order of the file.
  std::vector<std::string> tables_in(std::string_view name, Mistakes& mistakes) const;

 private:
  friend class Table;
  struct Toml;
  std::unique_ptr<Toml> toml_;
};

}  // namespace regard::config
