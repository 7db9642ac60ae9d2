// All components on a few pages, as the product would use them: `gallery GENERATED_FOLDER OUTPUT_FOLDER`.
// check.js looks at them with axe-core, the Nu HTML checker and takes their pictures.
#include <filesystem>
#include <fstream>
#include <iostream>

#include "platform/html/brand.h"
#include "platform/html/components.h"
#include "platform/html/page.h"

namespace {

using namespace regard;
using namespace regard::html;
namespace fs = std::filesystem;

std::string bytes_of(const fs::path& file) {
  std::ifstream stream{file, std::ios::binary};
  return {std::istreambuf_iterator<char>{stream}, {}};
}

// The platform's views and the gallery's own, kept for as long as the program runs.
class Embedded {
 public:
  void add(const fs::path& folder, const std::string& prefix) {
    for (const auto& entry : fs::recursive_directory_iterator{folder})
      if (entry.path().extension() == ".html" || prefix == "assets/")
        if (entry.is_regular_file())
          kept_.emplace_back(prefix + entry.path().lexically_relative(folder).generic_string(),
                             bytes_of(entry.path()));
  }
  std::vector<EmbeddedFile> files() const {
    std::vector<EmbeddedFile> files;
    for (const auto& [name, bytes] : kept_) files.push_back({name, bytes});
    return files;
  }

 private:
  std::vector<std::pair<std::string, std::string>> kept_;
};

struct Piece {
  std::string name;
  Html html;
};

class Gallery {
 public:
  Gallery(const Views& views, const i18n::Language& language, fs::path output)
      : views_{views}, language_{language}, output_{std::move(output)} {}

  void landing() const;
  void question() const;
  void mistakes() const;
  void fields() const;
  void check_answers() const;
  void confirmation() const;
  void today() const;
  void list() const;
  void case_page() const;
  void interruption() const;
  void notices() const;

 private:
  template <Component T>
  Html draw(const T& component) const {
    return render(views_, language_, component);
  }

  Html draw_all(std::string title, std::string lead, const std::vector<Piece>& pieces) const {
    View list{views_, language_, "gallery/piece.html"};
    for (const Piece& piece : pieces)
      list.section("PIECE").set("PIECE_NAME", piece.name).set("PIECE_HTML", piece.html);
    View view{views_, language_, "gallery/page.html"};
    view.set("TITLE", title).set_if("LEAD", lead).set("PIECES_HTML", list.render());
    return view.render();
  }

  Html entry(std::string_view words) const {
    View view{views_, language_, "gallery/entry.html"};
    return view.set("ENTRY", words).render();
  }

  Page outside(std::string title) const {
    Page page;
    page.title = std::move(title);
    page.provider = "University of Northmoor";
    page.brand = "/assets/brand.css";
    page.notices = {.contact = "the safeguarding office", .privacy_url = "/privacy", .accessibility_url = "/accessibility"};
    return page;
  }

  Page inside(std::string title, int current) const {
    Page page = outside(std::move(title));
    page.navigation = {{"Today", "/today"},
                       {"Concerns", "/concerns"},
                       {"Cases", "/cases"},
                       {"People", "/people"},
                       {"Record of looks", "/audit"}};
    if (current >= 0) page.navigation[static_cast<std::size_t>(current)].here = html::Link::Here::yes;
    page.signed_in_as = "Helen Marsh";
    page.csrf = "token";
    return page;
  }

  void write(const std::string& name, const Page& page) const {
    std::ofstream{output_ / (name + ".html")} << render(views_, language_, page).text();
  }

  const Views& views_;
  const i18n::Language& language_;
  fs::path output_;
};

void Gallery::landing() const {
  View view{views_, language_, "gallery/landing.html"};
  view.set("WARNING_HTML", draw(WarningText{.text = "If someone is in immediate danger, call 999. On campus, "
                                                    "then call Security on 01632 960 999."}));
  view.set("START_HTML", draw(Button{.text = "Start now", .look = Button::Look::start, .href = "/tell-us"}));
  view.set("DETAILS_HTML", draw(Details{.summary = "If you would rather not give your name",
                                        .text = "You can leave your name out. We will still read what you "
                                                "wrote, but we may not be able to ask you more."}));
  Page page = outside("Tell us you are worried about someone");
  page.exit_this_page = true;
  page.languages = {{"en", "English", ""}, {"cy", "Cymraeg", "/language/cy"}};
  page.content = view.render();
  write("landing", page);
}

Radios who() {
  return {.field = {.name = "who",
                    .legend = {.text = "Who are you worried about?", .size = Size::l, .page_heading = true},
                    .hint = "Choose the closest. We can put it right later."},
          .choices = {
              {.text = "A student", .value = "student"},
              {.text = "Someone who works here", .value = "staff"},
              {.text = "Myself", .value = "self", .hint = "You will be asked how we can reach you safely."},
              {.text = "I do not know who they are", .value = "unknown", .divider_before = "or"}}};
}

void Gallery::question() const {
  Page page = outside("Who are you worried about?");
  page.exit_this_page = true;
  page.back = Link{"", "/"};
  page.content = draw(who());
  page.content += draw(Button{.text = "Continue", .once = true});
  write("question", page);
}

void Gallery::mistakes() const {
  Page page = outside("What happened?");
  page.exit_this_page = true;
  page.mistakes = true;
  page.back = Link{"", "/"};
  page.content = draw(ErrorSummary{.mistakes = {{"Choose who you are worried about", "#who"},
                                                {"The day must be a real date", "#when-day"},
                                                {"Enter what happened", "#what"}}});
  Radios radios = who();
  radios.field.error = "Choose who you are worried about";
  page.content += draw(radios);
  page.content += draw(DateInput{.field = {.name = "when",
                                           .legend = {.text = "When did it happen?", .size = Size::m},
                                           .hint = "For example, 21 11 2025",
                                           .error = "The day must be a real date"},
                                 .day = {"31", true},
                                 .month = {"2"},
                                 .year = {"2025"}});
  page.content += draw(CharacterCount{
      .field = {.name = "what",
                .label = {.text = "What happened?", .size = Size::m},
                .hint = "In your own words: what you saw or heard, and what worries you about it.",
                .error = "Enter what happened"},
      .limit = 5000,
      .rows = 8});
  page.content += draw(Button{.text = "Continue", .once = true});
  write("mistakes", page);
}

void Gallery::fields() const {
  const Html email = draw(Input{.field = {.name = "email", .label = {.text = "E-mail address"}},
                                .width = Input::Width::two_thirds,
                                .type = "email",
                                .autocomplete = "email",
                                .spelling = Input::Spelling::unchecked});
  const Html phone = draw(Input{.field = {.name = "phone", .label = {.text = "Telephone number"}},
                                .width = Input::Width::chars20,
                                .type = "tel",
                                .autocomplete = "tel"});
  Page page = outside("Fields");
  page.content = draw_all(
      "Fields", "",
      {{"Text", draw(Input{.field = {.name = "name",
                                     .label = {.text = "Full name"},
                                     .hint = "As it stands on their card, if you know it"},
                           .value = "Rhiannon Ó Dálaigh",
                           .autocomplete = "name"})},
       {"Code", draw(Input{.field = {.name = "code",
                                     .label = {.text = "Security code"},
                                     .hint = "The six figures that your authenticator app shows"},
                           .width = Input::Width::chars10,
                           .inputmode = "numeric",
                           .autocomplete = "one-time-code",
                           .code = true})},
       {"With prefix and suffix", draw(Input{.field = {.name = "hours", .label = {.text = "Hours a week"}},
                                             .value = "12",
                                             .width = Input::Width::chars5,
                                             .inputmode = "numeric",
                                             .suffix = "hours"})},
       {"Password", draw(PasswordInput{.field = {.name = "password", .label = {.text = "Password"}}})},
       {"Several lines", draw(Textarea{.field = {.name = "note", .label = {.text = "Note for the file"}},
                                       .value = "First line\nSecond line"})},
       {"Counted",
        draw(CharacterCount{.field = {.name = "reason", .label = {.text = "Reasons for your decision"}},
                            .limit = 150,
                            .unit = CharacterCount::Unit::words})},
       {"One of a few, each with more",
        draw(Radios{.field = {.name = "contact", .legend = {.text = "How may we reach you?"}},
                    .choices = {{.text = "E-mail", .value = "email", .reveals = email, .chosen = true},
                                {.text = "Telephone", .value = "phone", .reveals = phone},
                                {.text = "Not at all", .value = "none", .divider_before = "or"}}})},
       {"Beside one another", draw(Radios{.field = {.name = "sure", .legend = {.text = "Is it urgent?"}},
                                          .choices = {{.text = "Yes", .value = "yes", .chosen = true},
                                                      {.text = "No", .value = "no"}},
                                          .look = Radios::Look::in_line})},
       {"Small", draw(Radios{.field = {.name = "order", .legend = {.text = "Sort by"}},
                             .choices = {{.text = "Clock", .value = "clock", .chosen = true},
                                         {.text = "Date", .value = "date"}},
                             .look = Radios::Look::small})},
       {"Several",
        draw(Checkboxes{
            .field = {.name = "signs",
                      .legend = {.text = "What have you noticed?"},
                      .hint = "Choose all that apply"},
            .choices = {{.text = "They have become withdrawn", .value = "withdrawn", .chosen = true},
                        {.text = "They miss classes", .value = "absent", .hint = "More than usual for them"},
                        {.text = "None of these",
                         .value = "none",
                         .divider_before = "or",
                         .excludes_others = true}}})},
       {"Several, small", draw(Checkboxes{.field = {.name = "state", .legend = {.text = "State"}},
                                          .choices = {{.text = "Open", .value = "open", .chosen = true},
                                                      {.text = "Closed", .value = "closed"}},
                                          .look = Checkboxes::Look::small})},
       {"From a list",
        draw(Select{
            .field = {.name = "centre", .label = {.text = "College"}},
            .options = {{"Choose a college", ""}, {"St Hild’s", "hild", true}, {"Quarry Hill", "quarry"}}})},
       {"A date",
        draw(DateInput{
            .field = {.name = "born", .legend = {.text = "Date of birth"}, .hint = "For example, 31 3 2004"},
            .birthday = true})},
       {"Fields together",
        draw(Fieldset{.legend = {.text = "Where can we write to you?", .size = Size::m},
                      .content = draw(Input{.field = {.name = "town", .label = {.text = "Town or city"}},
                                            .width = Input::Width::half})})},
       {"Buttons", [&] {
          Html all = draw(Button{.text = "Save and continue"});
          all += draw(Button{.text = "Save for later", .look = Button::Look::secondary});
          all += draw(Button{.text = "Destroy this record", .look = Button::Look::warning});
          return all;
        }()}});
  write("fields", page);
}

void Gallery::check_answers() const {
  Page page = outside("Check your answers");
  page.exit_this_page = true;
  page.back = Link{"", "/"};
  page.content = draw_all(
      "Check your answers", "",
      {{"About them",
        draw(SummaryList{
            .rows = {{"Who", "A student", {{"Change", "/who", "who you are worried about"}}},
                     {"Name", "Rhiannon Ó Dálaigh", {{"Change", "/name", "their name"}}},
                     {"What happened",
                      "She has stopped coming to seminars.\n\nOn Tuesday she told me that she sees no point "
                      "in going on, and that “it will all be over soon”.",
                      {{"Change", "/what", "what happened"}, {"Remove", "/what/remove", "what happened"}}},
                     {"Received", "Friday 21 November 2025, 14:05"}}})},
       {"About you", draw(SummaryList{.rows = {{"Your name", "Not given"},
                                               {"How we may reach you", "tutor@northmoor.example"}},
                                      .borders = SummaryList::Borders::none})}});
  page.content += draw(Button{.text = "Send", .once = true});
  write("check-answers", page);
}

void Gallery::confirmation() const {
  Page page = outside("We have received it");
  page.content =
      draw(Panel{.title = "We have received what you told us", .text = "Your reference C-7K2Q-9XWD"});
  page.content += draw(InsetText{.text = "Write the reference down. It is the only way to add to this or to "
                                         "see our answer if you did not leave your name."});
  page.content += draw(BackLink{.href = "/", .text = "Back to the first page"});
  write("confirmation", page);
}

void Gallery::today() const {
  Page page = inside("What needs you today", 0);
  page.content = draw_all(
      "What needs you today", "Friday 21 November 2025",
      {{"Decide",
        draw(TaskList{.tasks = {{.title = "New concern C-7K2Q-9XWD",
                                 .href = "/1",
                                 .hint = "Received yesterday, 16:40, from a tutor",
                                 .tag = {.text = "Decide by Tuesday", .colour = Tag::Colour::yellow}},
                                {.title = "Closure of case K-3F8M-2TRA",
                                 .href = "/2",
                                 .hint = "Asked for by Sam Okafor",
                                 .tag = {.text = "2 days late", .colour = Tag::Colour::red}},
                                {.title = "Review of case K-9Q1D-7HCE",
                                 .hint = "Waits for the assessment",
                                 .status = "Cannot start yet"}},
                      .id_prefix = "decide"})},
       {"Do",
        draw(TaskList{
            .tasks = {{.title = "Ring the course tutor",
                       .href = "/3",
                       .hint = "Case K-3F8M-2TRA",
                       .tag = {.text = "Today", .colour = Tag::Colour::plain}},
                      {.title = "Write up the meeting of 18 November", .href = "/4", .status = "Completed"}},
            .id_prefix = "do"})}});
  write("today", page);
}

void Gallery::list() const {
  Html options = draw(Input{.field = {.name = "q", .label = {.text = "Reference or name", .size = Size::s}},
                            .type = "search"});
  options += draw(Checkboxes{.field = {.name = "state", .legend = {.text = "State", .size = Size::s}},
                             .choices = {{.text = "New", .value = "new", .chosen = true},
                                         {.text = "In assessment", .value = "assessing"},
                                         {.text = "Closed", .value = "closed"}},
                             .look = Checkboxes::Look::small});
  Html table =
      draw(Table{.caption = "3 of 99+ cases",
                 .caption_size = Size::m,
                 .columns = {{"Case"}, {"State"}, {"Clock"}, {"Days open", true}},
                 .rows = {{"K-7K2Q-9XWD", draw(Tag{.text = "New", .colour = Tag::Colour::blue}),
                           "Decide by Tuesday 25 November", "2"},
                          {"K-3F8M-2TRA", draw(Tag{.text = "In assessment", .colour = Tag::Colour::purple}),
                           "Review by Friday 28 November", "31"},
                          {"K-9Q1D-7HCE", draw(Tag{.text = "Waiting to close", .colour = Tag::Colour::grey}),
                           "None", "118"}},
                 .first_is_heading = true,
                 .narrow = Table::Narrow::stacked});
  table += draw(Pagination{.previous = {.href = "/a"},
                           .next = {.href = "/b"},
                           .items = {{1, "/1"}, {0}, {4, "/4"}, {5, "/5", true}, {6, "/6"}}});
  Page page = inside("Cases", 2);
  page.width = Page::Width::wide;
  page.content = draw(
      PageHeaderActions{.title = "Cases",
                        .buttons = {{.text = "Open a case", .href = "/new"},
                                    {.text = "Download", .look = Button::Look::secondary, .href = "/csv"}}});
  page.content += draw(Filter{
      .categories = {{"State", {{"New", "/x"}}}, {"Centre", {{"St Hild’s", "/y"}, {"Quarry Hill", "/z"}}}},
      .clear_href = "/cases",
      .action = "/cases",
      .options = options,
      .list = table});
  write("list", page);
}

void Gallery::case_page() const {
  Html marks = draw(Badge{.text = "High risk", .colour = Badge::Colour::red});
  marks += draw(Badge{.text = "Under 18", .colour = Badge::Colour::purple});
  Page page = inside("Case K-3F8M-2TRA", 2);
  page.width = Page::Width::wide;
  page.above = draw(
      IdentityBar{.title = "Rhiannon Ó Dálaigh",
                  .facts = {{"Case", "K-3F8M-2TRA"}, {"Born", "31 March 2004"}, {"College", "St Hild’s"}},
                  .marks = marks,
                  .buttons = {{.text = "Add to the chronology", .href = "/add"}}});
  page.content = draw(SubNavigation{.name = "This case",
                                    .items = {{"Chronology", "/c", true},
                                              {"Tasks", "/t", false, "4"},
                                              {"People", "/p"},
                                              {"Decisions", "/d", false, "99+"},
                                              {"Who looked", "/l"}}});
  const auto entries = draw(Timeline{
      .items = {{"Telephone call with the course tutor", "Sam Okafor", "2025-11-21T14:05:00Z",
                 "Friday 21 November 2025, 14:05",
                 entry("She came to the seminar on Thursday, seemed tired, and answered when spoken to. The "
                       "tutor will see her on Monday."),
                 "e3"},
                {"Case given to Sam Okafor",
                 "Helen Marsh",
                 "2025-11-20T09:12:00Z",
                 "Thursday 20 November 2025, 09:12",
                 {},
                 "e2"},
                {"Case opened from concern C-7K2Q-9XWD", "Helen Marsh", "2025-11-20T09:10:00Z",
                 "Thursday 20 November 2025, 09:10",
                 entry("Needs a case: a plan for the vacation and contact with the family doctor."), "e1"}}});
  const auto person = draw(SummaryList{
      .rows = {{"Course", "Marine biology, second year", {{"Change", "/c", "course"}}},
               {"Tutor", "Dr A. Penhaligon"}},
      .card = {.title = "Rhiannon Ó Dálaigh", .actions = {{"Edit", "/e", ""}, {"Remove", "/r", ""}}}});
  page.content += draw_all("Chronology", "", {{"Newest first", entries}, {"People", person}});
  page.content += draw(Pagination{.previous = {"/older", "Older", "Before 20 November"},
                                  .next = {"/newer", "Newer", "After 21 November"},
                                  .name = "Chronology"});
  write("case", page);
}

void Gallery::interruption() const {
  Page page = inside("You are about to close this case", -1);
  page.back = Link{"", "/case"};
  page.content =
      draw(Panel{.title = "You are about to ask for this case to be closed",
                 .text = "A second person must agree. Until then the case stays open and its clock runs.",
                 .kind = Panel::Kind::interruption,
                 .buttons = {{.text = "Ask for closure"}},
                 .links = {{"Go back to the case", "/case"}}});
  write("interruption", page);
}

void Gallery::notices() const {
  Page page = inside("Notices", -1);
  page.content =
      draw(Breadcrumbs{.crumbs = {{"Cases", "/cases"}, {"K-3F8M-2TRA", "/case"}, {"Notices", ""}}});
  page.content += draw(NotificationBanner{.text = "The entry was added to the chronology.",
                                          .kind = NotificationBanner::Kind::success});
  Html tags;
  const std::pair<const char*, Tag::Colour> colours[] = {
      {"Plain", Tag::Colour::plain},     {"Grey", Tag::Colour::grey}, {"Green", Tag::Colour::green},
      {"Teal", Tag::Colour::teal},       {"Blue", Tag::Colour::blue}, {"Purple", Tag::Colour::purple},
      {"Magenta", Tag::Colour::magenta}, {"Red", Tag::Colour::red},   {"Orange", Tag::Colour::orange},
      {"Yellow", Tag::Colour::yellow}};
  for (const auto& [name, colour] : colours) tags += draw(Tag{.text = name, .colour = colour});
  Html badges;
  const std::pair<const char*, Badge::Colour> marks[] = {
      {"Brand", Badge::Colour::brand}, {"Red", Badge::Colour::red},       {"Green", Badge::Colour::green},
      {"Blue", Badge::Colour::blue},   {"Purple", Badge::Colour::purple}, {"Grey", Badge::Colour::grey},
      {"Black", Badge::Colour::black}};
  for (const auto& [name, colour] : marks) badges += draw(Badge{.text = name, .colour = colour});
  page.content += draw_all(
      "Notices", "",
      {{"Tags", tags},
       {"Badges", badges},
       {"Inset",
        draw(InsetText{.text = "The clock stops while you wait for an answer from another university."})},
       {"Warning", draw(WarningText{.text = "What is destroyed cannot be brought back."})},
       {"More", draw(Details{.summary = "Why we ask this",
                             .text = "The answer decides who may read the record.",
                             .open = true})},
       {"Table",
        draw(Table{.caption = "Concerns by month",
                   .caption_size = Size::s,
                   .columns = {{"Month"}, {"Received", true}, {"Became a case", true}},
                   .rows = {{"September", "41", "6"}, {"October", "58", "11"}, {"November", "37", "9"}},
                   .first_is_heading = true})},
       {"Important", draw(Panel{.title = "Application complete", .heading = Heading::h3})}});
  write("notices", page);
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 3) {
    std::cerr << "usage: gallery GENERATED_FOLDER OUTPUT_FOLDER\n";
    return 2;
  }
  const fs::path source{REGARD_SOURCE_DIR}, generated{arguments[1]}, output{arguments[2]};
  Embedded embedded;
  embedded.add(source / "src/platform/html", "platform/html/");
  embedded.add(source / "assets/gallery", "gallery/");
  embedded.add(generated / "assets", "assets/");
  const auto list = embedded.files();
  const Files files{list};
  std::vector<i18n::Language> languages;
  languages.emplace_back("en", files);
  const Views views{files, languages};
  fs::create_directories(output);
  std::ofstream{generated / "assets/brand.css"} << brand_style("#1d4f76");
  const Gallery gallery{views, languages.front(), output};
  gallery.landing();
  gallery.question();
  gallery.mistakes();
  gallery.fields();
  gallery.check_answers();
  gallery.confirmation();
  gallery.today();
  gallery.list();
  gallery.case_page();
  gallery.interruption();
  gallery.notices();
}
