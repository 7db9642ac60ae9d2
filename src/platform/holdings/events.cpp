#include "platform/holdings/events.h"

#include <boost/json.hpp>

#include "platform/holdings/holdings.h"

namespace regard::holdings {
namespace {

using What = RequestEvent::What;

struct Named {
  What what;
  std::string_view type;
};

constexpr Named kNamed[] = {{What::started, "subject_request.started"},
                            {What::looked_at, "subject_request.looked_at"},
                            {What::gathered, "subject_request.gathered"},
                            {What::released, "subject_request.released"},
                            {What::extended, "subject_request.extended"},
                            {What::decided, "subject_request.piece_decided"},
                            {What::second_look_asked, "subject_request.second_look_asked"},
                            {What::sent_back, "subject_request.sent_back"},
                            {What::approved, "subject_request.approved"},
                            {What::given_out, "subject_request.given_out"},
                            {What::refused, "subject_request.refused"},
                            {What::withdrawn, "subject_request.withdrawn"}};

constexpr audit::EventWords kWords[] = {
    {"subject_request", tr("A request to see what is held")},
    {"subject_request.started", tr("Request to see what is held recorded")},
    {"subject_request.looked_at", tr("Request to see what is held looked at")},
    {"subject_request.gathered", tr("Records found for a request to see what is held")},
    {"subject_request.released", tr("Records released for a request to see what is held")},
    {"subject_request.extended", tr("More time taken for a request to see what is held")},
    {"subject_request.piece_decided", tr("Decided what of a record is given")},
    {"subject_request.second_look_asked", tr("Second look at an answer asked for")},
    {"subject_request.sent_back", tr("Answer sent back after a second look")},
    {"subject_request.approved", tr("Answer approved after a second look")},
    {"subject_request.given_out", tr("What is held was given out")},
    {"subject_request.refused", tr("Request to see what is held refused")},
    {"subject_request.withdrawn", tr("Request to see what is held taken back")},
};

}  // namespace

audit::Entry RequestEvent::entry() const {
  boost::json::object details{{"state", word(request.state)}};
  if (reasons) details["reasons"] = reasons->reveal();  // sealed under the request's key by append
  for (const Named& row : kNamed)
    if (row.what == what)
      return {.type = row.type, .subject = {.kind = "subject_request", .id = request.id.value, .key = &key}, .details = boost::json::serialize(details)};
  throw std::logic_error("RequestEvent::What outside its enumerators");
}

RequestEvent::What what_of(RequestAction action) {
  switch (action) {
    case RequestAction::gather: return What::gathered;
    case RequestAction::release: return What::released;
    case RequestAction::extend: return What::extended;
    case RequestAction::decide: return What::decided;
    case RequestAction::ask_second_look: return What::second_look_asked;
    case RequestAction::send_back: return What::sent_back;
    case RequestAction::approve: return What::approved;
    case RequestAction::give_out: return What::given_out;
    case RequestAction::refuse: return What::refused;
    case RequestAction::withdraw: return What::withdrawn;
  }
  throw std::logic_error("RequestAction outside its enumerators");
}

std::span<const audit::EventWords> event_words() { return kWords; }

}  // namespace regard::holdings
