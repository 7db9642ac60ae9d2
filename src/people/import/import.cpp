#include "people/import/import.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <set>

#include "people/access.h"
#include "people/centre/store.h"
#include "people/events.h"
#include "people/import/csv.h"
#include "people/person/store.h"
#include "people/post/store.h"
#include "platform/base/calendar.h"
#include "platform/base/text.h"

namespace regard::people::import {
namespace {

enum Column { name, email, centre, role, starts_on, ends_on, columns };
constexpr std::string_view kColumns[columns] = {"name", "email", "centre", "role", "starts_on", "ends_on"};
constexpr std::size_t kLongest = 200;  // characters

// Where each column stands in the file.
using Places = std::array<std::optional<std::size_t>, columns>;

tl::unexpected<Error> refused(Words what) { return fail(ErrorKind::invalid, "import.heading", {{"file", what}}); }

std::string lower(std::string text) {
  for (char& c : text)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return text;
}

Result<Places> places_of(const Cells& heading) {
  Places places;
  for (std::size_t i = 0; i < heading.size(); ++i) {
    const auto* known = std::ranges::find(kColumns, lower(heading[i]));
    if (known == std::end(kColumns))
      return refused(tr("Name the columns in the first row: name, email, centre, role, starts_on, ends_on"));
    auto& place = places[static_cast<std::size_t>(known - kColumns)];
    if (place) return refused(tr("Name each column once"));
    place = i;
  }
  if (!places[name] || !places[email]) return refused(tr("Add the columns name and email"));
  return places;
}

// 2025-11-21, or 21/11/2025 as spreadsheets write it here.
std::optional<Date> date_from(std::string_view typed) {
  if (const auto day = date_from_iso(typed)) return day;
  unsigned parts[3] = {};
  for (int i = 0; i < 3; ++i) {
    const auto slash = i < 2 ? typed.find('/') : typed.size();
    if (slash == std::string_view::npos) return {};
    const auto [end, error] = std::from_chars(typed.data(), typed.data() + slash, parts[i]);
    if (error != std::errc{} || end != typed.data() + slash) return {};
    typed.remove_prefix(std::min(slash + 1, typed.size()));
  }
  const Date day{std::chrono::year{static_cast<int>(parts[2])}, std::chrono::month{parts[1]}, std::chrono::day{parts[0]}};
  return day.ok() && parts[2] >= 2000 && parts[2] < 2200 ? std::optional{day} : std::nullopt;
}

class Reader {
 public:
  Reader(db::Read& read, const Viewer& viewer, const Places& places, Date today)
      : read_{read}, viewer_{viewer}, places_{places}, today_{today} {
    for (const Centre& there : centre::store::all(read)) centres_.emplace(lower(there.name), there.id);
  }

  void take(std::size_t number, const Cells& cells) {
    const std::size_t before = plan_.mistakes.size();
    Row row{.number = number, .name = cell(cells, name), .email = {}, .known = {}, .role = {}, .centre = {}, .starts_on = today_, .ends_on = {}};
    read_person(row, cells);
    read_post(row, cells);
    if (plan_.mistakes.size() != before) return;
    check_against_others(row);
    if (plan_.mistakes.size() != before) return;
    count(row);
    plan_.rows.push_back(std::move(row));
  }

  Plan plan() && { return std::move(plan_); }

 private:
  std::string cell(const Cells& cells, Column column) const {
    return places_[column] && *places_[column] < cells.size() ? cells[*places_[column]] : std::string{};
  }

  void wrong(const Row& row, Column column, Words what) { plan_.mistakes.push_back({row.number, std::string{kColumns[column]}, what}); }

  void wrong_row(const Row& row, Words what) { plan_.mistakes.push_back({row.number, {}, what}); }

  void read_person(Row& row, const Cells& cells) {
    if (row.name.empty()) wrong(row, name, tr("Enter a name"));
    else if (characters(row.name) > kLongest) wrong(row, name, tr("Enter a name of at most 200 characters"));
    const auto address = person::email_from(cell(cells, email));
    if (!address) return wrong(row, email, tr("Enter an email address like name@example.ac.uk"));
    row.email = *address;
    const auto there = person::store::find_by_email(read_, row.email);
    if (there && there->name != row.name) wrong(row, name, tr("Somebody else has this email address: write their name as it is in the list of people, or another address"));
    if (there) row.known = there->id;
  }

  void read_post(Row& row, const Cells& cells) {
    const std::string typed_role = cell(cells, role), typed_centre = cell(cells, centre);
    const std::string from = cell(cells, starts_on), to = cell(cells, ends_on);
    if (typed_role.empty()) {
      if (!typed_centre.empty() || !from.empty() || !to.empty()) wrong(row, role, tr("Enter a role, or leave centre and dates empty as well"));
      else if (row.known) wrong_row(row, tr("Take this row out: the person is here already and it gives them no post"));
      return;
    }
    row.role = role_from_words(typed_role);
    if (!row.role) wrong(row, role, tr("Enter reporter, caseworker, lead, deputy, event_decider, security, administrator, auditor, custodian, data_protection or complaints"));
    const auto found = centres_.find(lower(typed_centre));
    if (found != centres_.end()) row.centre = found->second;
    else if (!typed_centre.empty()) wrong(row, centre, tr("Enter the name of one of your centres, or add the centre first"));
    if (row.role && row.centre && named(*row.role).reach == Reach::whole_provider)
      wrong(row, centre, tr("Leave the centre empty: the audit is one trail of the whole provider"));
    read_term(row, from, to);
    if (!viewer_.may_at(kAskPosts, row.centre)) wrong(row, centre, tr("Enter a centre for which you may give posts"));
  }

  void read_term(Row& row, const std::string& from, const std::string& to) {
    const auto first = date_from(from), last = date_from(to);
    if (!from.empty() && !first) wrong(row, starts_on, tr("Enter a day like 2025-11-21 or 21/11/2025"));
    if (!to.empty() && !last) wrong(row, ends_on, tr("Enter a day like 2025-11-21 or 21/11/2025"));
    if (first) row.starts_on = *first;
    row.ends_on = last;
    if (last && *last < row.starts_on) wrong(row, ends_on, tr("Enter a last day that is not before the first"));
    else if (last && *last < today_) wrong(row, ends_on, tr("Enter a last day that is not past"));
  }

  void check_against_others(const Row& row) {
    const auto [same_person, is_new] = names_.emplace(row.email, row.name);
    if (!is_new && same_person->second != row.name) wrong(row, name, tr("Write the same name in all rows with this email address"));
    const std::string post = row.email + '\n' + (row.role ? std::string{named(*row.role).stored} : "") + '\n' + (row.centre ? row.centre->text() : "");
    if (!posts_.insert(post).second) wrong_row(row, tr("Take this row out: an earlier row says the same"));
    if (!row.known || !row.role) return;
    if (post::store::overlaps(read_, {.id = {}, .person = *row.known, .role = *row.role, .centre = row.centre,
                                      .starts_on = row.starts_on, .ends_on = row.ends_on, .asked_at = {}}))
      wrong_row(row, tr("Take this row out: the person holds this post already, or it waits to be granted"));
  }

  void count(const Row& row) {
    if (!row.known && people_.insert(row.email).second) ++plan_.new_people;
    if (!row.role) return;
    ++plan_.posts;
    const bool reads = post::store::content_of(read_, *row.role) == Content::of_others;
    if (row.known == viewer_.person || (reads && !viewer_.may_at(kGrantPosts, row.centre))) ++plan_.to_be_granted;
  }

  db::Read& read_;
  const Viewer& viewer_;
  const Places& places_;
  const Date today_;
  std::map<std::string, CentreId> centres_;
  std::map<std::string, std::string> names_;   // by address
  std::set<std::string> posts_, people_;
  Plan plan_;
};

Result<Plan> changed_meanwhile() { return fail(ErrorKind::conflict, "import.changed"); }

}  // namespace

Result<Plan> plan(db::Read& read, const Viewer& viewer, std::string_view file, Date today) {
  if (file.size() > kMostBytes) return refused(tr("Split the file: it may have up to 900 KB"));
  const auto rows = parse_csv(file);
  if (!rows) return tl::unexpected{rows.error()};
  if (rows->size() < 2) return refused(tr("Choose a file with a heading and at least one row"));
  if (rows->size() > kMostRows + 1) return refused(tr("Split the file: it may have up to 2,000 rows"));
  const auto places = places_of(rows->front());
  if (!places) return tl::unexpected{places.error()};
  Reader reader{read, viewer, *places, today};
  for (std::size_t i = 1; i < rows->size(); ++i) reader.take(i + 1, (*rows)[i]);
  return std::move(reader).plan();
}

Result<Plan> apply(const web::Services& services, const Viewer& viewer, std::string_view file, person::Invite invite, Instant now) {
  if (const auto may = access::may_manage(viewer); !may) return tl::unexpected{may.error()};
  return services.database.write([&](db::Tx& tx) -> Result<Plan> {
    auto planned = plan(tx, viewer, file, london_date(now));
    if (!planned) return planned;
    if (!planned->mistakes.empty()) return changed_meanwhile();
    std::map<std::string, PersonId> added;
    for (const Row& row : planned->rows) {
      std::optional<PersonId> id = row.known;
      if (const auto earlier = added.find(row.email); earlier != added.end()) id = earlier->second;
      if (!id) {
        const auto person = person::add(tx, services, viewer, {row.name, row.email}, invite, now);
        if (!person) return tl::unexpected{person.error()};
        id = added.emplace(row.email, person->id).first->second;
      }
      if (!row.role) continue;
      const auto post = post::ask(tx, services.audit, viewer, {*id, *row.role, row.centre, row.starts_on, row.ends_on}, now);
      if (!post) return tl::unexpected{post.error()};
    }
    services.audit.append(tx, viewer, now,
                          PeopleImported{uuid7(now), static_cast<std::int64_t>(planned->new_people),
                                         static_cast<std::int64_t>(planned->posts), static_cast<std::int64_t>(planned->to_be_granted)});
    return planned;
  });
}

}  // namespace regard::people::import
