// A form that changes one record: found, shown, read, acted on, and shown again with what is wrong and everything that was
// typed. An area says what is its own in a RecordForm; the order of things is here, once.
#pragma once

#include <string>

#include "platform/web/form_page.h"

namespace regard::web {

template <class Record>
struct RecordForm {
  Result<Record> (*find)(db::Read&, const Visit&);                 // not found for who may not see it
  Done (*may)(const Record&, const Viewer&);                       // whether its state and the viewer's post allow it
  FormPage (*page)(db::Read&, const Visit&, const Record&);        // `back` leads to the record
  Result<std::string> (*act)(const Visit&, const Posted&);         // where to go on: a path
  std::string (*says_now)(db::Read&, const Visit&, const Record&);  // after a conflict: what the record says now, translated
};

// A refusal that the person can mend stays on the page; every other goes on to the error pages.
inline bool stays_on_page(const Error& error) {
  return error.kind == ErrorKind::conflict || (error.kind == ErrorKind::invalid && !error.fields.empty());
}

// What changed meanwhile and what to do now, above the form that keeps what was typed.
enum class Then { send_again, nothing_to_send };
html::Html changed_meanwhile(const Visit& visit, const FormPage& page, const std::string& says_now, Then then);

// In place of a form that is not open in the record's state: nobody has typed anything yet.
http::Response show_not_open(const Visit& visit, const FormPage& page, const std::string& says_now);

template <class Record>
Result<http::Response> ask(const Visit& visit, const RecordForm<Record>& form) {
  auto read = visit.services.database.read();
  const auto record = form.find(read, visit);
  if (!record) return tl::unexpected{record.error()};
  const auto may = form.may(*record, visit.viewer);
  if (!may && may.error().kind != ErrorKind::conflict) return tl::unexpected{may.error()};
  const auto page = form.page(read, visit, *record);
  return may ? show_form(visit, page) : show_not_open(visit, page, form.says_now(read, visit, *record));
}

template <class Record>
Result<http::Response> answer(const Visit& visit, const RecordForm<Record>& form) {
  Posted posted;
  {
    auto read = visit.services.database.read();
    const auto record = form.find(read, visit);
    if (!record) return tl::unexpected{record.error()};
    auto page = form.page(read, visit, *record);
    posted = read_form(visit, page);
    if (const auto may = form.may(*record, visit.viewer); !may && may.error().kind != ErrorKind::conflict) return tl::unexpected{may.error()};
    page.version = posted.version;  // what was typed is about the record as it was shown
    if (!posted.mistakes.empty()) return show_form(visit, page, posted.answers, posted.mistakes);
  }
  const auto done = form.act(visit, posted);  // looks again, in its transaction
  if (done) return see_other(*done);
  if (!stays_on_page(done.error())) return tl::unexpected{done.error()};
  auto read = visit.services.database.read();
  const auto record = form.find(read, visit);
  if (!record) return tl::unexpected{record.error()};
  auto page = form.page(read, visit, *record);
  if (done.error().kind == ErrorKind::conflict && done.error().fields.empty()) {
    html::Html before = changed_meanwhile(visit, page, form.says_now(read, visit, *record),
                                          form.may(*record, visit.viewer) ? Then::send_again : Then::nothing_to_send);
    page.before = before += page.before;
  }
  return show_form(visit, page, posted.answers, done.error().fields, http_status(done.error().kind));
}

}  // namespace regard::web
