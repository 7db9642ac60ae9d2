#include "concerns/attachment/events.h"

#include <boost/json.hpp>

namespace regard::concerns {
namespace {

struct Named {
  FileEvent::What what;
  Happening happening;
};

constexpr Named kNamed[] = {
    {FileEvent::What::added, {"file.added", tr("File added"), tr("File added")}},
    {FileEvent::What::found_clean, {"file.found_clean", {}, tr("File checked for viruses: nothing found")}},
    {FileEvent::What::found_harmful, {"file.found_harmful", tr("The virus scanner found something harmful"), tr("File checked for viruses: harmful")}},
    {FileEvent::What::removed, {"file.removed", tr("File removed"), tr("File removed")}},
    {FileEvent::What::opened, {"file.opened", tr("File opened"), tr("File opened")}},
};

const Named& named(FileEvent::What what) {
  for (const Named& row : kNamed)
    if (row.what == what) return row;
  throw std::logic_error("FileEvent::What outside its enumerators");
}

}  // namespace

audit::Entry FileEvent::entry() const {
  const PrivateText name = crypto::open(key, {kAttachmentName, file.id.value}, file.name_sealed);
  boost::json::object details{{"file", file.id.text()}, {"what", name.reveal()}};  // sealed under the record's key by append
  if (reasons) details["reasons"] = reasons->reveal();
  return {.type = named(what).happening.type, .subject = {.kind = home.kind(), .id = home.id(), .key = &key}, .details = boost::json::serialize(details)};
}

std::vector<Happening> file_happenings() {
  std::vector<Happening> all;
  for (const Named& row : kNamed) all.push_back(row.happening);
  return all;
}

}  // namespace regard::concerns
