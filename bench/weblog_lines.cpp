// Makes a log of a web filter for measuring: the same from the same seed, as large as is asked for, as true to a university's
// proxy as can be without one. Hosts, pages, users and agents are drawn by their rank (Zipf), each client goes through pages whose
// parts follow them, Squid asks who somebody is (407), sites refuse by themselves (403).
//
//   bench_weblog_lines squid|fortigate|zscaler|paloalto BYTES BLOCKED_PER_100000 [PEOPLE [DAYS [SEED [SECOND]]]]
//
// SECOND: since 1970, of the first line.
#include <fmt/compile.h>
#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <iterator>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace {

using Random = std::mt19937_64;

std::uint64_t below(Random& random, std::uint64_t number) { return static_cast<std::uint64_t>((static_cast<unsigned __int128>(random()) * number) >> 64); }

template <std::size_t n>
std::string_view one_of(Random& random, const std::string_view (&texts)[n]) {
  return texts[below(random, n)];
}

// Ranks from 0 that come as often as 1 / (rank + 1).
class Ranks {
 public:
  explicit Ranks(std::size_t number) {
    double sum = 0;
    for (std::size_t i = 0; i < number; ++i) sums_.push_back(sum += 1.0 / static_cast<double>(i + 1));
  }
  std::size_t draw(Random& random) const {
    const double at = std::uniform_real_distribution<double>{0, sums_.back()}(random);
    return static_cast<std::size_t>(std::ranges::lower_bound(sums_, at) - sums_.begin());
  }

 private:
  std::vector<double> sums_;
};

constexpr std::string_view kSyllables[] = {"ba", "co", "dri", "el", "fa", "gro", "hin", "is", "jo", "ka", "lum", "mer", "no", "or", "pix", "qua", "ri", "sto", "tra", "un", "vel", "wi", "xa", "yo", "zen", "net", "web", "soft", "shop", "news"};
constexpr std::string_view kBefore[] = {"www.", "www.", "", "cdn.", "api.", "static.", "img1.", "login.", "ads.", "track.", "eu-west-1.edge.", "a248.e."};
constexpr std::string_view kAfter[] = {".com", ".com", ".com", ".co.uk", ".org", ".net", ".ac.uk", ".io", ".de", ".cloudfront.net", ".amazonaws.com", ".gov.uk"};
constexpr std::string_view kFolders[] = {"/", "/assets/", "/static/js/", "/images/2026/", "/wp-content/uploads/2025/11/", "/api/v2/", "/en/study/courses/", "/news/uk/", "/library/search/", "/_next/static/chunks/", "/media/thumbs/"};
constexpr std::string_view kAgents[] = {
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36 Edg/131.0.0.0",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1",
    "Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0", "Microsoft-Delivery-Optimization/10.0", "Spotify/9.0.2 Win32_x86_64/0 (PC desktop)"};
struct Kind {
  std::string_view ending, type;
};
constexpr Kind kKinds[] = {{"", "text/html"}, {".html", "text/html"}, {".js", "application/javascript"}, {".js", "application/javascript"}, {".css", "text/css"}, {".png", "image/png"},
                           {".jpg", "image/jpeg"}, {".webp", "image/webp"}, {".json", "application/json"}, {".woff2", "font/woff2"}, {".gif", "image/gif"}, {".mp4", "video/mp4"}};
constexpr std::string_view kHarmless[] = {"Information Technology", "Search Engines and Portals", "Education", "News and Media", "Advertising", "Content Servers", "Social Networking", "Streaming Media and Download", "Web Analytics", "Business"};
constexpr std::string_view kRefused[] = {"Gambling", "Pornography", "Malicious Websites", "Phishing", "Proxy Avoidance", "Hacking", "Peer-to-peer File Sharing", "Extremist Groups", "Weapons (Sales)", "Terrorism"};

std::string word(Random& random, int syllables) {
  std::string made;
  for (int i = 0; i < syllables; ++i) made += one_of(random, kSyllables);
  return made;
}

// What one line says, before it is written as some product does.
struct Line {
  std::int64_t ms;
  std::string client;
  std::string_view user, host, method, type, agent, category;
  std::string path;  // begins with /
  bool tunnel = false, blocked = false, asked = false, refused_there = false;
  std::uint64_t bytes = 0, elapsed = 0, number = 0;
};

class University {
 public:
  University(std::uint64_t seed, std::size_t people, std::int64_t days, std::uint64_t blocked, std::int64_t begins)
      : random_{seed}, user_ranks_{people}, host_ranks_{60'000}, page_ranks_{5'000}, bad_ranks_{4'000}, blocked_{blocked}, days_{days}, begins_{begins} {
    for (std::size_t i = 0; i < people; ++i) users_.push_back(word(random_, 2) + std::to_string(100 + below(random_, 900)));
    for (int i = 0; i < 60'000; ++i) hosts_.push_back(std::string{one_of(random_, kBefore)} + word(random_, 2 + static_cast<int>(below(random_, 3))) + std::string{one_of(random_, kAfter)});
    for (int i = 0; i < 4'000; ++i) bad_.push_back(std::string{one_of(random_, kBefore)} + word(random_, 3) + "-" + word(random_, 1) + std::string{one_of(random_, kAfter)});
    for (int i = 0; i < 5'000; ++i) pages_.push_back(page());
  }

  // `done` from 0 to 1: how much of the log there is.
  void next(Line& line, double done) {
    if (at_.size() < 400 && below(random_, 4) == 0) at_.push_back({user_ranks_.draw(random_), host_ranks_.draw(random_)});
    if (at_.empty()) at_.push_back({user_ranks_.draw(random_), host_ranks_.draw(random_)});
    auto& visit = at_[below(random_, at_.size())];
    if (below(random_, 12) == 0) visit = {user_ranks_.draw(random_), host_ranks_.draw(random_)};
    line.number = ++number_;
    line.ms = begins_ * 1000 + static_cast<std::int64_t>(done * static_cast<double>(days_) * 86'400'000.0);
    line.blocked = below(random_, 100'000) < blocked_;
    line.asked = !line.blocked && below(random_, 100) < 3;
    line.refused_there = !line.blocked && !line.asked && below(random_, 1000) < 4;
    line.client.clear();
    fmt::format_to(std::back_inserter(line.client), FMT_COMPILE("10.{}.{}.{}"), 20 + visit.user % 7, visit.user / 250 % 250, visit.user % 250 + 1);
    line.user = users_[line.blocked ? user_ranks_.draw(random_) : visit.user];
    line.host = line.blocked ? bad_[bad_ranks_.draw(random_)] : hosts_[visit.host];
    line.tunnel = below(random_, 100) < 45;
    const Kind& kind = kKinds[below(random_, std::size(kKinds))];
    line.type = kind.type;
    line.method = line.tunnel ? "CONNECT" : below(random_, 20) == 0 ? "POST" : "GET";
    line.path.assign(pages_[page_ranks_.draw(random_)]).append(kind.ending);
    if (below(random_, 4) == 0) fmt::format_to(std::back_inserter(line.path), FMT_COMPILE("?v={:x}&utm_source=feed&cid={}.{}"), random_() >> 20, below(random_, 1'000'000'000), below(random_, 1'000'000'000));
    line.agent = kAgents[visit.user % std::size(kAgents)];
    line.category = line.blocked ? one_of(random_, kRefused) : kHarmless[visit.host % std::size(kHarmless)];
    line.bytes = line.blocked || line.asked ? 3'000 + below(random_, 1'500) : below(random_, 10) == 0 ? below(random_, 2'000'000) : below(random_, 30'000);
    line.elapsed = below(random_, 8) == 0 ? below(random_, 60'000) : below(random_, 400);
  }
  Random& random() { return random_; }

 private:
  struct Visit {
    std::size_t user, host;
  };
  std::string page() {
    std::string made{one_of(random_, kFolders)};
    for (std::uint64_t i = below(random_, 3); i > 0; --i) made += word(random_, 2) + (below(random_, 2) ? "/" : "-");
    return made + word(random_, 3);
  }
  Random random_;
  Ranks user_ranks_, host_ranks_, page_ranks_, bad_ranks_;
  std::vector<std::string> users_, hosts_, bad_, pages_;
  std::vector<Visit> at_;
  std::uint64_t blocked_, number_ = 0;
  std::int64_t days_, begins_;
};

struct Clock {
  std::tm local;
  explicit Clock(std::int64_t ms) {
    const std::time_t seconds = ms / 1000;
    gmtime_r(&seconds, &local);
  }
  std::string date(char between) const { return fmt::format(FMT_COMPILE("{:04}{}{:02}{}{:02}"), local.tm_year + 1900, between, local.tm_mon + 1, between, local.tm_mday); }
  std::string time() const { return fmt::format(FMT_COMPILE("{:02}:{:02}:{:02}"), local.tm_hour, local.tm_min, local.tm_sec); }
};

void squid(const Line& line, std::string& out) {
  const std::string_view result = line.blocked ? "TCP_DENIED/403" : line.asked ? "TCP_DENIED/407" : line.refused_there ? "TCP_MISS/403" : line.tunnel ? "TCP_TUNNEL/200"
                                  : line.number % 5 == 0 ? "TCP_REFRESH_UNMODIFIED/304" : line.number % 3 == 0 ? "TCP_MEM_HIT/200" : "TCP_MISS/200";
  fmt::format_to(std::back_inserter(out), FMT_COMPILE("{}.{:03} {:6} {} {} {} {} "), line.ms / 1000, line.ms % 1000, line.elapsed, line.client, result, line.bytes, line.method);
  if (line.tunnel) fmt::format_to(std::back_inserter(out), FMT_COMPILE("{}:443"), line.host);
  else fmt::format_to(std::back_inserter(out), FMT_COMPILE("http://{}{}"), line.host, line.path);
  out.append(" ").append(line.asked ? "-" : line.user);
  if (line.blocked || line.asked) out += " HIER_NONE/-";
  else fmt::format_to(std::back_inserter(out), FMT_COMPILE(" HIER_DIRECT/{}.{}.{}.{}"), 11 + line.number % 180, line.host.size() * 7, line.number / 7 % 250, line.number % 250);
  out.append(" ").append(line.tunnel && !line.blocked ? "-" : line.blocked || line.asked ? "text/html" : line.type).append("\n");
}

void fortigate(const Line& line, std::string& out) {
  const Clock clock{line.ms};
  fmt::format_to(std::back_inserter(out), FMT_COMPILE("<{}>date={} time={} devname=\"fw-core-1\" devid=\"FG200FT921904417\" eventtime={}{:06} tz=\"+0000\" logid=\"{}\" type=\"utm\" subtype=\"webfilter\" eventtype=\"{}\" level=\"{}\" vd=\"campus\" "
                                                      "policyid={} sessionid={} user=\"{}\" group=\"students\" authserver=\"ad-uni\" srcip={} srcport={} srccountry=\"Reserved\" srcintf=\"lan{}\" srcintfrole=\"lan\" "),
                 line.blocked ? 188 : 189, clock.date('-'), clock.time(), line.ms, line.number % 1'000'000, line.blocked ? "0316013056" : "0317013312", line.blocked ? "ftgd_blk" : "ftgd_allow",
                 line.blocked ? "warning" : "notice", 20 + line.number % 40, line.number * 17, line.user, line.client, 1024 + line.number % 60'000, line.number % 4);
  fmt::format_to(std::back_inserter(out), FMT_COMPILE("dstip={}.{}.{}.{} dstport=443 dstcountry=\"United States\" dstintf=\"wan1\" dstintfrole=\"wan\" proto=6 service=\"HTTPS\" hostname=\"{}\" profile=\"campus-default\" action=\"{}\" reqtype=\"{}\" url=\"https://{}{}\" "
                                                      "sentbyte={} rcvdbyte={} direction=\"outgoing\" msg=\"URL belongs to {} category in policy\" method=\"domain\" cat={} catdesc=\"{}\"\n"),
                 11 + line.number % 180, line.host.size() * 7, line.number / 7 % 250, line.number % 250, line.host, line.blocked ? "blocked" : "passthrough", line.number % 3 ? "direct" : "referral", line.host, line.path,
                 300 + line.number % 3000, line.bytes, line.blocked ? "a denied" : "an allowed", line.blocked ? 11 : 52, line.category);
}

void zscaler(const Line& line, std::string& out) {
  const Clock clock{line.ms};
  fmt::format_to(std::back_inserter(out), FMT_COMPILE("{{\"sourcetype\":\"zscalernss-web\",\"event\":{{\"datetime\":\"{} {}\",\"reason\":\"{}\",\"event_id\":\"{}\",\"protocol\":\"HTTPS\",\"action\":\"{}\",\"transactionsize\":\"{}\",\"responsesize\":\"{}\",\"requestsize\":\"{}\","
                                                      "\"urlcategory\":\"{}\",\"serverip\":\"{}.{}.{}.{}\",\"requestmethod\":\"{}\",\"refererURL\":\"{}\",\"useragent\":\"{}\",\"product\":\"NSS\",\"location\":\"Main%20campus\",\"ClientIP\":\"{}\",\"status\":\"{}\","),
                 clock.date('-'), clock.time(), line.blocked ? "Not allowed to browse this category" : "Allowed", 7'400'000'000'000'000'000 + line.number, line.blocked ? "Blocked" : "Allowed", line.bytes + 900, line.bytes, 900,
                 line.category, 11 + line.number % 180, line.host.size() * 7, line.number / 7 % 250, line.number % 250, line.method, line.number % 3 ? "None" : line.host, line.agent, line.client, line.blocked ? 403 : 200);
  fmt::format_to(std::back_inserter(out), FMT_COMPILE("\"user\":\"{}@uni.example\",\"url\":\"{}{}\",\"vendor\":\"Zscaler\",\"hostname\":\"{}\",\"clientpublicIP\":\"192.0.2.{}\",\"threatcategory\":\"None\",\"threatname\":\"None\",\"filetype\":\"None\",\"appname\":\"General Browsing\",\"pagerisk\":\"{}\","
                                                      "\"department\":\"Students\",\"urlsupercategory\":\"{}\",\"appclass\":\"General Browsing\",\"dlpengine\":\"None\",\"urlclass\":\"{}\",\"threatclass\":\"None\",\"dlpdictionaries\":\"None\",\"fileclass\":\"None\",\"bwthrottle\":\"NO\",\"contenttype\":\"{}\","
                                                      "\"unscannabletype\":\"None\",\"deviceowner\":\"{}\",\"devicehostname\":\"PC-{}\",\"keyprotectiontype\":\"Software Protection\"}}}}\n"),
                 line.user, line.host, line.path, line.host, line.number % 4 + 1, line.number % 40, line.category, line.blocked ? "Legal Liability" : "Business Use", line.type, line.user, line.user);
}

void paloalto(const Line& line, std::string& out) {
  const Clock clock{line.ms};
  const std::string when = clock.date('/') + " " + clock.time();
  fmt::format_to(std::back_inserter(out), FMT_COMPILE("1,{},012801096514,THREAT,url,2561,{},{},{}.{}.{}.{},192.0.2.9,{}.1.2.3,students-web,uni\\{},,ssl,vsys1,campus,internet,ae1.{},ae2,panorama-log,{},{},1,{},443,{},443,0x40b000,tcp,{},\"{}{}{}\",(9999),{},informational,client-to-server,{},"),
                 when, when, line.client, 11 + line.number % 180, line.host.size() * 7, line.number / 7 % 250, line.number % 250, 11 + line.number % 180, line.user, line.number % 5, when, line.number % 4'000'000,
                 1024 + line.number % 60'000, 1024 + line.number * 7 % 60'000, line.blocked ? "block-url" : "alert", line.host, line.tunnel ? ":443" : "", line.tunnel ? "/" : line.path, line.category, 7'000'000'000 + line.number);
  fmt::format_to(std::back_inserter(out), FMT_COMPILE("0x8000000000000000,10.0.0.0-10.255.255.255,United States,,{},0,,,1,\"{}\",,,,,,,0,12,34,56,0,campus,fw-edge-1,,,,{},0,,0,,N/A,unknown,AppThreat-0-0,0x0,0,4294967295,,\"{},low-risk\",8f5a1b2c-3d4e-5f60-7182-93a4b5c6d7e8,0,,,,,,,,,,,,,,,,,,,,,,,,,,,{}T{}.{:03}+00:00,,,,internet-utility,general-internet,browser-based,4,\"used-by-malware,able-to-transfer-file,has-known-vulnerability\",,web-browsing,no,no,\n"),
                 line.type, line.agent, line.method == "CONNECT" ? "get" : line.method == "GET" ? "get" : "post", line.category, clock.date('-'), clock.time(), line.ms % 1000);
}

}  // namespace

int main(int count, char** argument) {
  if (count < 4) {
    std::fputs("bench_weblog_lines squid|fortigate|zscaler|paloalto BYTES BLOCKED_PER_100000 [PEOPLE [DAYS [SEED [SECOND]]]]\n", stderr);
    return 2;
  }
  const std::string_view format = argument[1];
  const auto size = std::strtoull(argument[2], nullptr, 10);
  University university{count > 6 ? std::strtoull(argument[6], nullptr, 10) : 7, count > 4 ? std::strtoull(argument[4], nullptr, 10) : 12'000,
                        count > 5 ? std::strtoll(argument[5], nullptr, 10) : 7, std::strtoull(argument[3], nullptr, 10), count > 7 ? std::strtoll(argument[7], nullptr, 10) : 1'790'550'000};
  const auto write = format == "squid" ? squid : format == "fortigate" ? fortigate : format == "zscaler" ? zscaler : format == "paloalto" ? paloalto : nullptr;
  if (!write) return 2;
  std::string out;
  Line line;
  for (unsigned long long done = 0; done < size;) {
    out.clear();
    while (out.size() < (1 << 20) && done + out.size() < size) {
      university.next(line, static_cast<double>(done + out.size()) / static_cast<double>(size));
      write(line, out);
    }
    if (std::fwrite(out.data(), 1, out.size(), stdout) != out.size()) return 1;
    done += out.size();
  }
  return 0;
}
