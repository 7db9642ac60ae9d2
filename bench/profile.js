// Where the time goes: perf samples of the program under the loads of bench/run, by function. Needs Debian's linux-perf and
// seeded providers (bench/run makes them), and root: nobody else looks into the program.   node_modules/.bin/node bench/profile.js [lists] [casework]
import { spawn, spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { answer, Server } from './server.js'
import { wrk, wrkSubmissions } from './load.js'

const out = 'build/bench'
const connections = 64

async function sampled(name, server, load) {
  const file = `${out}/perf-${name}.data`
  const perf = spawn('perf', ['record', '-q', '-e', 'cpu-clock', '-F', '499', '-g', '-p', server.process.pid, '-o', file], { stdio: 'ignore' })
  await new Promise((resolve) => setTimeout(resolve, 500))
  const result = await load()
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

// One provider under its loads, with those sessions that the seed opens.
async function provider(data, drafts, loads) {
  spawnSync('build/release/bench/bench_seed', ['visit', data, '--drafts', String(drafts), '--to', out], { stdio: 'inherit' })
  const sessions = JSON.parse(readFileSync(`${out}/sessions.json`, 'utf8'))
  const server = await Server.start(data, out)
  const headers = (who) => ({ Cookie: `regard-session=${sessions[who]}` })
  try {
    await loads(server, headers)
  } finally {
    await server.stop()
  }
}

// Everybody's words, one search at a time.
async function searches(server, headers) {
  const words = JSON.parse(readFileSync(`${out}/queries.json`, 'utf8'))
  const csrf = (await answer(server.port, '/search', headers)).text.match(/name="csrf" value="([^"]+)"/)[1]
  const begin = performance.now()
  for (const query of words) await answer(server.port, '/search', headers, { csrf, words: query })
  return { rate: words.length / ((performance.now() - begin) / 1000) }
}

const which = new Set(process.argv.slice(2))
const has = (name) => which.size === 0 || which.has(name)

if (has('lists')) await provider(`${out}/data-100000`, 3000, async (server, headers) => {
  await sampled('today', server, () => wrk(server.port, '/', headers('lead'), { connections, seconds: 5 }))
  await sampled('cases', server, () => wrk(server.port, '/cases', headers('lead'), { connections, seconds: 5 }))
  await sampled('submissions', server, () => wrkSubmissions(server.port, `${out}/drafts.txt`, connections))
})
if (has('casework')) await provider(`${out}/casework-100000`, 0, async (server, headers) => {
  const [longest] = JSON.parse(readFileSync(`${out}/cases.json`, 'utf8')).caseworker
  await sampled('case', server, () => wrk(server.port, `/cases/${longest}`, headers('caseworker'), { connections, seconds: 5 }))
  await sampled('search', server, () => searches(server, headers('lead')))
})
