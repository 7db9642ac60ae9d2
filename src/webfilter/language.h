// Pages that people meet in the language they choose, with or without an account: it stands in the address, and no cookie is needed.
#pragma once

#include <string>
#include <string_view>

#include "platform/html/page.h"
#include "platform/web/web.h"

namespace regard::webfilter {

// A path of ours in this language: "/blocked/request?lang=cy"; without a query in the provider's first language.
std::string in_language(const web::Services& services, const i18n::Language& language, std::string_view path);
std::string in_language(const web::Visit& visit, std::string_view path);
// What a language is called in itself.
std::string own_name(std::string_view code);
// The same page in each language of the provider.
std::vector<html::LanguageLink> language_links(const web::Visit& visit, std::string_view path);

}  // namespace regard::webfilter
