#include "webfilter/blocked/texts.h"

#include <boost/json.hpp>

#include "platform/base/text.h"
#include "platform/provisions/mistakes.h"

namespace regard::webfilter::blocked {
namespace {

constexpr std::size_t kLongestText = 600, kMostParagraphs = 6;

struct Bound {
  std::string_view name;
  std::int64_t most;
};
constexpr Bound kBounds[] = {{"working_days_to_decide", 20}, {"days_at_most", 366}};

std::string text_of(const boost::json::object& said, std::string_view key) { return std::string{std::string_view{said.at(key).as_string()}}; }

bool can_be_followed(std::string_view url) {
  return url.empty() || (url.starts_with("https://") && url.size() > 8 && url.find_first_of(" \"'<>\\") == std::string_view::npos);
}

void check_language(const boost::json::object& said, const std::string& where, provisions::Mistakes& mistakes) {
  const auto check_length = [&](std::string_view text, const std::string& place) {
    if (characters(text) > kLongestText) mistakes.add(tr("Shorten this text: {NUMBER}"), place + " (" + std::to_string(kLongestText) + ")");
  };
  for (const std::string_view key : {"policy", "ask"}) check_length(text_of(said, key), where + "." + std::string{key});
  if (trimmed(text_of(said, "policy")).empty()) mistakes.add(tr("Say what the policy is called: {NUMBER}"), where + ".policy");
  if (!can_be_followed(text_of(said, "policy_url"))) mistakes.add(tr("Write an address that begins with https://, or nothing: {NUMBER}"), where + ".policy_url");
  const auto& paragraphs = said.at("support").as_array();
  if (paragraphs.size() > kMostParagraphs) mistakes.add(tr("Write fewer paragraphs: {NUMBER}"), where + ".support (" + std::to_string(kMostParagraphs) + ")");
  for (const auto& paragraph : paragraphs) check_length(std::string_view{paragraph.as_string()}, where + ".support");
}

}  // namespace

BlockedTexts blocked_texts(const provisions::Provision& provision, std::string_view language) {
  const auto* spoken = provision.content.if_contains(language);
  const auto& said = (spoken && spoken->is_object() ? *spoken : provision.content.at("en")).as_object();
  BlockedTexts texts{.policy = text_of(said, "policy"), .policy_url = text_of(said, "policy_url"), .ask = text_of(said, "ask"), .support = {}};
  for (const auto& paragraph : said.at("support").as_array()) texts.support.emplace_back(std::string_view{paragraph.as_string()});
  return texts;
}

RequestRules request_rules(const provisions::Provision& provision) {
  const auto& rules = provision.content.at("request").as_object();
  return {.working_days_to_decide = rules.at("working_days_to_decide").to_number<int>(), .days_at_most = rules.at("days_at_most").to_number<int>()};
}

Done check_blocked(const provisions::Provision& written) {
  provisions::Mistakes mistakes;
  const auto& rules = written.content.at("request").as_object();
  for (const auto& [name, most] : kBounds) {
    const auto days = rules.at(name).as_int64();
    if (days < 1 || days > most)
      mistakes.add(tr("Write a time within these bounds: {NUMBER}"), "request." + std::string{name} + " (1–" + std::to_string(most) + ")");
  }
  for (const std::string language : {"en", "cy"}) check_language(written.content.at(language).as_object(), language, mistakes);
  return mistakes.done("web_blocked.check");
}

}  // namespace regard::webfilter::blocked
