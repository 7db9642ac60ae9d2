#include "program/serve.h"

#include <malloc.h>
#include <signal.h>
#include <sys/prctl.h>

#include <iostream>

#include "platform/http/server.h"
#include "platform/log/log.h"
#include "program/jobs.h"
#include "webfilter/webfilter.h"

namespace regard::program {
namespace {

http::Response plain(std::string text, int status = 200) {
  http::Response response;
  response.status = status;
  response.header("Content-Type", "text/plain; charset=utf-8").header("Cache-Control", "no-store");
  response.body = std::move(text);
  return response;
}

http::ServerSettings settings_of(const Provider& provider, const web::Site& site) {
  const config::Config& config = provider.config();
  http::ServerSettings settings;
  settings.address = config.listen.address;
  settings.port = config.listen.port;
  if (config.listen.tls_certificate && config.listen.tls_key) settings.tls = http::Tls{*config.listen.tls_certificate, *config.listen.tls_key};
  settings.trusted_proxies = config.listen.trusted_proxies;
  settings.edge_threads = config.limits.edge_threads;
  settings.workers = config.limits.workers;
  settings.connection_limit = config.limits.connections;
  settings.connections_per_address = config.limits.connections_per_address;
  settings.body_limit = config.limits.body_bytes;
  settings.uploads = {.taken_by = [&site](const http::Request& request) { return site.takes_files(request); }, .spools = provider.services().spools};
  settings.any_query = [&site](std::string_view path) { return site.takes_any_query(path); };
  settings.edge_error = [&site](int status, const std::string& number) { return site.edge_error(status, number); };
  return settings;
}

// /healthz: the program runs. /readyz: it can serve, so a proxy may send people here.
std::optional<http::Response> health(const http::Request& request) {
  if (request.path == "/healthz") return plain("ok\n");
  return {};
}

http::Response ready(Provider& provider) {
  if (!provider.database().answers() || !provider.keys().answers()) return plain("a store does not answer\n", 503);
  return plain("ready\n");
}

void add_gauges(log::Metrics& metrics, Provider& provider, const http::Server& server) {
  metrics.gauge("connections", "Connections that are open", [&server] { return static_cast<double>(server.counts().connections_now); });
  metrics.gauge("connections_refused", "Connections turned away since the start", [&server] { return static_cast<double>(server.counts().refused); });
  metrics.gauge("requests_received", "Requests since the start, those answered at the edge included",
                [&server] { return static_cast<double>(server.counts().requests); });
  metrics.gauge("requests_waiting", "Requests that wait for a worker", [&server] { return static_cast<double>(server.counts().waiting_now); });
  metrics.gauge("requests_turned_away", "Requests answered 503 since the start, as too many waited",
                [&server] { return static_cast<double>(server.counts().turned_away); });
  metrics.gauge("answers_held", "Answers that wait to be sent, as what they cost",
                [&server] { return static_cast<double>(server.counts().held_now); });
  metrics.gauge("outbox_waiting", "Deferred work that waits", [&provider] {
    auto read = provider.database().read();
    return static_cast<double>(outbox::counts(read).waiting);
  });
  metrics.gauge("outbox_failed", "Deferred work that was given up", [&provider] {
    auto read = provider.database().read();
    return static_cast<double>(outbox::counts(read).failed);
  });
  for (const auto& measure : webfilter::reader_measures())
    metrics.gauges(std::string{measure.name}, std::string{measure.help}, "reader", [&provider, measure] {
      auto read = provider.database().read();
      return webfilter::measured(read, measure, provider.services().clock.now());
    });
  metrics.gauge("writers_waiting", "Threads that wait to write",
                [&provider] { return static_cast<double>(provider.database().writers_waiting()); });
}

std::unique_ptr<http::Server> metrics_server(log::Metrics& metrics, const config::Metrics& wanted) {
  if (wanted.port == 0) return nullptr;
  http::ServerSettings settings;
  settings.address = wanted.address;
  settings.port = wanted.port;
  settings.workers = 1;
  settings.connection_limit = 20;
  const auto answer = [&metrics](const http::Request& request) {
    if (request.path != "/metrics") return plain("not found\n", 404);
    http::Response response = plain(metrics.text());
    response.headers.front().second = "text/plain; version=0.0.4; charset=utf-8";
    return response;
  };
  auto server = std::make_unique<http::Server>(settings, [](const http::Request&) { return std::nullopt; }, answer);
  server->start();
  return server;
}

void wait_for_a_signal(const sigset_t& signals) {
  int signal = 0;
  sigwait(&signals, &signal);
}

// A database that is gone must not keep the program from stopping well.
void last_checkpoint(Provider& provider) {
  try {
    export_checkpoint(provider, provider.services().clock.now());
  } catch (const std::exception&) {
    log::write(log::Level::error, "audit.checkpoint_not_exported", {{"to", "anywhere"}});
  }
}

}  // namespace

sigset_t hold_stop_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  return signals;
}

int serve(Provider& provider, const std::string& welcome) {
  const sigset_t signals = hold_stop_signals();
  signal(SIGPIPE, SIG_IGN);
  prctl(PR_SET_DUMPABLE, 0);  // keys are in memory: no other program of the same user looks into it (root still may)
  mallopt(M_ARENA_MAX, 2);  // an arena for each worker would keep memory that none needs

  log::Metrics metrics;
  const auto site = make_site(provider, metrics);
  add_jobs(provider);
  http::Server server{settings_of(provider, *site),
                      [&site](const http::Request& request) {
                        auto answer = health(request);
                        return answer ? answer : site->at_once(request);
                      },
                      [&](const http::Request& request) { return request.path == "/readyz" ? ready(provider) : site->handle(request); }};
  add_gauges(metrics, provider, server);
  server.start();
  const auto metrics_port = metrics_server(metrics, provider.config().metrics);
  provider.outbox().start();
  if (provider.config().supervision.self_approval) log::write(log::Level::warning, "supervision.self_approval");  // one person may close a case alone
  log::write(log::Level::info, "serving", {{"port", server.port()}});
  std::cout << welcome << "Regard is at " << provider.config().listen.public_url << "\n" << std::flush;

  wait_for_a_signal(signals);
  log::write(log::Level::info, "stopping");
  server.stop();
  last_checkpoint(provider);
  provider.outbox().stop();
  log::flush();
  return 0;
}

}  // namespace regard::program
