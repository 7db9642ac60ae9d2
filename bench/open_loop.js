// People who do not wait for one another: requests come at random moments (exponential gaps, from a seed), on as many kept
// connections as that needs. How long each took counts from when it was due, so that a late answer is not hidden by the
// requests that it kept back. In a process of its own; prints one JSON object.
//
//   node bench/open_loop.js URL RATE SECONDS [HEADER=VALUE…]
import { Agent, request } from 'node:http'
import { percentile } from './server.js'

const [url, rate, seconds, ...lines] = process.argv.slice(2)
const headers = Object.fromEntries(lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]))
const warmth = 2000  // milliseconds that are not counted
const connections = 50

let seed = 1
const random = () => (seed = (seed * 48271) % 2147483647) / 2147483647  // Lehmer

const agent = new Agent({ keepAlive: true, maxSockets: connections })
const took = []
let waiting = 0, errors = 0

function ask(due, counts) {
  ++waiting
  let ended = false
  const done = (well) => {
    if (ended) return
    ended = true
    --waiting
    if (!counts) return
    took.push(performance.now() - due)
    if (!well) ++errors
  }
  const asked = request(url, { headers, agent, timeout: 10_000 }, (response) => {
    response.resume()
    response.on('end', () => done(response.statusCode === 200))
    response.on('aborted', () => done(false))
  })
  asked.on('timeout', () => asked.destroy(new Error('no answer')))
  asked.on('error', () => done(false))
  asked.end()
}

const begin = performance.now(), counted = begin + warmth, end = counted + Number(seconds) * 1000
let due = begin
function go() {
  for (const now = performance.now(); due <= now && due < end; due -= Math.log(random()) * 1000 / Number(rate)) ask(due, due >= counted)
  if (due < end || waiting > 0) return setTimeout(go, 1)  // spinning would take a processor from what is measured
  console.log(JSON.stringify({ rate: took.length / Number(seconds), errors, p50: percentile(took, 50), p99: percentile(took, 99) }))
  agent.destroy()
}
go()
