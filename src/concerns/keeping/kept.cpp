#include "concerns/keeping/kept.h"

#include <algorithm>

#include "concerns/keeping/parts.h"
#include "concerns/keeping/store.h"
#include "concerns/opening.h"
#include "concerns/permissions.h"
#include "platform/base/calendar.h"
#include "platform/i18n/dates.h"

namespace regard::concerns {
namespace {

using retention::Period;
using retention::State;

std::optional<Kept> kept(db::Read& read, std::optional<retention::Record> record) {
  if (!record) return {};
  auto keeping = retention::keeping_of(read, *record);
  return Kept{std::move(*record), std::move(keeping)};
}

std::string in_words(const i18n::Language& say, const Period& period) {
  switch (period.unit) {
    case Period::Unit::days: return say.plural(tr("{COUNT} day"), tr("{COUNT} days"), period.count);
    case Period::Unit::months: return say.plural(tr("{COUNT} month"), tr("{COUNT} months"), period.count);
    case Period::Unit::years: return say.plural(tr("{COUNT} year"), tr("{COUNT} years"), period.count);
  }
  throw std::logic_error("Period::Unit outside its enumerators");
}

Words after_which(std::string_view trigger) {
  return trigger == "closed_at" ? tr("{PERIOD} after it was closed") : tr("{PERIOD} after it was decided");
}

Words then_what(retention::Ends ends) {
  switch (ends) {
    case retention::Ends::review: return tr("{PERIOD}, then somebody reviews it");
    case retention::Ends::anonymise: return tr("{PERIOD}, then it is made anonymous by itself");
    case retention::Ends::destroy: return tr("{PERIOD}, then it is destroyed by itself");
  }
  throw std::logic_error("Ends outside its enumerators");
}

class Facts {
 public:
  Facts(const web::Visit& visit, db::Read& read, const Kept& kept)
      : visit_{visit}, say_{visit.language}, kept_{kept}, staff_{read, visit.language, people(kept)},
        rules_{retention::rules_on(read, visit.services.provisions, london_date(visit.now))},
        opens_{find_kept_to_review(read, visit.viewer, kept.record.reference).has_value()} {}

  html::SummaryList list(db::Read& read) {
    add(tr("Record"), kind_label(visit_, kept_.record) + " " + kept_.record.reference);
    add_rule();
    if (kept_.keeping.state == State::held) add_hold();
    if (kept_.keeping.keep_until) add_review();
    if (const auto* part = part_with(kept_.record.reference))
      if (const Words way = part->stands_in_the_way(read, kept_.record.id); !way.empty() && !kept_.record.trigger.empty()) add(tr("It cannot end yet"), say_(way));
    const bool is_due = kept_.keeping.state == State::due || kept_.keeping.state == State::held;
    if (opens_ && !is_due && !retention::decided_it_themselves(kept_.keeping, visit_.viewer).empty())
      add(tr("Destroying it before it is due"), say_(tr("You decided or closed it, so somebody else has to do that")));
    return std::move(list_);
  }
  bool opens() const { return opens_; }

 private:
  static std::vector<PersonId> people(const Kept& kept) {
    std::vector<PersonId> people;
    for (const auto& person : {kept.keeping.reviewed_by, kept.keeping.held_by})
      if (person) people.push_back(*person);
    return people;
  }
  void add(Words key, std::string value) { list_.rows.push_back({say_(key), std::move(value), {}}); }

  void add_rule() {
    const auto term = retention::term_of(rules_, kept_.record);
    if (!term) {
      add(tr("How long"), say_(tr("No period runs while it is open")));
      return;
    }
    add(tr("How long"), rule_in_words(visit_, *term->rule));
    add(tr("Why so long"), say_(Words{term->rule->why}));
    add(tr("Rules of"), rules_.version);
    add(kept_.record.trigger == "closed_at" ? tr("Closed on") : tr("Decided on"), day(london_date(kept_.record.triggered_at)));
    add(term->rule->ends == retention::Ends::review ? tr("To be reviewed on") : tr("Ends on"),
        day(kept_.keeping.state == State::reviewed ? kept_.keeping.keep_until.value() : term->ends_on));
    if (const auto last = retention::last_day(*term->rule, kept_.record); last && term->rule->ends == retention::Ends::review)
      add(tr("Destroyed by itself at the latest on"), day(*last));
  }
  void add_hold() {
    add(tr("On legal hold since"), i18n::long_time(say_, kept_.keeping.held_at.value()));
    add(tr("Put on hold by"), staff_.of(kept_.keeping.held_by));
    if (kept_.keeping.hold_reasons_sealed) add(tr("Why it is on hold"), opened(retention::kHoldReasons, *kept_.keeping.hold_reasons_sealed));
  }
  void add_review() {
    add(tr("Reviewed"), i18n::long_time(say_, kept_.keeping.reviewed_at.value()));
    add(tr("Reviewed by"), staff_.of(kept_.keeping.reviewed_by));
    add(tr("Kept until"), day(*kept_.keeping.keep_until));
    // The reasons of a review speak about what is in the record.
    if (opens_ && kept_.keeping.review_reasons_sealed) add(tr("Why it was kept"), opened(retention::kReviewReasons, *kept_.keeping.review_reasons_sealed));
  }
  std::string day(Date date) const { return i18n::long_date(say_, date); }
  std::string opened(crypto::Column column, const std::string& sealed) const {
    const auto key = visit_.services.keyring.find(kept_.record.key);
    if (!key) return say_(tr("Cannot be opened"));
    const PrivateText text = crypto::open(*key, {column, kept_.record.id}, sealed);
    return text.reveal();
  }

  const web::Visit& visit_;
  const i18n::Language& say_;
  const Kept& kept_;
  StaffNames staff_;
  retention::Rules rules_;
  bool opens_;
  html::SummaryList list_;
};

struct WayOn {
  retention::Action action;
  std::string_view to;
  html::Button::Look look;
  bool only_who_opens;
};

constexpr WayOn kWaysOn[] = {{retention::Action::keep_longer, "/review", html::Button::Look::primary, true},
                             {retention::Action::end_now, "/destruction", html::Button::Look::warning, true},
                             {retention::Action::hold, "/hold", html::Button::Look::secondary, false},
                             {retention::Action::release, "/release", html::Button::Look::primary, false}};

// What is due is reviewed, which may end it; what is open has no end yet.
bool is_offered(const Kept& kept, const WayOn& way) {
  return way.action != retention::Action::end_now || (kept.keeping.state != State::due && !kept.record.trigger.empty());
}

void add_buttons(html::View& view, const web::Visit& visit, const Kept& kept, bool opens) {
  for (const auto* move : workflow::open_to(retention::kKeepingMoves, kept.keeping, visit.viewer))
    for (const WayOn& way : kWaysOn)
      if (way.action == move->action && (opens || !way.only_who_opens) && is_offered(kept, way))
        html::add(view, "BUTTONS", html::Button{.text = visit.language(move->button), .look = way.look, .href = keeping_url(kept.record.reference, way.to)});
}

}  // namespace

std::optional<Kept> find_kept(db::Read& read, const Viewer& viewer, std::string_view reference) {
  const Sight sight = sight_of(viewer, retention::kManage);
  return kept(read, reference.starts_with('K') ? store::find_kept_case(read, sight, reference) : store::find_kept_concern(read, sight, reference));
}

std::optional<Kept> find_kept_to_review(db::Read& read, const Viewer& viewer, std::string_view reference) {
  return kept(read, reference.starts_with('K') ? store::find_kept_case(read, sight_of(viewer, kOverseeCases), reference)
                                               : store::find_kept_concern(read, sight_of(viewer, kTriage), reference));
}

std::vector<Kept> kept_to_review(db::Read& read, const Viewer& viewer, int at_most) {
  std::vector<Kept> found;
  const auto add = [&](std::vector<retention::Record> records) {
    for (auto& record : records)
      if (auto keeping = retention::keeping_of(read, record); keeping.ends == retention::Ends::review) found.push_back({std::move(record), std::move(keeping)});
  };
  add(store::kept_cases_in(read, sight_of(viewer, kOverseeCases), State::due, at_most));
  add(store::kept_concerns_in(read, sight_of(viewer, kTriage), State::due, at_most));
  std::ranges::stable_sort(found, {}, [](const Kept& kept) { return kept.keeping.ends_on; });
  if (found.size() > static_cast<std::size_t>(at_most)) found.resize(at_most);
  return found;
}

std::string record_url(const retention::Record& record) { return (record.kind == "case" ? "/cases/" : "/concerns/") + record.reference; }

std::string keeping_url(std::string_view reference, std::string_view below) {
  return std::string{"/keeping/"}.append(reference).append(below);
}

std::string kind_label(const web::Visit& visit, const retention::Record& record) {
  return visit.language(record.kind == "case" ? tr("Case") : tr("Concern"));
}

std::string rule_in_words(const web::Visit& visit, const retention::Rule& rule) {
  const std::string period = visit.language(after_which(rule.trigger), {{"PERIOD", in_words(visit.language, rule.period)}});
  return visit.language(then_what(rule.ends), {{"PERIOD", period}});
}

html::Tag state_tag(const web::Visit& visit, State state) {
  const auto colour = state == State::due    ? html::Tag::Colour::yellow
                      : state == State::held ? html::Tag::Colour::purple
                                             : html::Tag::Colour::grey;
  return {.text = visit.language(label(state)), .colour = colour};
}

html::Html keeping_of(const web::Visit& visit, db::Read& read, const Kept& kept) {
  html::View view{visit.services.views, visit.language, "concerns/views/kept.html"};
  Facts facts{visit, read, kept};
  html::add(view, "STATE", state_tag(visit, kept.keeping.state));
  html::add(view, "FACTS", facts.list(read));
  add_buttons(view, visit, kept, facts.opens());
  return view.render();
}

}  // namespace regard::concerns
