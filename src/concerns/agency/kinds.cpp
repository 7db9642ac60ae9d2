#include "concerns/agency/kinds.h"

#include <boost/json.hpp>

#include "platform/base/calendar.h"

namespace regard::concerns {
namespace {

std::string_view text_of(const boost::json::value& kind, std::string_view key) { return kind.as_object().at(key).as_string(); }

}  // namespace

PartnerKinds::PartnerKinds(db::Read& read, provisions::Provisions& provisions, Date on) : kept_{provisions.in_force(read, "partner_kinds", on)} {}

std::string PartnerKinds::label(const i18n::Language& language, std::string_view word) const {
  for (const auto& kind : kept_->content.at("kind").as_array())
    if (text_of(kind, "word") == word) return language.translate(text_of(kind, "label"));
  return std::string{word};
}

std::vector<forms::PickOption> PartnerKinds::options(const i18n::Language& language) const {
  std::vector<forms::PickOption> options;
  for (const auto& kind : kept_->content.at("kind").as_array())
    options.push_back({std::string{text_of(kind, "word")}, language.translate(text_of(kind, "label"))});
  return options;
}

std::string stale_before(db::Read& read, provisions::Provisions& provisions, Date today) {
  const auto clocks = provisions.in_force(read, "clocks", today);
  const int months = clocks->content.at("agencies").as_object().at("contact").as_object().at("months").to_number<int>();
  return iso(add_months(today, -months));
}

}  // namespace regard::concerns
