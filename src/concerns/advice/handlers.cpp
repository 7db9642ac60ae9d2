#include "concerns/advice/handlers.h"

#include <algorithm>
#include <deque>
#include <functional>

#include "concerns/advice/actions.h"
#include "concerns/advice/forms.h"
#include "concerns/advice/known.h"
#include "concerns/advice/store.h"
#include "concerns/casework/events.h"
#include "concerns/casework/frame.h"
#include "concerns/casework/store.h"
#include "concerns/figures/handlers.h"
#include "concerns/opening.h"
#include "concerns/pathway/form_parts.h"
#include "concerns/pathway/forms.h"
#include "concerns/pathway/rules.h"
#include "platform/base/calendar.h"
#include "platform/html/components.h"
#include "platform/i18n/dates.h"
#include "platform/web/record_form.h"

namespace regard::concerns {
namespace {

struct AskedExtract {
  Opened opened;
  std::optional<Extract> extract;
};

std::string extract_url(const AskedExtract& asked, std::string_view below = {}) {
  return case_url(asked.opened.record.reference, "/advice/" + asked.extract->id.text() + std::string{below});
}

std::optional<ExtractId> id_of(const web::Visit& visit) {
  const auto id = uuid_from(visit.parameter("extract"));
  return id ? std::optional{ExtractId{*id}} : std::nullopt;
}

Result<AskedExtract> find(db::Read& read, const web::Visit& visit) {
  auto opened = open_visible(read, visit.services, visit.viewer, visit.parameter("reference"));
  if (!opened) return tl::unexpected{opened.error()};
  AskedExtract asked{std::move(*opened), {}};
  if (const auto id = id_of(visit)) asked.extract = store::find_extract(read, asked.opened.record.id, *id);
  if (!asked.extract) return fail(ErrorKind::not_found, "extract.unknown");
  return asked;
}

Done may(const AskedExtract& asked, const Viewer& viewer) {
  if (auto allowed = may_record(asked.opened.record, StepKind::external_advice, viewer); !allowed) return allowed;
  if (asked.extract && asked.extract->state == ExtractState::sent) return fail(ErrorKind::conflict, "extract.wrong_state");
  return {};
}

Done may_send(const AskedExtract& asked, const Viewer& viewer) {
  if (auto allowed = may(asked, viewer); !allowed) return allowed;
  if (asked.extract->state != ExtractState::checked) return fail(ErrorKind::conflict, "extract.wrong_state");
  return {};
}

std::string text_of(const AskedExtract& asked) {
  const PrivateText text = crypto::open(asked.opened.key, {kExtractText, asked.extract->id.value}, asked.extract->text_sealed);
  return std::string{text.reveal()};
}

// The text with what stands for something marked, so that whoever checks it sees where something was taken out.
html::Html marked(const web::Visit& visit, db::Read& read, const AskedExtract& asked) {
  std::vector<std::string> marks = advice::stand_ins(visit.language);
  const auto known = known_people(read, visit.services, asked.opened);
  for (const auto& one : known) {
    marks.push_back(visit.language(one.instead));
    marks.push_back(advice::with_capital(marks.back()));
  }
  html::View view{visit.services.views, visit.language, "concerns/views/extract.html"};
  const std::string text = text_of(asked);
  for (std::size_t from = 0; from < text.size();) {
    std::size_t at = std::string::npos, length = 0;
    for (const auto& mark : marks)
      if (const auto found = text.find(mark, from); found < at || (found == at && found != std::string::npos && mark.size() > length)) at = found, length = mark.size();
    const std::size_t end = std::min(at, text.size());
    if (end > from) view.section("PART").section("PLAIN").set("PLAIN_TEXT", text.substr(from, end - from));
    if (at == std::string::npos) break;
    view.section("PART").section("MARKED").set("MARKED_TEXT", text.substr(at, length));
    from = at + length;
  }
  auto left = still_named(read, visit.services, visit.language, asked.opened, text, london_date(visit.now));
  for (auto& word : advice::perhaps_short_for(text, known)) left.push_back(std::move(word));
  if (!left.empty()) {
    html::View warning = view.section("STILL");
    for (const auto& word : left) warning.section("STILL_NAMED").set("STILL_WORD", word);
  }
  return view.render();
}

web::FormPage page_of(const web::Visit& visit, const AskedExtract& asked, const forms::Question& question, std::string action) {
  web::FormPage page{.question = question, .action = std::move(action), .back = case_url(asked.opened.record.reference, "/pathway")};
  page.reference = asked.opened.record.reference;
  page.caption = caption_of(visit, asked.opened);
  return page;
}

// Who looks at it, and how it was dealt with.
http::Response to_read(const web::Visit& visit, db::Read& read, const AskedExtract& asked) {
  const auto& say = visit.language;
  const Extract& extract = *asked.extract;
  visit.services.audit.looked(visit.viewer, visit.now, CaseEvent{CaseEvent::What::looked_at, asked.opened.record, asked.opened.key});
  const StaffNames staff{read, say, {extract.made_by, extract.checked_by.value_or(extract.made_by)}};
  html::View view{visit.services.views, say, "concerns/views/extract_to_read.html"};
  std::string says = say(tr("{STATE}. Prepared by {NAME}, {TIME}"), {{"STATE", say(label(extract.state))}, {"NAME", staff.of(extract.made_by)}, {"TIME", i18n::long_time(say, extract.made_at)}});
  if (extract.checked_at) says += say(tr(". Checked by {NAME}, {TIME}"), {{"NAME", staff.of(extract.checked_by)}, {"TIME", i18n::long_time(say, *extract.checked_at)}});
  view.set("EXTRACT_SAYS", says).set("EXTRACT_HTML", marked(visit, read, asked));
  if (extract.step) view.section("STEP").set("STEP_HREF", case_url(asked.opened.record.reference, "/pathway") + "#step-" + extract.step->text());
  html::Page page = case_page(visit, read, asked.opened, CaseTab::pathway);
  page.title = say(tr("Extract of case {REFERENCE}"), {{"REFERENCE", asked.opened.record.reference}});
  page.content = view.render();
  return web::show(visit, page);
}

web::FormPage check_page(db::Read& read, const web::Visit& visit, const AskedExtract& asked) {
  auto page = page_of(visit, asked, advice::kCheckQuestion, extract_url(asked));
  page.version = asked.extract->version;
  page.before = marked(visit, read, asked);
  return page;
}

web::FormPage sending_page(db::Read& read, const web::Visit& visit, const AskedExtract& asked) {
  auto page = page_of(visit, asked, pathway::question_for(StepKind::external_advice), extract_url(asked, "/sent"));
  page.picks = step_picks(read, visit, asked.opened, StepKind::external_advice, nullptr);
  page.before = marked(visit, read, asked);
  page.before += definition_note(visit, read, word(StepKind::external_advice));
  page.version = asked.extract->version;
  page.adds = true;
  return page;
}

Result<std::string> act_check(const web::Visit& visit, const web::Posted& posted) {
  const auto& answers = posted.answers;
  const bool checked = answers.text(advice::kRead) == "checked";
  const ReadExtract given{answers.hidden(advice::kText), answers.hidden(advice::kWhyItMayStay),
                          checked ? ReadExtract::As::checked : ReadExtract::As::draft, posted.version};
  const auto done = visit.services.database.write([&](db::Tx& tx) {
    return change_extract(tx, visit.services, visit.language, visit.viewer, visit.parameter("reference"), id_of(visit).value(), given, visit.now);
  });
  if (!done) return tl::unexpected{done.error()};
  const std::string here = "/advice/" + done->id.text();
  return case_url(visit.parameter("reference"), checked ? here + "/sent" : here);
}

Result<std::string> act_sending(const web::Visit& visit, const web::Posted& posted) {
  const auto done = visit.services.database.write([&](db::Tx& tx) {
    return send_extract(tx, visit.services, visit.viewer, visit.parameter("reference"), id_of(visit).value(),
                        step_from(visit, StepKind::external_advice, posted), posted.version, visit.now);
  });
  if (!done) return tl::unexpected{done.error()};
  return case_url(visit.parameter("reference"), "/pathway");
}

std::string says_now(db::Read&, const web::Visit& visit, const AskedExtract& asked) {
  return asked.extract ? visit.language(label(asked.extract->state)) : std::string{};
}

constexpr web::RecordForm<AskedExtract> kCheckForm{find, may, check_page, act_check, says_now};
constexpr web::RecordForm<AskedExtract> kSendingForm{find, may_send, sending_page, act_sending, says_now};

constexpr std::size_t kMostOffered = 100;  // the newest

// The question of a new extract: its choices are the entries of the case, so it is made for each page.
class ChoosingPage {
 public:
  ChoosingPage(db::Read& read, const web::Visit& visit, const Opened& opened) {
    words_.push_back(visit.language(tr("What was told at the beginning")));
    values_.push_back(std::string{advice::kWhatWasTold});
    for (const Entry& entry : store::entries_before(read, sight_of(visit.viewer, kOverseeCases), opened.record.id, {}, kMostOffered)) {
      if (entry.reach == EntryReach::overseers) continue;
      const PrivateText text = crypto::open(opened.key, {kEntryText, entry.id.value}, entry.text_sealed);
      const std::string day = i18n::long_date(visit.language, date_from_iso(entry.happened_on).value());
      const std::string kind = visit.language(label(entry.kind));
      words_.push_back(visit.language(tr("{KIND}, {DAY}"), {{"KIND", kind}, {"DAY", day}}) + ": " + beginning_of(text.reveal()));
      values_.push_back(entry.id.text());
    }
    for (std::size_t i = 0; i < words_.size(); ++i) options_.push_back({values_[i], Words{words_[i]}});
    fields_.assign(std::begin(advice::kNewFields), std::end(advice::kNewFields));
    std::ranges::find(fields_, advice::kEntries, &forms::Field::name)->options = options_;
    question_ = {"new", tr("Prepare an extract without names"), fields_};
  }
  const forms::Question& question() const { return question_; }

 private:
  static std::string beginning_of(std::string_view text) {
    constexpr std::size_t kShown = 120;
    if (text.size() <= kShown) return std::string{text};
    const auto end = text.rfind(' ', kShown);
    return std::string{text.substr(0, end == std::string_view::npos ? text.size() : end)} + " …";
  }
  std::deque<std::string> words_, values_;
  std::vector<forms::Option> options_;
  std::vector<forms::Field> fields_;
  forms::Question question_;
};

Result<http::Response> choose(const web::Visit& visit, std::function<Result<http::Response>(const web::FormPage&)> then) {
  auto read = visit.services.database.read();
  auto opened = open_visible(read, visit.services, visit.viewer, visit.parameter("reference"));
  if (!opened) return tl::unexpected{opened.error()};
  AskedExtract asked{std::move(*opened), {}};
  if (auto allowed = may(asked, visit.viewer); !allowed) return tl::unexpected{allowed.error()};
  const ChoosingPage choosing{read, visit, asked.opened};
  auto page = page_of(visit, asked, choosing.question(), case_url(asked.opened.record.reference, "/advice/new"));
  page.before = extracts_of(visit, read, asked.opened.record);
  page.adds = true;
  return then(page);
}

NewExtract extract_in(const web::Posted& posted) {
  NewExtract made{.id = ExtractId{posted.once}, .entries = {}, .question = posted.answers.hidden(advice::kQuestion)};
  for (const auto& chosen : posted.answers.all(advice::kEntries)) {
    if (chosen == advice::kWhatWasTold) made.with_what_was_told = true;
    else if (const auto id = uuid_from(chosen)) made.entries.push_back(EntryId{*id});
  }
  return made;
}

}  // namespace

Result<http::Response> ask_new_extract(const web::Visit& visit) {
  return choose(visit, [&](const web::FormPage& page) { return web::show_form(visit, page); });
}

Result<http::Response> save_new_extract(const web::Visit& visit) {
  return choose(visit, [&](const web::FormPage& page) -> Result<http::Response> {
    const auto posted = web::read_form(visit, page);
    if (!posted.mistakes.empty()) return web::show_form(visit, page, posted.answers, posted.mistakes);
    const std::string reference{visit.parameter("reference")};
    const auto made = visit.services.database.write([&](db::Tx& tx) {
      return prepare_extract(tx, visit.services, visit.language, visit.viewer, reference, extract_in(posted), visit.now);
    });
    if (made) return web::see_other(case_url(reference, "/advice/" + made->id.text()));
    if (!web::stays_on_page(made.error())) return tl::unexpected{made.error()};
    return web::show_form(visit, page, posted.answers, made.error().fields, http_status(made.error().kind));
  });
}

Result<http::Response> ask_extract(const web::Visit& visit) {
  auto read = visit.services.database.read();
  const auto asked = find(read, visit);
  if (!asked) return tl::unexpected{asked.error()};
  if (const auto allowed = may(*asked, visit.viewer); !allowed && allowed.error().kind == ErrorKind::conflict) return to_read(visit, read, *asked);
  else if (!allowed) return tl::unexpected{allowed.error()};
  forms::Answers answers;
  answers.set(advice::kText, text_of(*asked));
  return web::show_form(visit, check_page(read, visit, *asked), answers);
}

Result<http::Response> save_extract(const web::Visit& visit) { return web::answer(visit, kCheckForm); }

// Sent already, it is there to be read.
Result<http::Response> ask_sending(const web::Visit& visit) {
  const auto asked = [&] {
    auto read = visit.services.database.read();
    return find(read, visit);
  }();
  if (asked && asked->extract->state == ExtractState::sent) return web::see_other(extract_url(*asked));
  return web::ask(visit, kSendingForm);
}

Result<http::Response> save_sending(const web::Visit& visit) { return web::answer(visit, kSendingForm); }

html::Html extracts_of(const web::Visit& visit, db::Read& read, const Case& record) {
  const auto all = store::extracts(read, record.id);
  if (all.empty() || !visit.viewer.may_at(kWorkOnCases, record.centre)) return {};
  html::View view{visit.services.views, visit.language, "concerns/views/extracts.html"};
  for (const Extract& extract : all)
    view.section("EXTRACT").set("EXTRACT_HREF", case_url(record.reference, "/advice/" + extract.id.text())).set("EXTRACT_STATE", visit.language(label(extract.state)))
        .set("EXTRACT_TITLE", visit.language(tr("Extract of {TIME}"), {{"TIME", i18n::long_time(visit.language, extract.made_at)}}));
  return view.render();
}

}  // namespace regard::concerns
