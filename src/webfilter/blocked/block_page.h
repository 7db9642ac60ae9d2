// The page that people meet instead of a blocked site. Every filter's redirect comes here, so it is answered at the edge out of pieces
// that were rendered before; only the host is put in. Nothing of the request is kept, anywhere.
#pragma once

#include <atomic>
#include <memory>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "platform/provisions/provisions.h"
#include "platform/web/web.h"

namespace regard::webfilter::blocked {

// The one that the browser asks for most, by its code; the first where it asks for none of them.
std::size_t preferred(std::string_view accept_language, const std::vector<std::string>& codes);

class BlockPage {
 public:
  static constexpr std::string_view kPath = "/blocked";

  // Renders it; every minute looks whether the provider's texts are others now.
  BlockPage(const web::Services& services, const std::vector<i18n::Language>& languages);
  ~BlockPage();
  void refresh(Instant now);
  http::Response answer(const http::Request& request) const;  // safe on any thread

 private:
  // In one order of languages.
  struct Rendered {
    std::shared_ptr<const std::string> without_host;
    std::vector<std::string> around_host;  // the host stands between each and the next
    std::size_t size = 0;                  // of them all
  };
  struct Version {
    std::string texts;  // of which version of the provision
    std::vector<Rendered> pages;
  };
  Rendered rendered(const provisions::Provision& provision, std::size_t first) const;
  html::Html content(const provisions::Provision& provision, std::size_t first, std::string_view host) const;
  void keep_up(const std::stop_token& stop);

  const web::Services& services_;
  const std::vector<i18n::Language>& languages_;
  std::vector<std::string> codes_;
  std::atomic<std::shared_ptr<const Version>> version_;
  std::jthread keeps_up_;  // last: it uses all the others
};

}  // namespace regard::webfilter::blocked
