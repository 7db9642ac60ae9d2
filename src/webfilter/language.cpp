#include "webfilter/language.h"

namespace regard::webfilter {
namespace {

std::string with_code(const web::Services& services, std::string_view code, std::string_view path) {
  const bool is_first = services.languages.empty() || services.languages.front() == code;
  return is_first ? std::string{path} : std::string{path}.append("?lang=").append(code);
}

}  // namespace

std::string in_language(const web::Services& services, const i18n::Language& language, std::string_view path) {
  return with_code(services, language.code(), path);
}

std::string in_language(const web::Visit& visit, std::string_view path) { return in_language(visit.services, visit.language, path); }

std::string own_name(std::string_view code) {
  if (code == "en") return "English";
  if (code == "cy") return "Cymraeg";
  return std::string{code};
}

std::vector<html::LanguageLink> language_links(const web::Visit& visit, std::string_view path) {
  std::vector<html::LanguageLink> links;
  for (const std::string& code : visit.services.languages)
    links.push_back({code, own_name(code), code == visit.language.code() ? std::string{} : with_code(visit.services, code, path)});
  return links;
}

}  // namespace regard::webfilter
