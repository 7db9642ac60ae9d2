#include "people/events.h"

#include <boost/json.hpp>
#include <stdexcept>

#include "platform/base/calendar.h"

namespace regard::people {
namespace {

namespace json = boost::json;

audit::Entry about_person(std::string_view type, PersonId person, const json::object& details = {}) {
  return {.type = type, .subject = {.kind = "person", .id = person.value}, .details = json::serialize(details)};
}

audit::Entry about(std::string_view kind, const Uuid& id, std::string_view type, const json::object& details = {}) {
  return {.type = type, .subject = {.kind = kind, .id = id}, .details = json::serialize(details)};
}

std::string_view word(Strength strength) {
  return strength == Strength::second_factor ? "second_factor" : "password";
}

std::string_view type(PostEvent event) {
  switch (event) {
    case PostEvent::asked: return "post.asked";
    case PostEvent::granted: return "post.granted";
    case PostEvent::declined: return "post.declined";
    case PostEvent::ended: return "post.ended";
    case PostEvent::dated: return "post.dated";
  }
  throw std::logic_error("PostEvent outside its enumerators");
}

constexpr audit::EventWords kWords[] = {
    {"person.added", tr("Person added")},
    {"person.appointed", tr("Appointed by whoever runs the machine")},
    {"person.changed", tr("Person changed")},
    {"person.left", tr("Marked as left")},
    {"person.returned", tr("Marked as back")},
    {"people.imported", tr("People imported from a file")},
    {"centre.added", tr("Centre added")},
    {"centre.renamed", tr("Centre renamed")},
    {"provision.written", tr("A version of a rule written")},
    {"post.asked", tr("Post asked for")},
    {"post.granted", tr("Post granted")},
    {"post.declined", tr("Post declined")},
    {"post.ended", tr("Post ended")},
    {"post.dated", tr("Last day of a post set")},
    {"session.opened", tr("Signed in")},
    {"sign_in.failed", tr("Sign-in failed")},
    {"second_factor.enrolled", tr("Second factor set up")},
    {"second_factor.removed", tr("Second factor removed")},
    {"recovery_codes.made", tr("Recovery codes made")},
    {"recovery_code.used", tr("Signed in with a recovery code")},
    {"password.set", tr("Password set")},
    {"link.asked", tr("Asked for a link to set a password")},
    {"link.mailed", tr("Link to set a password mailed")},
    {"session.ended", tr("Signed out")},
    {"sessions.ended", tr("Signed out on several devices")},
    {"token.made", tr("API client added")},
    {"token.revoked", tr("API client revoked")},
    {"audit.read", tr("Audit trail read")},
    {"person", tr("A person")},
    {"centre", tr("A centre")},
    {"provision", tr("A rule")},
    {"import", tr("An import of people")},
    {"api_client", tr("An API client")},
};

}  // namespace

audit::Entry PersonAdded::entry() const { return about_person("person.added", person); }

audit::Entry PersonAppointed::entry() const {
  return about_person("person.appointed", person, {{"role", named(role).stored}});
}

audit::Entry PersonChanged::entry() const {
  return about_person("person.changed", person, {{"name", name}, {"email", email}});
}

audit::Entry PersonLeft::entry() const {
  return about_person("person.left", person, {{"on", iso(on)}, {"posts", posts}, {"sessions", sessions}});
}

audit::Entry PersonReturned::entry() const { return about_person("person.returned", person); }

audit::Entry PeopleImported::entry() const {
  return about("import", import, "people.imported", {{"people", people}, {"posts", posts}, {"asked", asked}});
}

audit::Entry CentreAdded::entry() const { return about("centre", centre.value, "centre.added"); }
audit::Entry CentreRenamed::entry() const { return about("centre", centre.value, "centre.renamed"); }

audit::Entry PostMoved::entry() const {
  json::object details{{"post", post.id.text()}, {"role", named(post.role).stored}, {"starts_on", iso(post.starts_on)}};
  if (post.centre) details["centre"] = post.centre->text();
  if (post.ends_on) details["ends_on"] = iso(*post.ends_on);
  return about_person(type(what), post.person, details);
}

audit::Entry SignedIn::entry() const {
  return about_person("session.opened", person, {{"strength", word(strength)}, {"door", door}});
}

audit::Entry SignInFailed::entry() const {
  return about_person("sign_in.failed", person.value_or(PersonId{}), {{"failures", failures}});
}

audit::Entry SecondFactorEnrolled::entry() const {
  return about_person("second_factor.enrolled", person, {{"replaced", replaced}});
}

audit::Entry SecondFactorRemoved::entry() const { return about_person("second_factor.removed", person); }
audit::Entry RecoveryCodesMade::entry() const { return about_person("recovery_codes.made", person); }
audit::Entry RecoveryCodeUsed::entry() const { return about_person("recovery_code.used", person, {{"left", left}}); }
audit::Entry PasswordSet::entry() const { return about_person("password.set", person); }
audit::Entry LinkAsked::entry() const { return about_person("link.asked", person.value_or(PersonId{})); }
audit::Entry LinkMailed::entry() const { return about_person("link.mailed", person, {{"purpose", purpose}}); }

audit::Entry SessionEnded::entry() const {
  return about_person("session.ended", person, {{"session", session.text()}, {"why", why}});
}

audit::Entry SessionsEnded::entry() const {
  return about_person("sessions.ended", person, {{"count", count}, {"why", why}});
}

audit::Entry ProvisionWritten::entry() const {
  return about("provision", Uuid{}, "provision.written", {{"name", name}, {"version", version}, {"in_force_from", iso(in_force_from)}});
}
audit::Entry TokenMade::entry() const { return about("api_client", token, "token.made"); }
audit::Entry TokenRevoked::entry() const { return about("api_client", token, "token.revoked"); }

audit::Entry TrailRead::entry() const { return {.type = "audit.read", .subject = {.kind = "audit"}, .details = "{}"}; }

std::span<const audit::EventWords> event_words() { return kWords; }

}  // namespace regard::people
