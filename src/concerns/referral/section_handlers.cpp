// The national form's own pages: one question page, and a section's answers to check.
#include "concerns/opening.h"
#include "concerns/referral/forms.h"
#include "concerns/referral/handlers.h"
#include "concerns/referral/pages.h"
#include "concerns/referral/store.h"
#include "platform/base/calendar.h"
#include "platform/forms/pages.h"
#include "platform/html/components.h"
#include "platform/i18n/dates.h"

namespace regard::concerns {
namespace {

// A section as it is saved, or one question of it.
struct Part {
  OpenedReferral opened;
  NationalForm form;
  SavedSection saved;
  forms::Answers answers;
  std::string section;
  const forms::Question* question;  // none: the whole section

  const FormSection& declared() const { return *form.find(section); }
  std::string url() const { return referring::url_of(opened.record.reference, "/form/" + section); }
};

Result<Part> find_part(db::Read& read, const web::Visit& visit) {
  auto opened = referring::find(read, visit);
  if (!opened) return tl::unexpected{opened.error()};
  const std::string slug = visit.parameter("section");
  auto form = form_of_version(visit.services, read, opened->referral.form_version);
  auto saved = store::find_section(read, opened->referral.id, slug);
  if (!form.find(slug) || !saved) return fail(ErrorKind::not_found, "referral.section");
  auto answers = answers_of(saved->answers_sealed, saved->id, opened->key);
  return Part{std::move(*opened), std::move(form), std::move(*saved), std::move(answers), slug, &referring::kSectionQuestion};
}

Result<Part> find_question(db::Read& read, const web::Visit& visit) {
  auto part = find_part(read, visit);
  if (!part) return part;
  part->question = part->declared().find(visit.parameter("question"));
  if (!part->question) return fail(ErrorKind::not_found, "referral.question");
  return part;
}

Done may_fill_in(const Part& part, const Viewer& viewer) { return referring::may(part.opened.referral, ReferralAction::fill_in, viewer); }

web::FormPage question_page(db::Read&, const web::Visit& visit, const Part& part) {
  auto page = referring::form_page(visit, part.opened, *part.question);
  page.action = part.url() + "/" + std::string{part.question->slug};
  page.back = part.url();
  page.button = visit.language(tr("Save and continue"));
  page.version = part.saved.version;
  return page;
}

// The way back leads to the task list: a section is left and come back to at any time.
web::FormPage section_page(db::Read&, const web::Visit& visit, const Part& part) {
  auto page = referring::form_page(visit, part.opened, *part.question);
  page.action = part.url();
  page.button = visit.language(tr("Mark this section as complete"));
  page.version = part.saved.version;
  html::View view{visit.services.views, visit.language, "concerns/views/referral_section.html"};
  view.set("SECTION_TITLE", visit.language(part.declared().title)).set_if("SECTION_HINT", visit.language(part.declared().hint));
  view.set("SECTION_ANSWERS_HTML", forms::check_answers(visit.services.views, visit.language, part.declared().questions, part.answers, {},
                                                        [&](const forms::Question& question) { return part.url() + "/" + std::string{question.slug}; }));
  if (part.saved.complete) view.show("COMPLETE");
  page.before = view.render();
  return page;
}

// Both versions: what somebody saved meanwhile, above what was typed.
std::string question_says_now(db::Read& read, const web::Visit& visit, const Part& part) {
  if (part.opened.referral.state != ReferralState::draft) return referring::says_now(read, visit, part.opened);
  std::string now;
  for (const forms::Field& field : part.question->fields) {
    const std::string words = forms::in_words(visit.language, field, part.answers, {});
    if (!words.empty()) now += (now.empty() ? "“" : "; “") + words + "”";
  }
  const StaffNames staff{read, visit.language, {part.saved.saved_by}};
  return visit.language(tr("{TEXT}, saved by {NAME} on {TIME}"),
                        {{"TEXT", now.empty() ? visit.language(tr("nothing")) : now}, {"NAME", staff.of(part.saved.saved_by)},
                         {"TIME", i18n::long_time(visit.language, part.saved.saved_at)}});
}

Result<std::string> act_question(const web::Visit& visit, const web::Posted& posted) {
  const std::string reference = visit.parameter("reference"), section = visit.parameter("section"), question = visit.parameter("question");
  const SectionChange change{section, question, posted.answers, posted.version};
  const auto done = visit.services.database.write([&](db::Tx& tx) { return save_answers(tx, visit.services, visit.viewer, reference, change, visit.now); });
  if (!done) return tl::unexpected{done.error()};
  return referring::url_of(reference, "/form/" + section);
}

// What is missing is told at the head of the page; each answer has its link beside it.
Result<std::string> act_section(const web::Visit& visit, const web::Posted& posted) {
  const std::string reference = visit.parameter("reference");
  const SectionChange change{.section = visit.parameter("section"), .version = posted.version};
  auto done = visit.services.database.write([&](db::Tx& tx) { return complete_section(tx, visit.services, visit.viewer, reference, change, visit.now); });
  if (!done) {
    for (FieldError& mistake : done.error().fields) mistake.field.clear();
    return tl::unexpected{done.error()};
  }
  return referring::url_of(reference);
}

constexpr web::RecordForm<Part> kQuestionForm{find_question, may_fill_in, question_page, act_question, question_says_now};
constexpr web::RecordForm<Part> kSectionForm{find_part, may_fill_in, section_page, act_section, question_says_now};

}  // namespace

// Not web::ask: the page begins with what is saved.
Result<http::Response> ask_section_question(const web::Visit& visit) {
  auto read = visit.services.database.read();
  const auto part = find_question(read, visit);
  if (!part) return tl::unexpected{part.error()};
  const auto may = may_fill_in(*part, visit.viewer);
  if (!may && may.error().kind != ErrorKind::conflict) return tl::unexpected{may.error()};
  const auto page = question_page(read, visit, *part);
  if (!may) return web::show_not_open(visit, page, referring::says_now(read, visit, part->opened));
  return web::show_form(visit, page, part->answers);
}

Result<http::Response> save_section_question(const web::Visit& visit) { return web::answer(visit, kQuestionForm); }
Result<http::Response> ask_section(const web::Visit& visit) { return web::ask(visit, kSectionForm); }
Result<http::Response> save_section(const web::Visit& visit) { return web::answer(visit, kSectionForm); }

}  // namespace regard::concerns
