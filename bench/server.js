// The measured program: `regard serve` on a seeded provider, as an operator would run it.
import { spawn } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { connect, createServer } from 'node:net'
import { join, resolve } from 'node:path'

const oneAtATime = new Agent({ keepAlive: true, maxSockets: 1 })

export const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)]

export const percentile = (numbers, p) => [...numbers].sort((a, b) => a - b)[Math.min(numbers.length - 1, Math.ceil(numbers.length * p / 100) - 1)]

// One GET, or the POST of a form, with how long it took.
export function answer(port, path, headers, form) {
  const begin = performance.now()
  const body = form === undefined ? undefined : new URLSearchParams(form).toString()
  const posted = body === undefined ? {} : { 'Content-Type': 'application/x-www-form-urlencoded', 'Content-Length': Buffer.byteLength(body) }
  return new Promise((resolve, reject) => {
    const options = { host: '127.0.0.1', port, path, method: body === undefined ? 'GET' : 'POST', headers: { ...headers, ...posted }, agent: oneAtATime }
    const asked = request(options, (response) => {
      const chunks = []
      response.on('data', (chunk) => chunks.push(chunk))
      response.on('end', () => {
        const milliseconds = performance.now() - begin, page = Buffer.concat(chunks)
        resolve({ status: response.statusCode, bytes: page.length, text: page.toString(), milliseconds })
      })
    })
    asked.on('error', reject)
    asked.end(body)
  })
}

function freePort() {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address()
      probe.close(() => resolve(port))
    })
  })
}

// Defaults wherever there is one. The loads play a proxy, so that submissions come from many sources.
function configuration(directory, port) {
  return `[provider]
name = "University of Measures"
[listen]
public_url = "http://127.0.0.1:${port}"
port = ${port}
trusted_proxies = ["127.0.0.1"]
[stores]
directory = "${resolve(directory)}"
[checkpoints]
file = "${resolve(directory)}/checkpoints.txt"
[log]
file = "${resolve(directory)}/regard.log"
`
}

// Resolves when a whole answer begins to arrive; the connection is tried again at once until then.
function firstAnswer(port) {
  return new Promise((resolve) => {
    const attempt = () => {
      const socket = connect(port, '127.0.0.1', () => socket.write('GET /tell-us HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'))
      socket.once('data', () => { socket.destroy(); resolve() })
      socket.once('error', () => setTimeout(attempt, 1))
    }
    attempt()
  })
}

export class Server {
  static async start(directory, out) {
    const server = new Server()
    server.port = await freePort()
    const config = join(out, 'regard.toml')
    writeFileSync(config, configuration(directory, server.port))
    const begin = performance.now()
    server.process = spawn('build/release/regard', ['serve', '--config', config], { stdio: ['ignore', 'ignore', 'inherit'] })
    server.ended = new Promise((resolve) => server.process.once('exit', resolve))
    const stopped = server.ended.then((code) => { throw new Error(`regard stopped with ${code}`) })
    stopped.catch(() => {})  // after the start it is expected
    await Promise.race([firstAnswer(server.port), stopped])
    server.startedIn = performance.now() - begin
    return server
  }

  // MiB, from the kernel.
  memory() {
    const status = readFileSync(`/proc/${this.process.pid}/status`, 'utf8')
    const mebibytes = (name) => Number(status.match(new RegExp(`${name}:\\s+(\\d+)`))[1]) / 1024
    const parts = `${mebibytes('RssAnon').toFixed(1)} of its own, ${mebibytes('RssFile').toFixed(1)} of program and libraries`
    return { rss: mebibytes('VmRSS'), highest: mebibytes('VmHWM'), parts }
  }

  async stop() {
    this.process.kill('SIGTERM')
    await this.ended
  }
}
