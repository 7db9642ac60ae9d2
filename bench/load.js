// The load generators: wrk for what a closed loop can take, autocannon for an open loop, idle connections of our own.
import { spawn, spawnSync } from 'node:child_process'
import { connect } from 'node:net'

function call(command, args) {
  const ran = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 1 << 26 })
  if (ran.status !== 0) throw new Error(`${command}: ${ran.stderr}${ran.stdout}`)
  return ran.stdout
}

const number = (text, pattern) => Number(text.match(pattern)?.[1] ?? 0)

export function wrk(port, path, headers, { connections, seconds }) {
  const lines = Object.entries(headers).flatMap(([name, value]) => ['-H', `${name}: ${value}`])
  const said = call('wrk', ['-t1', `-c${connections}`, `-d${seconds}s`, ...lines, `http://127.0.0.1:${port}${path}`])
  const socket = said.match(/Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)/)
  const broken = socket ? socket.slice(1).reduce((sum, n) => sum + Number(n), 0) : 0
  return { rate: number(said, /Requests\/sec:\s+([\d.]+)/), errors: broken + number(said, /Non-2xx or 3xx responses: (\d+)/) }
}

// Ends by itself when every draft was posted and answered.
export function wrkSubmissions(port, drafts, connections) {
  const said = call('wrk', ['-t1', `-c${connections}`, '-d120s', '-s', 'bench/submit.lua', `http://127.0.0.1:${port}`, '--', drafts])
  const result = said.match(/RESULT sent=(\d+) answered=\d+ seconds=([\d.]+)/)
  if (!result) throw new Error(said)
  const [sent, seconds] = result.slice(1).map(Number)
  return { sent, rate: sent / seconds }
}

// autocannon in a process of its own; it corrects for what a late answer kept waiting.
export function autocannon(port, path, headers, { rate, connections, seconds }) {
  const lines = Object.entries(headers).flatMap(([name, value]) => ['-H', `${name}=${value}`])
  const args = ['-R', rate, '-c', connections, '-d', seconds, '--json', '--no-progress', ...lines, `http://127.0.0.1:${port}${path}`]
  return new Promise((resolve, reject) => {
    const running = spawn('node_modules/.bin/autocannon', args.map(String), { stdio: ['ignore', 'pipe', 'pipe'] })
    let said = '', wrong = ''
    running.stdout.on('data', (text) => { said += text })
    running.stderr.on('data', (text) => { wrong += text })
    running.once('exit', () => {
      try {
        const got = JSON.parse(said)
        resolve({ p99: got.latency.p99, p50: got.latency.p50, rate: got.requests.average, errors: got.errors + got.timeouts + got.non2xx })
      } catch {
        reject(new Error(`autocannon: ${wrong}${said}`))
      }
    })
  })
}

// Connections that asked once, were answered, and stay open.
export class IdleConnections {
  static async open(port, count) {
    const all = new IdleConnections()
    all.sockets = []
    for (let from = 0; from < count; from += 100) {
      const batch = Array.from({ length: 100 }, () => IdleConnections.#one(port))
      all.sockets.push(...await Promise.all(batch))
    }
    return all
  }

  static #one(port) {
    return new Promise((resolve, reject) => {
      const socket = connect(port, '127.0.0.1', () => socket.write('GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n'))
      socket.once('data', () => resolve(socket))
      socket.once('error', reject)
      socket.on('end', () => { socket.ended = true })
    })
  }

  async alive() { return this.sockets.filter((socket) => !socket.destroyed && !socket.ended).length }
  async close() { for (const socket of this.sockets) socket.destroy() }
}
