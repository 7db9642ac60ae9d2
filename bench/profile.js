// Where the time goes: perf samples of the program under the loads of bench/run, by function. Needs Debian's linux-perf and
// a seeded provider (bench/run makes it).   node_modules/.bin/node bench/profile.js
import { spawn, spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { Server } from './server.js'
import { wrk, wrkSubmissions } from './load.js'

const out = 'build/bench', data = `${out}/data-100000`
const connections = 64

async function sampled(name, server, load) {
  const file = `${out}/perf-${name}.data`
  const perf = spawn('perf', ['record', '-q', '-e', 'cpu-clock', '-F', '499', '-g', '-p', server.process.pid, '-o', file], { stdio: 'ignore' })
  await new Promise((resolve) => setTimeout(resolve, 500))
  const result = load()
  perf.kill('SIGINT')
  await new Promise((resolve) => perf.once('exit', resolve))
  const report = (more) => spawnSync('perf', ['report', '-i', file, '--stdio', '--percent-limit', '0.7', ...more],
    { encoding: 'utf8', maxBuffer: 1 << 28 }).stdout.split('\n').filter((line) => line && !line.startsWith('#')).join('\n')
  const text = `${name}: ${Math.round(result.rate)}/s\n\nBy library\n${report(['--no-children', '-g', 'none', '--sort', 'dso'])}\n\n` +
    `By function, its own time\n${report(['--no-children', '-g', 'none', '--sort', 'dso,symbol'])}\n\n` +
    `By function, with what it calls\n${report(['--children', '-g', 'none', '--sort', 'symbol'])}\n`
  writeFileSync(`${out}/profile-${name}.txt`, text)
  console.log(`${out}/profile-${name}.txt`)
}

spawnSync('build/release/bench/bench_seed', ['visit', data, '--drafts', '3000', '--to', out], { stdio: 'inherit' })
const { lead } = JSON.parse(readFileSync(`${out}/sessions.json`, 'utf8'))
const server = await Server.start(data, out)
try {
  const headers = { Cookie: `regard-session=${lead}` }
  await sampled('today', server, () => wrk(server.port, '/', headers, { connections, seconds: 5 }))
  await sampled('cases', server, () => wrk(server.port, '/cases', headers, { connections, seconds: 5 }))
  await sampled('submissions', server, () => wrkSubmissions(server.port, `${out}/drafts.txt`, connections))
} finally {
  await server.stop()
}
