#include "webfilter/reader/reader.h"

#include <atomic>
#include <cstring>
#include <thread>

#include "platform/base/calendar.h"
#include "platform/db/fault.h"
#include "platform/log/log.h"
#include "webfilter/engine/follow/changes.h"
#include "webfilter/engine/follow/follower.h"
#include "webfilter/engine/host_list.h"
#include "webfilter/engine/input/input.h"
#include "webfilter/engine/syslog/listener.h"
#include "webfilter/intake/findings.h"
#include "webfilter/policy/policy.h"
#include "webfilter/reader/understanding.h"
#include "webfilter/weblog/reading.h"

namespace regard::webfilter {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr std::size_t kBatch = 16 << 20;      // bytes of one transaction
constexpr seconds kGather{1}, kLook{10};      // a busy log's lines of a second are one batch; a quiet one is looked at so often
constexpr seconds kAgain{5}, kBeginAgain{30};  // after a fault of the database, and of anything else
constexpr std::chrono::minutes kAlive{1};     // how often a reader without lines says that it is there

// What this program's threads share.
class OneReader {
 public:
  OneReader(const web::Services& services, const Files& files, const Following& following, const config::Reader& reader)
      : services_{services}, files_{files}, following_{following}, reader_{reader},
        described_{.centres = following.web_filter.centres.value_or(std::filesystem::path{}), .block_pages = following.web_filter.block_pages, .format = reader.format, .mapping = reader.mapping.value_or(std::filesystem::path{}),
                   .zone = reader.zone.empty() ? following.web_filter.zone : reader.zone, .realms = following.web_filter.realms} {}

  // Kept: it is in the database now. Not yet: another reader was faster. Not understood: only somebody can mend that.
  enum class Kept { kept, not_yet, not_understood };
  // `else_well`: nothing that came before stands in the way any more.
  Kept keep_batch(const Batch& batch, bool else_well) {
    try {
      look_at_policy();
      Findings findings = understanding_->of(batch);
      findings.fault = else_well ? of_files_ : fault();
      return kept(findings);
    } catch (const InputFault& fault) {
      say(fault.what());
      if (batch.source.kind == SourceKind::syslog && understanding_) {
        Findings unread = understanding_->unread(batch);
        unread.fault = fault.what();
        kept(unread);
      }
    } catch (const FormatMistake& mistake) {
      say(mistake.what());
    } catch (const CentresMistake& mistake) {
      say(mistake.what());
    }
    return Kept::not_understood;
  }

  // Of what was given to be kept nothing stands in the way any more.
  void all_is_well() { not_understood_.clear(); }
  // What the follower says of files, as long as they are there.
  void stands(std::string words) { of_files_ = std::move(words); }
  std::string fault() const { return not_understood_.empty() ? of_files_ : not_understood_; }
  bool is_at_fault() const { return !fault().empty(); }

  void say(const std::string& words) {
    if (words == not_understood_) return;
    not_understood_ = words;
    tell(words);
  }
  void tell(const std::string& words) {
    log::write(log::Level::warning, "web_reader.told", {{"reader", log::Safe{reader_.name}}, {"words", log::Safe{words}}});
    say_reader(services_.database, reader_.name, words, services_.clock.now());
    following_.tell(reader_.name + ": " + words);
  }

  void be_alive() {
    const Instant now = services_.clock.now();
    if (now - said_ < kAlive) return;
    said_ = now;
    say_reader(services_.database, reader_.name, fault(), now);
  }

  PlaceOf places() {
    return [this](const std::string& fingerprint) {
      auto read = services_.database.read();
      return place_of(read, fingerprint);
    };
  }

  void look_at_policy() {
    const Date today = london_date(services_.clock.now());
    auto read = services_.database.read();
    const auto themes = services_.provisions.in_force(read, kThemes, today)->version;
    if (!policy_ || themes != themes_version_) {
      understanding_.reset();
      policy_ = std::make_unique<Policy>(policy(read, services_.provisions, today));
      add_lists(policy_->themes);
      understanding_ = std::make_unique<Understanding>(files_, described_, policy_->themes);
      themes_version_ = themes;
    } else {
      policy_->ladder = ladder(read, services_.provisions, today);
    }
  }

  // Lists of hosts of the operator's own: they may be long, change by the day and must not be read, so they are files.
  void add_lists(Themes& themes) const {
    for (const auto& [theme, file] : following_.web_filter.lists) {
      const HostList list = host_list(text_of(file));
      if (list.left_out > 0) log::write(log::Level::warning, "web_reader.list_lines_left_out", {{"theme", log::Safe{theme}}, {"lines", static_cast<std::int64_t>(list.left_out)}});
      themes.add(theme, list);
    }
  }

  const config::Reader& reader() const { return reader_; }
  const web::Services& services() const { return services_; }

 private:
  Kept kept(const Findings& findings) {
    const auto keeping = keep(services_, policy_->themes, policy_->ladder, findings, services_.clock.now());
    said_ = services_.clock.now();
    return keeping == Keeping::kept ? Kept::kept : Kept::not_yet;
  }

  const web::Services& services_;
  const Files& files_;
  const Following& following_;
  const config::Reader& reader_;
  const Described described_;
  std::unique_ptr<Policy> policy_;
  std::string themes_version_;
  std::unique_ptr<Understanding> understanding_;
  std::string not_understood_, of_files_;
  Instant said_{};
};

void wait(const std::stop_token& stop, milliseconds most) {
  std::mutex mutex;
  std::unique_lock lock{mutex};
  std::condition_variable_any stopped;
  stopped.wait_for(lock, stop, most, [] { return false; });
}

// What a database that went away keeps from being kept is tried again: nothing of it was counted. After a stop it is tried once.
template <class Step>
void until_it_is_done(const std::stop_token& stop, const Step& step) {
  do {
    try {
      return step();
    } catch (const db::Fault&) {
      log::write(log::Level::error, "web_reader.database");
      wait(stop, kAgain);
    }
  } while (!stop.stop_requested());
}

// False: something of it could not be understood.
bool follow_files(OneReader& reading, bool once, const std::stop_token& stop) {
  const auto& reader = reading.reader();
  const crypto::Secret secret = reading.services().keyring.purpose("web logs");
  FollowSettings settings{.name = reader.name, .pattern = reader.files, .key = {}, .begin = reader.from_the_beginning ? Begin::all : Begin::now, .batch_bytes = kBatch};
  std::memcpy(settings.key.data(), secret.bytes(), settings.key.size());
  Follower follower{settings, reading.places(), [&](const std::string& words) { reading.tell(words); }};
  Changes changes{{reader.files}};
  while (!stop.stop_requested()) {
    bool waits = true;
    until_it_is_done(stop, [&] {
      reading.be_alive();
      const auto batch = follower.next(reading.services().clock.now());
      reading.stands(follower.fault());
      if (!batch) return;
      const auto kept = reading.keep_batch(*batch, !follower.has_set_aside());
      if (kept == OneReader::Kept::not_understood) {
        waits = !follower.set_aside(reading.services().clock.now());
        return;
      }
      if (kept == OneReader::Kept::kept) follower.committed();
      if (!follower.has_set_aside()) reading.all_is_well();
      waits = kept == OneReader::Kept::not_yet;
    });
    if (!waits) continue;
    if (once) break;
    changes.wait(stop, kGather, kLook);
  }
  return !reading.is_at_fault();
}

Transport transport(config::Reader::Listen::By by) {
  switch (by) {
    case config::Reader::Listen::By::udp: return Transport::udp;
    case config::Reader::Listen::By::tcp: return Transport::tcp;
    case config::Reader::Listen::By::tls: return Transport::tls;
  }
  throw std::logic_error("By outside its enumerators");
}

void hear_syslog(OneReader& reading, const std::stop_token& stop) {
  const auto& reader = reading.reader();
  SyslogSettings settings;
  settings.name = reader.name;
  for (const auto& listen : reader.syslog) settings.listen.push_back({transport(listen.by), listen.address, listen.port});
  if (reader.tls_certificate && reader.tls_key)
    settings.tls = SyslogTls{*reader.tls_certificate, *reader.tls_key, reader.tls_client_authority.value_or(std::filesystem::path{})};
  settings.senders = reader.senders;
  SyslogListener listener{settings};
  while (!listener.is_finished()) {
    if (stop.stop_requested()) listener.stop();  // what came before is still kept
    until_it_is_done(stop, [&] {
      reading.be_alive();
      const auto batch = listener.next(stop, kGather);
      // What nobody understands is not kept back: whoever sends would wait, and be no wiser.
      if (!batch) return;
      if (reading.keep_batch(*batch, true) != OneReader::Kept::not_understood) reading.all_is_well();
      listener.committed();
    });
  }
}

// Whatever one reader meets, the others go on, and it begins again: a file that was missing may be there by then.
int run(OneReader& reading, bool once, const std::stop_token& stop) {
  while (true) {
    try {
      if (reading.reader().files.empty()) {
        if (!once) hear_syslog(reading, stop);
        return 0;
      }
      return follow_files(reading, once, stop) ? 0 : 1;
    } catch (const db::Fault&) {
      log::write(log::Level::error, "web_reader.database");
    } catch (const std::exception& fault) {
      until_it_is_done(stop, [&] { reading.say(fault.what()); });
    }
    if (once || stop.stop_requested()) return 1;
    wait(stop, kBeginAgain);
  }
}

}  // namespace

int follow(const web::Services& services, const Files& files, const Following& following, const std::stop_token& stop) {
  std::atomic<int> code = 0;
  std::vector<std::jthread> threads;
  for (const auto& reader : following.readers)
    threads.emplace_back([&] {
      OneReader reading{services, files, following, reader};
      if (const int own = run(reading, following.once, stop); own != 0) code = own;
    });
  threads.clear();
  return code;
}

}  // namespace regard::webfilter
