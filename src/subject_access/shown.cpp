#include "subject_access/shown.h"

#include "concerns/concerns.h"
#include "people/people.h"
#include "platform/holdings/events.h"
#include "platform/holdings/store.h"
#include "webfilter/webfilter.h"

namespace regard::subject_access {

std::string shown_reference(std::string_view reference) { return uuid_from(reference) ? std::string{} : std::string{reference}; }

std::string url_of(std::string_view reference, std::string_view below) { return std::string{"/requests/"}.append(reference).append(below); }

Result<Opened> find(db::Read& read, const web::Visit& visit) {
  auto request = holdings::store::find(read, visit.viewer, visit.parameter("reference"));
  if (!request) return fail(ErrorKind::not_found, "request.unknown");
  auto key = visit.services.keyring.find(request->key);
  if (!key) return fail(ErrorKind::not_found, "request.unknown");
  visit.services.audit.looked(visit.viewer, visit.now, holdings::RequestEvent{holdings::RequestEvent::What::looked_at, *request, *key});
  return Opened{std::move(*request), std::move(*key)};
}

bool sees_passages(const web::Visit& visit, const holdings::Request& request) {
  return visit.viewer.may_everywhere(holdings::kRelease) ||
         (visit.viewer.may_everywhere(holdings::kAnswer) && request.state != holdings::RequestState::received);
}

std::vector<holdings::Part> parts() {
  auto all = concerns::holdings_parts();
  for (auto& part : webfilter::holdings_parts()) all.push_back(part);
  all.push_back(people::holdings_part());
  return all;
}

std::string staff_name(db::Read& read, const web::Visit& visit, const std::optional<PersonId>& person) {
  if (!person) return {};
  const auto names = people::names(read, std::vector{*person});
  const auto found = names.find(*person);
  return found == names.end() ? visit.language(tr("Somebody who is no longer listed")) : found->second;
}

web::FormPage form_page(const web::Visit& visit, const Opened& opened, const forms::Question& question) {
  return {.question = question,
          .action = url_of(opened.request.reference, "/" + std::string{question.slug}),
          .back = url_of(opened.request.reference),
          .version = opened.request.version,
          .reference = opened.request.reference,
          .caption = visit.language(tr("Request {REFERENCE}"), {{"REFERENCE", opened.request.reference}})};
}

}  // namespace regard::subject_access
