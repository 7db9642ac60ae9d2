// The load generators: wrk for what a closed loop can take, an open loop and idle connections of our own.
import { execFile, spawnSync } from 'node:child_process'
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

// An open loop, see bench/open_loop.js.
export function openLoop(port, path, headers, { rate, seconds }) {
  const lines = Object.entries(headers).map(([name, value]) => `${name}=${value}`)
  const args = ['bench/open_loop.js', `http://127.0.0.1:${port}${path}`, String(rate), String(seconds), ...lines]
  return new Promise((resolve, reject) => {
    execFile(process.execPath, args, (fault, said) => fault ? reject(fault) : resolve(JSON.parse(said)))
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
