// What of a text is shown of what was found in it.
#include <utf8proc.h>

#include <algorithm>
#include <optional>

#include "platform/search/search.h"
#include "platform/search/terms.h"

namespace regard::search {
namespace {

// Bytes around a word: two or three lines on a page.
constexpr std::size_t kBefore = 110, kAfter = 150;
constexpr std::size_t kStretchesAtMost = 3;

struct Span {
  std::size_t from, to;
};

// Splits a text into words as people see them. What is no UTF-8 counts as a gap.
std::optional<Span> next_word(std::string_view text, std::size_t at) {
  std::optional<std::size_t> begun;
  while (at < text.size()) {
    utf8proc_int32_t c = 0;
    const auto length = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()) + at,
                                         static_cast<utf8proc_ssize_t>(text.size() - at), &c);
    const bool of_word = length > 0 && is_of_word_or_joins(static_cast<char32_t>(c));
    if (of_word && !begun) begun = at;
    if (!of_word && begun) return Span{*begun, at};
    at += length > 0 ? static_cast<std::size_t>(length) : 1;
  }
  if (begun) return Span{*begun, at};
  return {};
}

struct Found {
  std::vector<Span> marked;
  std::vector<Span> first_of_each;  // the first place of each term
};

// Reads on until each term was met once, and as far as what will be shown with it.
Found look_for(std::string_view text, const Matcher& matcher) {
  Found found;
  std::vector<bool> met(matcher.wanted());
  std::size_t open = matcher.wanted(), last = 0;
  for (auto word = next_word(text, 0); word; word = next_word(text, word->to)) {
    if (open == 0 && word->from > last + kAfter) break;
    const auto terms = matcher.terms_in(text.substr(word->from, word->to - word->from));
    if (terms.empty()) continue;
    found.marked.push_back(*word);
    bool is_first = false;
    for (const auto term : terms)
      if (!met[term]) {
        met[term] = is_first = true;
        --open;
      }
    if (is_first) {
      found.first_of_each.push_back(*word);
      last = word->to;
    }
  }
  return found;
}

bool ends_sentence(std::string_view text, std::size_t at) {
  if (text[at] == '\n') return true;
  return (text[at] == '.' || text[at] == '!' || text[at] == '?') && (at + 1 == text.size() || text[at + 1] == ' ' || text[at + 1] == '\n');
}

// Back to where the sentence begins, or else a word not too far away; and likewise onwards.
std::size_t beginning(std::string_view text, std::size_t of) {
  const std::size_t least = of > kBefore ? of - kBefore : 0;
  for (std::size_t at = of; at > least; --at)
    if (ends_sentence(text, at - 1)) return at;
  return least == 0 ? 0 : std::min(of, text.find(' ', least));
}

std::size_t end(std::string_view text, std::size_t of) {
  const std::size_t most = std::min(text.size(), of + kAfter);
  for (std::size_t at = of; at < most; ++at)
    if (ends_sentence(text, at)) return at + 1;
  return most == text.size() ? most : std::max(of, text.rfind(' ', most));
}

Span trimmed(std::string_view text, Span span) {
  const auto is_space = [&](std::size_t at) { return text[at] == ' ' || text[at] == '\n' || text[at] == '\r' || text[at] == '\t'; };
  while (span.from < span.to && is_space(span.from)) ++span.from;
  while (span.to > span.from && is_space(span.to - 1)) --span.to;
  return span;
}

// Stretches in the order of the text; those that touch are one.
std::vector<Span> stretches(std::string_view text, const std::vector<Span>& around) {
  std::vector<Span> all;
  for (const auto& word : around) {
    const Span span = trimmed(text, {beginning(text, word.from), end(text, word.to)});
    if (!all.empty() && span.from <= all.back().to) all.back().to = std::max(all.back().to, span.to);
    else if (all.size() < kStretchesAtMost) all.push_back(span);
  }
  return all;
}

}  // namespace

std::vector<Piece> passage(std::string_view text, std::string_view words) {
  const Found found = look_for(text, Matcher{words});
  std::vector<Piece> pieces;
  const auto add = [&](std::string_view some, bool marked) {
    if (some.empty()) return;
    if (!pieces.empty() && pieces.back().marked == marked) pieces.back().text += some;
    else pieces.push_back({std::string{some}, marked});
  };
  std::size_t shown = 0;
  for (const auto& stretch : stretches(text, found.first_of_each)) {
    if (stretch.from > 0 && trimmed(text, {0, stretch.from}).to > shown) add(shown == 0 ? "… " : " … ", false);
    std::size_t at = stretch.from;
    for (const auto& word : found.marked) {
      if (word.from < at || word.to > stretch.to) continue;
      add(text.substr(at, word.from - at), false);
      add(text.substr(word.from, word.to - word.from), true);
      at = word.to;
    }
    add(text.substr(at, stretch.to - at), false);
    shown = stretch.to;
  }
  if (shown != 0 && trimmed(text, {shown, text.size()}).from < text.size()) add(" …", false);
  return pieces;
}

}  // namespace regard::search
