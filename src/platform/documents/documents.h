// Documents that leave the provider, on paper or as a file: our own HTML as an accessible PDF (PDF/UA-1: tagged, titled, in its
// language, in reading order). WeasyPrint makes it, in a program of its own (child.h).
#pragma once

#include <string>

#include "platform/base/result.h"
#include "platform/html/views.h"

namespace regard::documents {

// One document: A4, its headings and reference on every page.
struct Paper {
  std::string title;      // of the document: what it is and which record, never whom it is about
  std::string provider;   // who made it
  std::string foot = {};  // at the foot of every page: "Referral R-7K2Q-9XWD, version 3. Official, sensitive."
  html::Html content;     // begins with its <h1>; refers to nothing outside: pictures, styles and links are not fetched
};
html::Html page(const html::Views& views, const i18n::Language& language, const Paper& paper);

// Takes up to half a minute of a processor, so never inside a transaction. `unavailable` with a reason in its code, and a line
// in the log, when WeasyPrint is not installed, fails, is too slow or makes too much; at once when two are being made already.
Result<std::string> pdf(const html::Html& page);

}  // namespace regard::documents
