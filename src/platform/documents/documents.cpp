#include "platform/documents/documents.h"

#include <semaphore>

#include "platform/documents/child.h"
#include "platform/log/log.h"

namespace regard::documents {
namespace {

constexpr const char* kPython = "/usr/bin/python3";
constexpr int kAtOnce = 2;  // each takes a processor and some 100 MB
constexpr int kNotInstalled = 3, kNoSuchProgram = 127;

// WeasyPrint's own command fetches what a page refers to, files of this machine included; here it fetches nothing. It makes a
// directory for fonts, which stays empty; told where, Python does not try first whether it can write there, which it cannot.
constexpr const char* kProgram = R"python(
import sys
import tempfile
tempfile.tempdir = "/tmp"
try:
    from weasyprint import CSS, HTML
except ImportError:
    sys.exit(3)

def fetch_nothing(url, *_, **__):
    raise ValueError("nothing is fetched")

page = HTML(file_obj=sys.stdin.buffer, encoding="utf-8", base_url="about:blank", url_fetcher=fetch_nothing)
style = CSS(string=sys.argv[1], base_url="about:blank", url_fetcher=fetch_nothing)
sys.stdout.buffer.write(page.write_pdf(stylesheets=[style], variant="pdf/ua-1"))
)python";

// Names are in the world's scripts. Of these families each adds scripts to those before it (docs/dependencies.md); for Telugu and
// Kannada the machine's own choice finds Lohit.
constexpr const char* kStyle = R"css(
@page {
  size: A4; margin: 22mm 20mm 24mm 20mm;
  @bottom-left { content: element(foot); width: 85%; }
  @bottom-right { content: counter(page) " / " counter(pages); font: 8pt "Liberation Sans", "DejaVu Sans", sans-serif; color: #333; }
}
html { font: 10.5pt/1.45 "Liberation Sans", "DejaVu Sans", FreeSans, FreeSerif, "WenQuanYi Micro Hei", sans-serif; color: #111; }
.foot { position: running(foot); font-size: 8pt; color: #333; margin: 0; }
h1 { font-size: 20pt; line-height: 1.2; margin: 0 0 6mm 0; }
h2 { font-size: 14pt; margin: 8mm 0 3mm 0; border-bottom: 0.5pt solid #555; break-after: avoid; }
h3 { font-size: 11.5pt; margin: 5mm 0 2mm 0; break-after: avoid; }
p, ul { margin: 0 0 3mm 0; }
dl { margin: 0; }
dt { font-weight: bold; margin-top: 3mm; break-after: avoid; }
dd { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; }
table { border-collapse: collapse; width: 100%; margin-bottom: 4mm; }
caption { text-align: left; font-weight: bold; margin-bottom: 2mm; }
th, td { text-align: left; vertical-align: top; padding: 1.5mm 2mm; border: 0.5pt solid #777; overflow-wrap: anywhere; }
)css";

// Of this process, as its processors are: whoever asks shares them, whatever they were given. Nobody waits for one: a worker
// that waits cannot take what somebody tells us meanwhile.
std::counting_semaphore<kAtOnce> places{kAtOnce};

class Turn {
 public:
  Turn() : has_{places.try_acquire()} {}
  ~Turn() { if (has_) places.release(); }
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;
  bool has() const { return has_; }

 private:
  bool has_;
};

tl::unexpected<Error> failed(const char* code, int status) {
  log::write(log::Level::error, "documents.no_pdf", {{"why", log::Safe{code}}, {"status", status}});
  return fail(ErrorKind::unavailable, code);
}

}  // namespace

html::Html page(const html::Views& views, const i18n::Language& language, const Paper& paper) {
  html::View view{views, language, "platform/documents/views/paper.html"};
  view.set("LANGUAGE", language.code() == "en" ? "en-GB" : language.code());
  view.set("TITLE", paper.title).set("PROVIDER", paper.provider).set_if("FOOT", paper.foot).set("CONTENT_HTML", paper.content);
  return view.render();
}

Result<std::string> pdf(const html::Html& page) {
  const Turn turn;
  if (!turn.has()) return fail(ErrorKind::unavailable, "documents.busy", {{"", tr("Two documents are being made just now. Try again in a few seconds.")}});
  Ended made = run({kPython, "-I", "-c", kProgram, kStyle}, page.text());
  switch (made.how) {
    case Ended::How::well: return std::move(made.output);
    case Ended::How::too_slow: return failed("documents.too_slow", made.status);
    case Ended::How::too_large: return failed("documents.too_large", made.status);
    case Ended::How::badly:
      return failed(made.status == kNotInstalled || made.status == kNoSuchProgram ? "documents.not_installed" : "documents.failed", made.status);
  }
  throw std::logic_error("Ended::How outside its enumerators");
}

}  // namespace regard::documents
