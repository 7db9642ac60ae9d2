#include <boost/json.hpp>

#include "concerns/concern/actions.h"
#include "concerns/telling/form.h"
#include "concerns/telling/handlers.h"
#include "platform/base/calendar.h"
#include "platform/forms/drafts.h"

namespace regard::concerns::telling {
namespace {

constexpr std::size_t kLongestIdempotencyKey = 200;

// The same key from the same client is the same concern: a client that heard no answer asks again. With another body it is
// a mistake of the client's, and not answered with the reference of something else.
std::string repeat_secret(const web::Visit& visit, std::string_view key) {
  return visit.viewer.person->text() + "\n" + std::string{key};
}

constexpr char kBetween = ' ';  // a receipt: the reference, and the hash of the answers it was given for

std::string receipt_of(std::string_view reference, const forms::Answers& answers) {
  return std::string{reference} + kBetween + crypto::hash(forms::to_json(answers));
}

Result<std::string> repeated(const std::string& receipt, const forms::Answers& answers) {
  const std::string reference = receipt.substr(0, receipt.find(kBetween));
  if (receipt == receipt_of(reference, answers)) return reference;
  return fail(ErrorKind::invalid, "telling.idempotency_key_used", {{"Idempotency-Key", tr("Send another key with another body")}});
}

// One form for other systems, whomever it is about.
std::span<const forms::Question> questions(const web::Visit& visit, db::Read& read) {
  return telling_questions(read, visit.services, kSomeoneElse, london_date(visit.now));
}

Result<forms::Answers> answers_in(const web::Visit& visit) {
  auto read = visit.services.database.read();
  auto answers = forms::from_json(questions(visit, read), visit.request.body, telling_picks(read));
  if (!answers) return answers;
  if (auto wrong = contact_mistakes(*answers); !wrong.empty()) return fail(ErrorKind::invalid, "telling.contact", std::move(wrong));
  return answers;
}

http::Response created(const std::string& reference) {
  return web::json(boost::json::serialize(boost::json::object{{"reference", reference}}), 201);
}

boost::json::object problem_schema() {
  return boost::json::parse(R"json({
    "type": "object",
    "required": ["type", "status", "title", "code", "request"],
    "properties": {
      "type": {"type": "string"},
      "status": {"type": "integer"},
      "title": {"type": "string"},
      "code": {"type": "string"},
      "request": {"type": "string", "description": "The number that the log explains"},
      "mistakes": {"type": "array", "items": {"type": "object", "required": ["field", "message"],
        "properties": {"field": {"type": "string"}, "message": {"type": "string"}}}}
    }})json").as_object();
}

boost::json::object problem(std::string_view description) {
  return boost::json::object{
      {"description", description},
      {"content", {{"application/problem+json", {{"schema", {{"$ref", "#/components/schemas/Problem"}}}}}}}};
}

boost::json::object raise_operation() {
  boost::json::object operation = boost::json::parse(R"json({
    "operationId": "raiseConcern",
    "summary": "Raise a concern",
    "description": "The same questions as the public page. Nothing can be read back.",
    "tags": ["Concerns"],
    "security": [{"bearer": []}],
    "parameters": [{"name": "Idempotency-Key", "in": "header", "required": false,
      "description": "Sent again with the same key and body within an hour, the concern is not raised again. The same key with another body is refused.",
      "schema": {"type": "string", "maxLength": 200}}],
    "requestBody": {"required": true, "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Concern"}}}}
    })json").as_object();
  boost::json::object& responses = operation["responses"].emplace_object();
  responses["201"] = boost::json::parse(R"json({
    "description": "It is recorded, for good",
    "content": {"application/json": {"schema": {"type": "object", "required": ["reference"],
      "properties": {"reference": {"type": "string", "examples": ["C-7K2Q-9XWD"]}}}}}})json");
  responses["401"] = problem("No bearer token, or one that is not known");
  responses["403"] = problem("The token does not include this");
  responses["422"] = problem("Every mistake in the body; or the Idempotency-Key is too long, or came with another body before");
  responses["429"] = problem("Too many from this address");
  responses["503"] = problem("Nothing was saved; try again with the same Idempotency-Key");
  return operation;
}

}  // namespace

Result<http::Response> send_json(const web::Visit& visit) {
  const auto& services = visit.services;
  if (!services.throttle.take(visit.request.client, visit.now)) return fail(ErrorKind::too_many, "telling.too_many");
  const std::string repeat{visit.request.headers.first("idempotency-key")};
  if (repeat.size() > kLongestIdempotencyKey)
    return fail(ErrorKind::invalid, "telling.idempotency_key_too_long", {{"Idempotency-Key", tr("Send a key of at most 200 characters")}});
  const auto read = answers_in(visit);
  if (!read) return tl::unexpected{read.error()};
  const std::string secret = repeat_secret(visit, repeat);
  const forms::DraftKey draft_key{"api", secret};
  const crypto::RecordKey key = services.keyring.take(visit.now);
  const auto identity_key = is_in_confidence(*read) ? std::optional{services.keyring.take(visit.now)} : std::nullopt;
  const auto reference = services.database.write([&](db::Tx& tx) -> Result<std::string> {
    if (!repeat.empty())
      if (const auto before = forms::load_draft(tx, draft_key, visit.now); before && before->receipt) return repeated(*before->receipt, *read);
    const Concern concern = raise(tx, services, visit.viewer, key, {*read, Channel::api, identity_key}, visit.now);
    if (!repeat.empty()) forms::finish_draft(tx, draft_key, receipt_of(concern.reference, *read), visit.now);
    return concern.reference;
  });
  if (!reference) return tl::unexpected{reference.error()};
  return created(*reference);
}

Result<http::Response> openapi(const web::Visit& visit) {
  boost::json::object document = boost::json::parse(R"json({
    "openapi": "3.1.0",
    "info": {"title": "Regard", "version": "1", "description": "What other systems of a provider may send to Regard."},
    "tags": [{"name": "Concerns", "description": "Worries about a person, raised by whoever noticed"}]
    })json").as_object();
  auto read = visit.services.database.read();
  const auto asked = questions(visit, read);
  document["servers"] = boost::json::array{boost::json::object{{"url", visit.services.public_url}}};
  document["paths"] = boost::json::object{{"/api/v1/concerns", boost::json::object{{"post", raise_operation()}}}};
  document["components"] = boost::json::object{
      {"schemas", boost::json::object{{"Concern", boost::json::parse(forms::schema(asked))}, {"Problem", problem_schema()}}},
      {"securitySchemes", boost::json::parse(R"json({"bearer": {"type": "http", "scheme": "bearer"}})json")}};
  return web::json(boost::json::serialize(document));
}

}  // namespace regard::concerns::telling
