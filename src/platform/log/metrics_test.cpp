#include "platform/log/metrics.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stdexcept>

namespace regard::log {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::Not;

TEST(Metrics, RequestsAreCountedByRoutePatternAndClassOfStatus) {
  Metrics metrics;
  metrics.request("/concerns/:reference", 200, 2ms);
  metrics.request("/concerns/:reference", 204, 40ms);
  metrics.request("/concerns/:reference", 404, 1ms);
  const std::string text = metrics.text();
  EXPECT_THAT(text, HasSubstr(R"(regard_requests_total{route="/concerns/:reference",status="2xx"} 2)"));
  EXPECT_THAT(text, HasSubstr(R"(regard_requests_total{route="/concerns/:reference",status="4xx"} 1)"));
  EXPECT_THAT(text, HasSubstr(R"(regard_request_seconds_count{route="/concerns/:reference"} 3)"));
  EXPECT_THAT(text, HasSubstr(R"(regard_request_seconds_bucket{route="/concerns/:reference",le="0.03"} 2)"));
}

TEST(Metrics, DatabaseFaultsAreCountedByKind) {
  Metrics metrics;
  metrics.fault("busy");
  metrics.fault("busy");
  EXPECT_THAT(metrics.text(), HasSubstr(R"(regard_faults_total{kind="busy"} 2)"));
}

TEST(Metrics, AGaugeIsAskedWhenTheTextIs) {
  Metrics metrics;
  double waiting = 3;
  metrics.gauge("outbox_waiting", "Jobs not done yet.", [&] { return waiting; });
  EXPECT_THAT(metrics.text(), HasSubstr("regard_outbox_waiting 3"));
  waiting = 4;
  EXPECT_THAT(metrics.text(), HasSubstr("regard_outbox_waiting 4"));
}

TEST(Metrics, GaugesOfSeveralAreToldApartByTheirLabel) {
  Metrics metrics;
  metrics.gauges("web_reader_lines", "Lines read.", "reader", [] { return Metrics::Several{{"library", 3}, {"a \"quoted\" one", 5}}; });
  EXPECT_THAT(metrics.text(), HasSubstr(R"(regard_web_reader_lines{reader="library"} 3)"));
  EXPECT_THAT(metrics.text(), HasSubstr(R"(regard_web_reader_lines{reader="a \"quoted\" one"} 5)"));
}

TEST(Metrics, AGaugeThatCannotAnswerIsLeftOutAndTheOthersRemain) {
  Metrics metrics;
  metrics.gauge("sessions", "Sessions now.", []() -> double { throw std::runtime_error("database away"); });
  metrics.gauge("outbox_failed", "Given up.", [] { return 1.0; });
  EXPECT_THAT(metrics.text(), Not(HasSubstr("regard_sessions")));
  EXPECT_THAT(metrics.text(), HasSubstr("regard_outbox_failed 1"));
}

}  // namespace
}  // namespace regard::log
