-- The last post of the public pages: one draft each, each from a source of its own. Counts only answers that say "sent".
local drafts, next_draft, posted, answered, sent, other = {}, 0, 0, 0, 0, {}

function init(args)
  for line in io.lines(args[1]) do drafts[#drafts + 1] = line end
end

local function post(index)
  local visitor, csrf = drafts[index]:match("^(%S+) (%S+)$")
  local source = string.format("10.%d.%d.%d", math.floor(index / 65536), math.floor(index / 256) % 256, index % 256)
  return wrk.format("POST", "/tell-us/check", {
    ["Host"] = wrk.host, ["Cookie"] = "regard-visitor=" .. visitor, ["X-Forwarded-For"] = source,
    ["Content-Type"] = "application/x-www-form-urlencoded"}, "csrf=" .. csrf)
end

-- wrk asks once before it begins, and throws that away.
function request()
  if next_draft == 0 then
    next_draft = 1
    return post(1)
  end
  if next_draft > #drafts then return wrk.format("GET", "/healthz", {["Host"] = wrk.host}) end
  next_draft = next_draft + 1
  return post(next_draft - 1)
end

function response(status, headers, body)
  if status == 200 and body == "ok\n" then return end
  answered = answered + 1
  local location = headers["Location"] or headers["location"]
  if status == 303 and location == "/tell-us/sent" then
    sent = sent + 1
  else
    local key = status .. " " .. (location or "")
    other[key] = (other[key] or 0) + 1
  end
  wrk.thread:set("sent", sent)
  if answered == #drafts then wrk.thread:stop() end
end

local threads = {}
function setup(thread) threads[#threads + 1] = thread end

function done(summary, latency)
  local total = 0
  for _, thread in ipairs(threads) do total = total + (thread:get("sent") or 0) end
  io.write(string.format("RESULT sent=%d seconds=%.3f p50_ms=%.2f p99_ms=%.2f\n", total, summary.duration / 1e6,
    latency:percentile(50) / 1000, latency:percentile(99) / 1000))
end
