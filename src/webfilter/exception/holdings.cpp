// What requests for blocked sites hold about somebody who asks what is held about them.
#include <algorithm>

#include "platform/base/text.h"
#include "platform/i18n/dates.h"
#include "webfilter/exception/actions.h"
#include "webfilter/exception/ending.h"
#include "webfilter/exception/forms.h"
#include "webfilter/exception/store.h"

namespace regard::webfilter::exception {
namespace {

constexpr int kLookedThrough = 2000;  // they end a year after they are over
constexpr std::size_t kAtMost = 20;

struct Opened {
  WebException exception;
  crypto::RecordKey key;
  forms::Answers answers;
};

std::optional<Opened> opened(const web::Visit& visit, WebException exception) {
  auto key = visit.services.keyring.find(exception.key);
  if (!key) return {};
  forms::Answers answers = told(exception, *key);
  return Opened{std::move(exception), std::move(*key), std::move(answers)};
}

holdings::Found found(const web::Visit& visit, const Opened& one) {
  return {.kind = "web_exception",
          .id = one.exception.id.value,
          .reference = one.exception.reference,
          .what = visit.language(tr("Request for a blocked site, {TIME}"), {{"TIME", i18n::long_time(visit.language, one.exception.asked_at)}}),
          .name = PrivateText{one.answers.text(kName)}};
}

std::string small(std::string_view text) {
  std::string made;
  for (const char c : trimmed(text)) made += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return made;
}

holdings::SomeFound by_words(const web::Visit& visit, db::Read& read, const PrivateText& words) {
  holdings::SomeFound some;
  const std::string wanted = small(words.reveal());
  if (wanted.empty() || !visit.viewer.may_everywhere(kDecideExceptions)) return some;
  for (auto& exception : store::exceptions(read, visit.viewer, kLookedThrough)) {
    const auto one = opened(visit, std::move(exception));
    if (!one) continue;
    const bool is_it = small(one->answers.text(kName)).find(wanted) != std::string::npos || small(one->answers.text(kEmail)) == wanted;
    if (!is_it) continue;
    some.is_more = some.records.size() == kAtMost;
    if (some.is_more) break;
    some.records.push_back(found(visit, *one));
  }
  return some;
}

// Of an operator nothing: they do not see what it was for.
std::optional<Opened> find(const web::Visit& visit, db::Read& read, std::string_view reference) {
  if (!visit.viewer.may_everywhere(kDecideExceptions)) return {};
  auto exception = store::find_exception(read, visit.viewer, reference);
  return exception ? opened(visit, std::move(*exception)) : std::nullopt;
}

std::optional<holdings::Found> by_reference(const web::Visit& visit, db::Read& read, std::string_view reference) {
  const auto one = find(visit, read, reference);
  return one ? std::optional{found(visit, *one)} : std::nullopt;
}

holdings::Held held(const web::Visit& visit, db::Read& read, const holdings::Found& wanted, const holdings::Asker&) {
  holdings::Held held;
  const auto one = find(visit, read, wanted.reference);
  if (!one) return held;
  const std::string id = one->exception.id.text();
  const auto add = [&](std::string_view source, Words heading, std::string text) {
    if (!text.empty()) held.passages.push_back({id + " " + std::string{source}, visit.language(heading), PrivateText{std::move(text)}});
  };
  add("site", tr("The site that was asked for"), one->answers.text(kSite));
  add("work", tr("What it was needed for"), one->answers.text(kWork));
  add("until", tr("Until when it was needed"), one->answers.text(kUntil));
  add("research", tr("Reference of research"), one->answers.text(kResearch));
  add("name", tr("Who asked"), one->answers.text(kName) + "\n" + one->answers.text(kEmail));
  if (one->exception.answer_sealed) {
    const PrivateText answer = crypto::open(one->key, {kExceptionAnswer, one->exception.id.value}, *one->exception.answer_sealed);
    add("answer", tr("What they were told"), answer.reveal());
  }
  return held;
}

}  // namespace

holdings::Part holdings_part() { return {"web_exception", &by_words, &by_reference, &held}; }

}  // namespace regard::webfilter::exception
