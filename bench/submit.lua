-- The last post of the public pages: one draft each, each from a source of its own. Counts only answers that say "sent".
local ffi = require("ffi")
ffi.cdef "struct timeval { long seconds; long microseconds; }; int gettimeofday(struct timeval *now, void *zone);"

local drafts, next_draft, answered, sent, began = {}, 0, 0, 0, 0

local function seconds_now()
  local now = ffi.new("struct timeval")
  ffi.C.gettimeofday(now, nil)
  return tonumber(now.seconds) + tonumber(now.microseconds) / 1e6
end

function init(args)
  for line in io.lines(args[1]) do drafts[#drafts + 1] = line end
end

local function post(index)
  local cookies, body = drafts[index]:match("^(%S+) (%S+)$")
  local source = string.format("10.%d.%d.%d", math.floor(index / 65536), math.floor(index / 256) % 256, index % 256)
  return wrk.format("POST", "/tell-us/check", {
    ["Host"] = wrk.host, ["Cookie"] = cookies, ["X-Forwarded-For"] = source,
    ["Content-Type"] = "application/x-www-form-urlencoded"}, body)
end

-- wrk asks once before it begins, and throws that away.
function request()
  if next_draft == 0 then
    next_draft = 1
    return post(1)
  end
  if next_draft > #drafts then return wrk.format("GET", "/healthz", {["Host"] = wrk.host}) end
  if next_draft == 1 and began == 0 then began = seconds_now() end
  next_draft = next_draft + 1
  return post(next_draft - 1)
end

-- wrk itself sleeps out its whole duration and counts the time after the last draft, so this takes its own time.
function response(status, headers, body)
  if status == 200 and body == "ok\n" then return end
  answered = answered + 1
  local location = headers["Location"] or headers["location"]
  if status == 303 and location == "/tell-us/sent" then sent = sent + 1 end
  if answered < #drafts then return end
  io.write(string.format("RESULT sent=%d answered=%d seconds=%.3f\n", sent, answered, seconds_now() - began))
  io.flush()
  os.exit(0)
end
