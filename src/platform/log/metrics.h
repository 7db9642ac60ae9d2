// What an operator watches, in Prometheus' text format. Labels are route patterns and words of our own, so their
// number is bounded and they say nothing about anyone.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace regard::log {

class Metrics {
 public:
  Metrics();
  ~Metrics();

  // `route` is the pattern ("/concerns/:reference"), "edge" or "none"; never a path that somebody asked for.
  void request(std::string_view route, int status, std::chrono::microseconds took);
  void fault(std::string_view kind);  // what kept a handler from answering: "busy", "connection", "program" …

  // Asked for when the metrics are: outbox_waiting, outbox_failed, sessions. Must answer within milliseconds; what
  // throws is left out of that answer.
  void gauge(std::string name, std::string help, std::function<double()> ask);

  // One for each of what `ask` names ("library": 3), told apart by the label: of few, and operators' own words.
  using Several = std::vector<std::pair<std::string, double>>;
  void gauges(std::string name, std::string help, std::string label, std::function<Several()> ask);

  std::string text();  // for a handler on a port of its own or on loopback: text/plain; version=0.0.4

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace regard::log
