#include "platform/log/metrics.h"

#include <fmt/format.h>
#include <prometheus/counter.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

#include <array>
#include <map>
#include <mutex>
#include <shared_mutex>
#include <vector>

#include "platform/log/log.h"

namespace regard::log {
namespace {

// Around the promises that we test: 30 ms for a page, 150 ms for a start.
const prometheus::Histogram::BucketBoundaries kSeconds{0.001, 0.0025, 0.005, 0.01, 0.03, 0.1, 0.3, 1, 3, 10};

struct RouteMetrics {
  std::array<prometheus::Counter*, 5> by_class;  // 1xx … 5xx
  prometheus::Histogram* seconds;
};

struct Gauge {
  std::string name, help, label;  // without a label there is one value, named ""
  std::function<Metrics::Several()> ask;
};

prometheus::MetricFamily asked(const Gauge& gauge) {
  prometheus::MetricFamily family;
  family.name = gauge.name;
  family.help = gauge.help;
  family.type = prometheus::MetricType::Gauge;
  for (auto& [name, value] : gauge.ask()) {
    auto& metric = family.metric.emplace_back();
    if (!gauge.label.empty()) metric.label.push_back({gauge.label, std::move(name)});
    metric.gauge.value = value;
  }
  return family;
}

}  // namespace

struct Metrics::State {
  prometheus::Registry registry;
  prometheus::Family<prometheus::Counter>& requests = prometheus::BuildCounter()
      .Name("regard_requests_total").Help("Requests answered, by route and class of status.").Register(registry);
  prometheus::Family<prometheus::Histogram>& seconds = prometheus::BuildHistogram()
      .Name("regard_request_seconds").Help("Time to answer, by route.").Register(registry);
  prometheus::Family<prometheus::Counter>& faults = prometheus::BuildCounter()
      .Name("regard_faults_total").Help("What kept a handler from answering, by kind.").Register(registry);

  std::shared_mutex guard;  // of the two below; the metrics guard themselves
  std::map<std::string, RouteMetrics, std::less<>> routes;
  std::vector<Gauge> gauges;

  const RouteMetrics& route(std::string_view name) {
    {
      std::shared_lock lock{guard};
      if (const auto found = routes.find(name); found != routes.end()) return found->second;
    }
    const std::string label{name};
    RouteMetrics made{};
    for (std::size_t i = 0; i < made.by_class.size(); ++i)
      made.by_class[i] = &requests.Add({{"route", label}, {"status", fmt::format("{}xx", i + 1)}});
    made.seconds = &seconds.Add({{"route", label}}, kSeconds);
    std::unique_lock lock{guard};
    return routes.emplace(label, made).first->second;
  }
};

Metrics::Metrics() : state_{std::make_unique<State>()} {}
Metrics::~Metrics() = default;

void Metrics::request(std::string_view route, int status, std::chrono::microseconds took) {
  const RouteMetrics& metrics = state_->route(route);
  if (status >= 100 && status < 600) metrics.by_class[static_cast<std::size_t>(status / 100 - 1)]->Increment();
  metrics.seconds->Observe(std::chrono::duration<double>(took).count());
}

void Metrics::fault(std::string_view kind) { state_->faults.Add({{"kind", std::string{kind}}}).Increment(); }

void Metrics::gauge(std::string name, std::string help, std::function<double()> ask) {
  gauges(std::move(name), std::move(help), {}, [ask = std::move(ask)] { return Several{{"", ask()}}; });
}

void Metrics::gauges(std::string name, std::string help, std::string label, std::function<Several()> ask) {
  std::unique_lock lock{state_->guard};
  state_->gauges.push_back({"regard_" + std::move(name), std::move(help), std::move(label), std::move(ask)});
}

std::string Metrics::text() {
  auto families = state_->registry.Collect();
  std::vector<Gauge> gauges;
  {
    std::shared_lock lock{state_->guard};
    gauges = state_->gauges;
  }
  for (const Gauge& gauge : gauges) {
    try {
      families.push_back(asked(gauge));
    } catch (const std::exception&) {  // the database is away: the other figures are needed all the more
      write(Level::warning, "metrics.gauge_unavailable", {{"name", Safe{gauge.name}}});
    }
  }
  return prometheus::TextSerializer{}.Serialize(families);
}

}  // namespace regard::log
