#include "platform/retention/shown.h"

#include <algorithm>

#include "platform/base/calendar.h"
#include "platform/i18n/dates.h"

namespace regard::retention {
namespace {

std::string in_words(const i18n::Language& say, const Period& period) {
  switch (period.unit) {
    case Period::Unit::days: return say.plural(tr("{COUNT} day"), tr("{COUNT} days"), period.count);
    case Period::Unit::months: return say.plural(tr("{COUNT} month"), tr("{COUNT} months"), period.count);
    case Period::Unit::years: return say.plural(tr("{COUNT} year"), tr("{COUNT} years"), period.count);
  }
  throw std::logic_error("Period::Unit outside its enumerators");
}

Words then_what(Ends ends) {
  switch (ends) {
    case Ends::review: return tr("{PERIOD}, then somebody reviews it");
    case Ends::anonymise: return tr("{PERIOD}, then it is made anonymous by itself");
    case Ends::destroy: return tr("{PERIOD}, then it is destroyed by itself");
  }
  throw std::logic_error("Ends outside its enumerators");
}

class Facts {
 public:
  Facts(const web::Visit& visit, db::Read& read, const Kept& kept, const NameOf& name_of)
      : visit_{visit}, say_{visit.language}, kept_{kept}, name_of_{name_of},
        rules_{rules_on(read, visit.services.provisions, london_date(visit.now))},
        opens_{kept.part.by_reference(read, visit.viewer, For::opening, kept.record.reference).has_value()} {}

  html::SummaryList list(db::Read& read) {
    add(tr("Record"), called(visit_, kept_));
    add_rule();
    if (kept_.keeping.state == State::held) add_hold();
    if (kept_.keeping.keep_until) add_review();
    if (const Words way = kept_.part.stands_in_the_way(read, kept_.record.id); !way.empty() && !kept_.record.trigger.empty()) add(tr("It cannot end yet"), say_(way));
    const bool is_due = kept_.keeping.state == State::due || kept_.keeping.state == State::held;
    if (opens_ && !is_due && !decided_it_themselves(kept_.keeping, visit_.viewer).empty())
      add(tr("Destroying it before it is due"), say_(tr("You decided or closed it, so somebody else has to do that")));
    return std::move(list_);
  }
  bool opens() const { return opens_; }

 private:
  void add(Words key, std::string value) { list_.rows.push_back({say_(key), std::move(value), {}}); }

  void add_rule() {
    const auto term = term_of(rules_, kept_.record);
    if (!term) {
      add(tr("How long"), say_(tr("No period runs while it is open")));
      return;
    }
    add(tr("How long"), rule_in_words(visit_, kept_.part, *term->rule));
    add(tr("Why so long"), say_(Words{term->rule->why}));
    add(tr("Rules of"), rules_.version);
    add(kept_.part.called.since, day(london_date(kept_.record.triggered_at)));
    add(term->rule->ends == Ends::review ? tr("To be reviewed on") : tr("Ends on"),
        day(kept_.keeping.state == State::reviewed ? kept_.keeping.keep_until.value() : term->ends_on));
    if (const auto last = last_day(*term->rule, kept_.record); last && term->rule->ends == Ends::review)
      add(tr("Destroyed by itself at the latest on"), day(*last));
  }
  void add_hold() {
    add(tr("On legal hold since"), i18n::long_time(say_, kept_.keeping.held_at.value()));
    add(tr("Put on hold by"), name(kept_.keeping.held_by));
    if (kept_.keeping.hold_reasons_sealed) add(tr("Why it is on hold"), opened(kHoldReasons, *kept_.keeping.hold_reasons_sealed));
  }
  void add_review() {
    add(tr("Reviewed"), i18n::long_time(say_, kept_.keeping.reviewed_at.value()));
    add(tr("Reviewed by"), name(kept_.keeping.reviewed_by));
    add(tr("Kept until"), day(*kept_.keeping.keep_until));
    // The reasons of a review speak about what is in the record.
    if (opens_ && kept_.keeping.review_reasons_sealed) add(tr("Why it was kept"), opened(kReviewReasons, *kept_.keeping.review_reasons_sealed));
  }
  std::string name(const std::optional<PersonId>& person) const { return person ? name_of_(*person) : std::string{}; }
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
  const NameOf& name_of_;
  Rules rules_;
  bool opens_;
  html::SummaryList list_;
};

struct WayOn {
  Action action;
  std::string_view to;
  html::Button::Look look;
  bool only_who_opens;
};

constexpr WayOn kWaysOn[] = {{Action::keep_longer, "/review", html::Button::Look::primary, true},
                             {Action::end_now, "/destruction", html::Button::Look::warning, true},
                             {Action::hold, "/hold", html::Button::Look::secondary, false},
                             {Action::release, "/release", html::Button::Look::primary, false}};

// What is due is reviewed, which may end it; what is open has no end yet.
bool is_offered(const Kept& kept, const WayOn& way) {
  return way.action != Action::end_now || (kept.keeping.state != State::due && !kept.record.trigger.empty());
}

void add_buttons(html::View& view, const web::Visit& visit, const Kept& kept, bool opens) {
  for (const auto* move : workflow::open_to(kKeepingMoves, kept.keeping, visit.viewer))
    for (const WayOn& way : kWaysOn)
      if (way.action == move->action && (opens || !way.only_who_opens) && is_offered(kept, way))
        html::add(view, "BUTTONS", html::Button{.text = visit.language(move->button), .look = way.look, .href = keeping_url(kept.record.reference, way.to)});
}

html::Tag state_tag(const web::Visit& visit, State state) {
  const auto colour = state == State::due    ? html::Tag::Colour::yellow
                      : state == State::held ? html::Tag::Colour::purple
                                             : html::Tag::Colour::grey;
  return {.text = visit.language(label(state)), .colour = colour};
}

}  // namespace

std::optional<Kept> find_kept(db::Read& read, std::span<const Part> parts, const Viewer& viewer, For what, std::string_view reference) {
  for (const Part& part : parts)
    if (auto record = part.by_reference(read, viewer, what, reference)) {
      auto keeping = keeping_of(read, *record);
      return Kept{part, std::move(*record), std::move(keeping)};
    }
  return {};
}

std::vector<Kept> kept_in(db::Read& read, std::span<const Part> parts, const Viewer& viewer, For what, State state, int at_most) {
  std::vector<Kept> found;
  for (const Part& part : parts)
    for (auto& record : part.in_state(read, viewer, what, state, at_most)) {
      auto keeping = keeping_of(read, record);
      found.push_back({part, std::move(record), std::move(keeping)});
    }
  std::ranges::stable_sort(found, {}, [](const Kept& kept) { return kept.keeping.ends_on; });
  return found;
}

std::string keeping_url(std::string_view reference, std::string_view below) {
  return std::string{"/keeping/"}.append(reference).append(below);
}

std::string record_url(const Kept& kept) { return std::string{kept.part.called.page} + kept.record.reference; }

std::string called(const web::Visit& visit, const Kept& kept) { return visit.language(kept.part.called.name) + " " + kept.record.reference; }

std::string rule_in_words(const web::Visit& visit, const Part& part, const Rule& rule) {
  const std::string period = visit.language(part.called.after, {{"PERIOD", in_words(visit.language, rule.period)}});
  return visit.language(then_what(rule.ends), {{"PERIOD", period}});
}

html::Button keeping_button(const web::Visit& visit, std::string_view reference) {
  return {.text = visit.language(tr("How long it is kept")), .look = html::Button::Look::secondary, .href = keeping_url(reference)};
}

html::Html keeping_shown(const web::Visit& visit, db::Read& read, const Kept& kept, const NameOf& name_of) {
  html::View view{visit.services.views, visit.language, "platform/retention/views/kept.html"};
  Facts facts{visit, read, kept, name_of};
  html::add(view, "STATE", state_tag(visit, kept.keeping.state));
  html::add(view, "FACTS", facts.list(read));
  add_buttons(view, visit, kept, facts.opens());
  return view.render();
}

}  // namespace regard::retention
