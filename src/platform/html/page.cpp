#include "platform/html/page.h"

#include "platform/html/components.h"

namespace regard::html {
namespace {

constexpr std::string_view kExit = "/exit";

void show_if(View& view, bool condition, std::string_view section) {
  if (condition) view.show(section);
}

void fill_head(View& view, const Page& page) {
  const Views& views = view.views();
  view.set("LANGUAGE", view.language().code())
      .set("TITLE", page.title)
      .set_if("TITLE_PROVIDER", page.provider);
  show_if(view, page.mistakes, "MISTAKES");
  view.set("STYLE", views.asset("app.css")).set("SCRIPT", views.asset("app.js"));
  view.set("ICON", views.asset("icons/favicon.svg")).set_if("BRAND", page.brand);
}

void fill_header(View& view, const Page& page) {
  view.set("HOME", page.home).set_if("LOGO", page.logo).set_if("PROVIDER", page.provider);
  show_if(view, page.provider.empty(), "NO_PROVIDER");
  if (page.signed_in_as.empty()) return;
  view.section("SIGNED_IN").set("PERSON", page.signed_in_as).set("CSRF", page.csrf);
}

void fill_languages(View& view, const Page& page) {
  if (page.languages.size() < 2) return;
  View list = view.section("LANGUAGES");
  for (const LanguageLink& language : page.languages) {
    View item =
        list.section("A_LANGUAGE").section(language.href.empty() ? "LANGUAGE_HERE" : "LANGUAGE_THERE");
    item.set("LANGUAGE_CODE", language.code).set("LANGUAGE_NAME", language.name);
    if (!language.href.empty()) item.set("LANGUAGE_HREF", language.href);
  }
}

void fill_navigation(View& view, const std::vector<Link>& links) {
  if (links.empty()) return;
  View navigation = view.section("NAVIGATION");
  show_if(navigation, links.size() > 1, "NAVIGATION_TOGGLE");
  for (const Link& link : links) {
    View item = navigation.section("NAVIGATION_ITEM");
    item.set("NAVIGATION_TEXT", link.text).set("NAVIGATION_HREF", link.href);
    item.set("NAVIGATION_HERE", link.here == Link::Here::yes ? "page" : "true");
    show_if(item, link.here != Link::Here::no, "NAVIGATION_CURRENT");
  }
}

void fill_footer(View& view, const Page& page) {
  const Notices& notices = page.notices;
  view.set_if("FOOTER_PROVIDER", page.provider).set_if("FOOTER_CONTACT", notices.contact);
  if (notices.privacy_url.empty() && notices.accessibility_url.empty()) return;
  view.section("FOOTER_LINKS").set_if("PRIVACY_URL", notices.privacy_url).set_if("ACCESSIBILITY_URL", notices.accessibility_url);
}

}  // namespace

void mark_where_one_is(std::vector<Link>& links, std::string_view path) {
  Link* nearest = nullptr;
  for (Link& link : links) {
    const std::string_view href = link.href;
    const bool is_below = href.size() > 1 && path.starts_with(href) && path.substr(href.size()).starts_with('/');
    if ((path == href || is_below) && (!nearest || href.size() > nearest->href.size())) nearest = &link;
  }
  if (nearest) nearest->here = path == nearest->href ? Link::Here::yes : Link::Here::within;
}

Html render(const Views& views, const i18n::Language& language, const Page& page) {
  View view{views, language, "platform/html/page.html"};
  fill_head(view, page);
  add(view, "SKIP_LINK", SkipLink{});
  if (page.exit_this_page) {
    view.section("EXIT_LINK").set("EXIT_LINK_HREF", kExit);
    add(view, "EXIT", ExitThisPage{.href = std::string{kExit}});
  }
  fill_header(view, page);
  fill_languages(view, page);
  fill_navigation(view, page.navigation);
  if (page.back) add(view, "BACK", BackLink{.href = page.back->href, .text = page.back->text});
  view.set("ABOVE_HTML", page.above);
  view.show(page.width == Page::Width::wide ? "WIDE" : "NARROW").set("CONTENT_HTML", page.content);
  fill_footer(view, page);
  return view.render();
}

}  // namespace regard::html
