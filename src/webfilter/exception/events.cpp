#include "webfilter/exception/events.h"

#include <boost/json.hpp>

namespace regard::webfilter::exception {
namespace {

constexpr audit::EventWords kWords[] = {
    {"web_exception.asked", tr("Somebody asked for a blocked site")},
    {"web_exception.granted", tr("A blocked site may be opened for somebody")},
    {"web_exception.refused", tr("A blocked site is not opened for somebody")},
    {"web_exception.withdrawn", tr("Request for a blocked site taken back")},
    {"web_exception.set_up", tr("A blocked site was opened for somebody")},
    {"web_exception.shortened", tr("A blocked site is open for a shorter time")},
    {"web_exception.ended", tr("A site is blocked again for somebody")},
    {"web_exception.looked_at", tr("Request for a blocked site looked at")},
    {"web_exception", tr("A request for a blocked site")},
};

std::string_view type_of(ExceptionEvent::What what) {
  switch (what) {
    case ExceptionEvent::What::asked: return "web_exception.asked";
    case ExceptionEvent::What::granted: return "web_exception.granted";
    case ExceptionEvent::What::refused: return "web_exception.refused";
    case ExceptionEvent::What::withdrawn: return "web_exception.withdrawn";
    case ExceptionEvent::What::set_up: return "web_exception.set_up";
    case ExceptionEvent::What::shortened: return "web_exception.shortened";
    case ExceptionEvent::What::ended: return "web_exception.ended";
    case ExceptionEvent::What::looked_at: return "web_exception.looked_at";
  }
  throw std::logic_error("ExceptionEvent::What outside its enumerators");
}

}  // namespace

std::span<const audit::EventWords> exception_event_words() { return kWords; }

audit::Entry ExceptionEvent::entry() const {
  boost::json::object details{{"state", word(exception.state)}};
  if (exception.until_on && what != What::looked_at) details["until"] = *exception.until_on;
  if (reasons) details["reasons"] = reasons->reveal();  // sealed under the request's key by append
  return {.type = type_of(what), .subject = {.kind = "web_exception", .id = exception.id.value, .key = &key}, .details = boost::json::serialize(details)};
}

}  // namespace regard::webfilter::exception
