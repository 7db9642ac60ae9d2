#include "people/trail/lines.h"

#include <algorithm>
#include <boost/json.hpp>
#include <map>

#include "people/pages.h"
#include "people/people.h"
#include "platform/i18n/dates.h"

namespace regard::people::trail {
namespace {

// What stands in the clear details; empty when it does not.
std::string detail(const audit::Line& line, std::string_view name) {
  boost::json::error_code wrong;
  const auto parsed = boost::json::parse(line.details, wrong);
  const auto* object = wrong ? nullptr : parsed.if_object();
  const auto* found = object ? object->if_contains(name) : nullptr;
  return found && found->is_string() ? std::string{found->as_string()} : std::string{};
}

// A page of lines, and whom and what they name.
class Lines {
 public:
  Lines(db::Read& read, const web::Visit& visit, const std::vector<audit::Line>& lines) : read_{read}, visit_{visit} {
    std::vector<PersonId> clients;
    for (const auto& line : lines) {
      if (line.by) look_up(*line.by, clients);
      if (line.subject_kind == "person" || line.subject_kind == "api_client") look_up(PersonId{line.subject}, clients);
    }
    clients_ = names(read, clients);
  }

  html::Content who(const audit::Line& line, const Filtered& filtered) const {
    if (!line.by) return visit_.language(happens_by_itself(line.type) ? tr("Regard itself") : tr("Nobody signed in"));
    const auto person = people_.find(*line.by);
    if (person == people_.end() || filtered.by_somebody) return name_of(*line.by);
    return text_link(visit_, trail_url(filtered.type, person->second.reference), person->second.name);
  }

  // With the password and then with the code are two sign-ins of one person.
  std::string what(const audit::Line& line) const {
    if (line.type != "session.opened") return in_words(visit_, line.type);
    if (detail(line, "strength") == "second_factor") return visit_.language(tr("Signed in with a code"));
    return visit_.language(detail(line, "door") == "link" ? tr("Signed in by a mailed link") : tr("Signed in with a password"));
  }

  std::string about(const audit::Line& line) const {
    if (line.subject_kind == "person") return about_person(line);
    if (line.subject_kind == "api_client") return name_of(PersonId{line.subject});
    if (line.subject_kind == "centre")
      if (const auto centre = find_centre(read_, CentreId{line.subject})) return centre->name + ", " + centre->reference;
    const std::string kind = in_words(visit_, line.subject_kind), reference = detail(line, "reference");
    return reference.empty() ? kind : kind + ", " + reference;
  }

 private:
  void look_up(PersonId id, std::vector<PersonId>& clients) {
    if (people_.contains(id)) return;
    if (const auto person = find(read_, id)) people_.emplace(id, *person);
    else clients.push_back(id);
  }

  std::string name_of(PersonId id) const {
    if (const auto person = people_.find(id); person != people_.end()) return person->second.name;
    const auto client = clients_.find(id);
    return client == clients_.end() ? std::string{} : client->second;
  }

  bool happens_by_itself(const std::string& type) const {
    const auto known = std::ranges::find(visit_.services.event_words, type, &audit::EventWords::name);
    return known != visit_.services.event_words.end() && known->by_itself;
  }

  // And of a post: which.
  std::string about_person(const audit::Line& line) const {
    const auto person = people_.find(PersonId{line.subject});
    if (person == people_.end()) return {};
    std::string words = person->second.name + ", " + person->second.reference;
    if (const auto role = role_from(detail(line, "role"))) words += ", " + visit_.language(named(*role).label);
    return words;
  }

  db::Read& read_;
  const web::Visit& visit_;
  std::map<PersonId, Person> people_;
  std::map<PersonId, std::string> clients_;
};

}  // namespace

std::string in_words(const web::Visit& visit, const std::string& name) {
  const auto known = std::ranges::find(visit.services.event_words, name, &audit::EventWords::name);
  return known == visit.services.event_words.end() ? name : visit.language(known->words);
}

std::string trail_url(const std::optional<std::string>& type, const std::string& by, std::string_view before) {
  std::string url = "/audit?";
  if (type) url += "type=" + http::percent_encoded(*type) + "&";
  if (!by.empty()) url += "by=" + by + "&";
  if (!before.empty()) url.append("before=").append(before).append("&");
  url.pop_back();
  return url;
}

html::Table table_of(db::Read& read, const web::Visit& visit, const Filtered& filtered, const std::vector<audit::Line>& lines) {
  const auto& language = visit.language;
  const Lines told{read, visit, lines};
  html::Table table{.caption = language(tr("What happened, the newest first")), .caption_size = html::Size::hidden,
                    .columns = {{language(tr("When"))}, {language(tr("Who"))}, {language(tr("What"))}, {language(tr("About"))}},
                    .narrow = html::Table::Narrow::stacked};
  for (const auto& line : lines)
    table.rows.push_back({i18n::long_time(language, line.at), told.who(line, filtered), told.what(line), told.about(line)});
  return table;
}

}  // namespace regard::people::trail
