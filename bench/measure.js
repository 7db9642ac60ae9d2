// Measures what the product promises about speed; bench/run calls it. Each part adds rows to one table.
import { spawnSync } from 'node:child_process'
import { cpus, release, totalmem } from 'node:os'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { answer, median, percentile, Server } from './server.js'
import { IdleConnections, openLoop, wrk, wrkSubmissions } from './load.js'

const out = 'build/bench'
const seed = 'build/release/bench/bench_seed'
const everyPart = ['pages', 'public', 'submissions', 'receipts', 'start', 'memory', 'idle', 'scaling', 'search', 'case_page', 'figures']
const connections = 64

function asked() {
  const given = process.argv.slice(2)
  const unknown = given.filter((a) => !['--quick', '--full', '--fresh', 'seed', ...everyPart].includes(a))
  if (unknown.length > 0) {
    console.error(`bench/run does not know ${unknown.join(' ')}; see bench/README.md`)
    process.exit(2)
  }
  const parts = given.filter((a) => !a.startsWith('--'))
  const full = given.includes('--full'), quick = given.includes('--quick')
  return {
    full, quick, fresh: given.includes('--fresh'),
    parts: new Set(parts.length > 0 ? parts : full ? everyPart : everyPart.filter((p) => p !== 'scaling')),
    seconds: quick ? 4 : full ? 20 : 10,
    drafts: quick ? 4000 : full ? 40000 : 12000,
    receipts: quick ? 300 : full ? 2000 : 800,
  }
}

const wanted = asked()
const rows = []
const file = join(out, `table-${new Date().toISOString().slice(0, 19).replaceAll(':', '')}.md`)
let bare  // what a durable transaction costs on this disk

// target: {atLeast} or {atMost}
function row(what, measured, unit, target, note = '') {
  const limit = target?.atLeast ?? target?.atMost
  const met = target === undefined ? '' : (target.atLeast !== undefined ? measured >= limit : measured <= limit) ? 'yes' : 'NO'
  rows.push({ what, measured, unit, target, ratio: limit ? measured / limit : undefined, met, note })
  console.error(`${what}: ${pretty(measured)} ${unit} ${note}`)
  keep()  // a measurement that is stopped half-way keeps what it has
}

function keep() {
  const text = table()
  writeFileSync(file, text)
  writeFileSync(join(out, 'table.md'), text)
  return text
}

const pretty = (n) => n >= 100 ? Math.round(n).toLocaleString('en-GB') : String(Number(n.toPrecision(3)))

function run(command, args) {
  const ran = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 1 << 26 })
  if (ran.status !== 0) throw new Error(`${command} ${args[0] ?? ''}: ${ran.stderr}`)
  return ran.stdout
}

// A seeded provider, made once and used again.
function provider(concerns, events, index = false) {
  const directory = join(out, `data-${concerns}`)
  const done = join(directory, 'seeded')
  if (wanted.fresh || !existsSync(done)) {
    rmSync(directory, { recursive: true, force: true })
    console.error(`making ${concerns} concerns and ${events} audit events in ${directory}`)
    const size = ['--concerns', concerns, '--events', events, '--cases', 2000].map(String)
    run(seed, ['create', directory, ...size, ...(index ? ['--index'] : [])])
    writeFileSync(done, `${concerns} ${events}\n`)
  }
  return directory
}

// Long chronologies. A quick run makes a twentieth, and says so.
function casework() {
  const [cases, entries] = wanted.quick ? [5_000, 100_000] : [100_000, 2_000_000]
  const directory = join(out, `casework-${cases}`)
  const done = join(directory, 'seeded')
  if (wanted.fresh || !existsSync(done)) {
    rmSync(directory, { recursive: true, force: true })
    console.error(`making ${cases} cases with ${entries} entries in ${directory}`)
    const begin = performance.now()
    run(seed, ['create', directory, '--casework', '--index', '--cases', String(cases), '--entries', String(entries)])
    console.error(`made in ${pretty((performance.now() - begin) / 1000)} s`)
    writeFileSync(done, `${cases} ${entries}\n`)
  }
  return directory
}

// Sessions and drafts as of now: both end by themselves.
function visitors(directory, drafts, receipts = 0) {
  run(seed, ['visit', directory, '--drafts', String(drafts), '--receipts', String(receipts), '--to', out])
  return JSON.parse(readFileSync(join(out, 'sessions.json'), 'utf8'))
}

const count = (directory) => JSON.parse(run(seed, ['count', directory]))

async function pages(server, sessions) {
  for (const [who, cookie] of Object.entries(sessions)) {
    for (const [name, path] of [['today', '/'], ['case list', '/cases']]) {
      const headers = { Cookie: `regard-session=${cookie}` }
      const first = await answer(server.port, path, headers)
      if (first.status !== 200) throw new Error(`${path} as ${who}: ${first.status}`)
      wrk(server.port, path, headers, { connections, seconds: 2 })
      const saturated = wrk(server.port, path, headers, { connections, seconds: wanted.seconds })
      row(`${name}, ${who}, saturation`, saturated.rate, 'pages/s', { atLeast: 3000 }, noteOf(saturated, first))
      const open = await openLoop(server.port, path, headers, { rate: 1000, seconds: wanted.seconds })
      row(`${name}, ${who}, open loop ${pretty(open.rate)}/s, p99`, open.p99, 'ms', { atMost: 30 }, errorsOf(open))
    }
  }
}

const errorsOf = (load) => load.errors > 0 ? `**${load.errors} not answered well**` : ''
const noteOf = (load, first) => [`${pretty(first.bytes / 1024)} KiB`, errorsOf(load)].filter(Boolean).join('; ')

async function publicPage(server) {
  const first = await answer(server.port, '/tell-us', {})
  const load = wrk(server.port, '/tell-us', {}, { connections, seconds: wanted.seconds })
  row('public page /tell-us', load.rate, 'pages/s', { atLeast: 25000 }, noteOf(load, first))
}

function submissions(server, directory) {
  const before = count(directory)
  const load = wrkSubmissions(server.port, join(out, 'drafts.txt'), connections)
  const after = count(directory)
  const kept = after.concerns - before.concerns, audited = after.raised - before.raised, receipts = after.receipts - before.receipts
  const honest = kept >= load.sent && audited === kept && receipts === kept
  const note = `${load.sent} heard as sent; ${kept} concerns, ${audited} audit events, ${receipts} receipts more in the database` +
    (honest ? '' : ' **THAT IS WRONG**')
  row('submissions', load.rate, '/s', { atLeast: 800 }, `${connections} connections; ${note}`)
  row('submissions ÷ bare durable transactions, one connection', load.rate / bare.single, '×', { atLeast: 0.1 }, `${pretty(bare.single)}/s bare`)
  row('submissions ÷ bare durable transactions sharing commits', load.rate / bare.grouped, '×', { atLeast: 0.1 },
    `${pretty(bare.grouped)}/s bare, ${bare.threads} threads`)
  if (!honest) process.exitCode = 1
}

// Without an account: with the slow hash of the receipt. Everybody waits their turn, and nobody fails.
function receipts(server, directory) {
  const atOnce = 32
  const before = count(directory)
  const load = wrkSubmissions(server.port, join(out, 'receipts.txt'), atOnce)
  const after = count(directory)
  const kept = after.concerns - before.concerns, inboxes = after.inboxes - before.inboxes
  const failed = wanted.receipts - load.sent
  const honest = failed === 0 && kept === load.sent && inboxes === kept
  row('anonymous submissions with a receipt', load.rate, '/s', { atLeast: 20 },
    `${atOnce} at once; ${failed} failed; ${kept} concerns and ${inboxes} inboxes more in the database` + (honest ? '' : ' **THAT IS WRONG**'))
  if (!honest) process.exitCode = 1
}

async function starts(directory) {
  const took = []
  for (let i = 0; i < 5; ++i) {
    const server = await Server.start(directory, out)
    took.push(server.startedIn)
    await server.stop()
  }
  row('start to first answer', median(took), 'ms', { atMost: 150 }, `median of 5: ${took.map(pretty).join(', ')}`)
}

async function idle(server, sessions) {
  const headers = { Cookie: `regard-session=${sessions.lead}` }
  const load = () => openLoop(server.port, '/', headers, { rate: 1000, seconds: wanted.seconds })
  const before = server.memory()
  const without = await load()
  const quiet = await IdleConnections.open(server.port, 10000)
  const held = server.memory()
  const withThem = await load()
  const still = await quiet.alive()
  await quiet.close()
  row('p99 with 10,000 idle connections ÷ without', withThem.p99 / without.p99, '×', { atMost: 2 },
    `${pretty(withThem.p99)} ms and ${pretty(without.p99)} ms; ${still} of 10,000 still open; ` +
    `${pretty(before.rss)} MiB became ${pretty(held.rss)} MiB`)
}

async function scaling() {
  const cost = {}
  for (const concerns of [10_000, 1_000_000]) {
    const directory = provider(concerns, concerns * 2)
    const sessions = visitors(directory, 0)
    const server = await Server.start(directory, out)
    for (const path of ['/concerns', '/cases', '/']) {
      const took = []
      for (let i = 0; i < 400; ++i) {
        const got = await answer(server.port, path, { Cookie: `regard-session=${sessions.lead}` })
        if (got.status !== 200) throw new Error(`${path}: ${got.status}`)
        if (i >= 100) took.push(got.milliseconds)
      }
      (cost[path] ??= {})[concerns] = median(took)
    }
    await server.stop()
  }
  for (const [path, c] of Object.entries(cost))
    row(`${path} at 1,000,000 concerns ÷ at 10,000`, c[1_000_000] / c[10_000], '×', { atMost: 1.5 },
      `medians of 300, one at a time: ${pretty(c[1_000_000])} ms and ${pretty(c[10_000])} ms`)
}

function spread(what, took, targets, note = '') {
  for (const p of [50, 95, 99]) row(`${what}, p${p}`, percentile(took, p), 'ms', targets[p] ? { atMost: targets[p] } : undefined, note)
}

// Words as people would type them, one search at a time. Nothing is warm but what the searches before it left.
async function searches(server, sessions, scale) {
  const queries = JSON.parse(readFileSync(join(out, 'queries.json'), 'utf8'))
  for (const [who, cookie] of Object.entries(sessions)) {
    const headers = { Cookie: `regard-session=${cookie}` }
    const csrf = (await answer(server.port, '/search', headers)).text.match(/name="csrf" value="([^"]+)"/)[1]
    const took = []
    let found = 0
    for (const words of queries) {
      const got = await answer(server.port, '/search', headers, { csrf, words })
      if (got.status !== 200) throw new Error(`/search as ${who}: ${got.status}`)
      if (got.text.includes('<mark>') || got.text.includes('regard-result"')) ++found
      took.push(got.milliseconds)
    }
    spread(`search, ${who}`, took, { 95: 50 }, `${scale}; ${queries.length} searches, ${found} found something`)
  }
}

async function casePages(server, sessions, cases, scale) {
  for (const [which, reference] of [['longest chronology', cases.caseworker[0]], ['ordinary', cases.caseworker[1]]]) {
    const path = `/cases/${reference}`, headers = { Cookie: `regard-session=${sessions.caseworker}` }
    const first = await answer(server.port, path, headers)
    if (first.status !== 200) throw new Error(`${path}: ${first.status}`)
    const open = await openLoop(server.port, path, headers, { rate: 500, seconds: wanted.seconds })
    const note = [scale, noteOf(open, first)].join('; ')
    row(`case page, ${which}, open loop ${pretty(open.rate)}/s, p50`, open.p50, 'ms', undefined, note)
    row(`case page, ${which}, open loop ${pretty(open.rate)}/s, p99`, open.p99, 'ms', { atMost: 30 }, note)
  }
}

async function figures(server, sessions, scale) {
  const took = []
  for (let i = 0; i < 20; ++i) {
    const got = await answer(server.port, '/figures', { Cookie: `regard-session=${sessions.lead}` })
    if (got.status !== 200) throw new Error(`/figures: ${got.status}`)
    took.push(got.milliseconds)
  }
  spread('figures of the return', took, { 99: 1000 }, scale)
}

async function atScale() {
  const directory = casework()
  const sessions = visitors(directory, 0)
  const cases = JSON.parse(readFileSync(join(out, 'cases.json'), 'utf8'))
  const scale = `${cases.cases.toLocaleString('en-GB')} cases, ${cases.entries.toLocaleString('en-GB')} entries`
  const server = await Server.start(directory, out)
  try {
    if (has('search')) await searches(server, sessions, scale)
    if (has('case_page')) await casePages(server, sessions, cases, scale)
    if (has('figures')) await figures(server, sessions, scale)
    row('memory under search, case pages and figures', server.memory().highest, 'MiB', { atMost: 200 }, `VmHWM; ${scale}`)
  } finally {
    await server.stop()
  }
}

function table() {
  const target = (t) => t === undefined ? '' : t.atLeast !== undefined ? `≥ ${pretty(t.atLeast)}` : `≤ ${pretty(t.atMost)}`
  const lines = rows.map((r) => `| ${r.what} | ${pretty(r.measured)} ${r.unit} | ${target(r.target)} | ` +
    `${r.ratio === undefined ? '' : pretty(r.ratio) + ' ×'} | ${r.met} | ${r.note} |`)
  const load = readFileSync('/proc/loadavg', 'utf8').split(' ')[0]
  return [
    `Measured ${new Date().toISOString().slice(0, 16).replace('T', ' ')} UTC at ${run('git', ['rev-parse', '--short', 'HEAD']).trim()}, ` +
      `${wanted.seconds} s each, load generators on the same machine.`,
    `Machine: ${cpus().length} × ${cpus()[0].model}, ${pretty(totalmem() / 2 ** 30)} GiB, Linux ${release()}; ` +
      `fdatasync of 4 KiB: ${pretty(bare.fdatasync_us)} µs; load average ${loadAtStart} when it began, ${load} at its end.`,
    '', '| What | Measured | Target | Measured ÷ target | Met | Notes |', '|---|---|---|---|---|---|', ...lines, '',
  ].join('\n')
}

const loadAtStart = readFileSync('/proc/loadavg', 'utf8').split(' ')[0]
const has = (...parts) => parts.some((part) => wanted.parts.has(part))

async function main() {
  mkdirSync(out, { recursive: true })
  bare = JSON.parse(run('build/release/bench/bench_durable', [out, '16']))
  const served = ['pages', 'public', 'submissions', 'receipts', 'memory', 'idle']
  const directory = has('seed', 'start', ...served) ? provider(100_000, 1_000_000, true) : undefined
  if (has('seed')) casework()
  if (has('start')) await starts(directory)
  if (has(...served)) {
    const sessions = visitors(directory, has('submissions') ? wanted.drafts : 0, has('receipts') ? wanted.receipts : 0)
    const server = await Server.start(directory, out)
    try {
      await answer(server.port, '/', { Cookie: `regard-session=${sessions.lead}` })
      await new Promise((resolve) => setTimeout(resolve, 1500))
      const first = server.memory()
      if (has('memory')) row('memory after the first page', first.rss, 'MiB', { atMost: 40 }, first.parts)
      if (has('pages')) await pages(server, sessions)
      if (has('public')) await publicPage(server)
      if (has('submissions')) submissions(server, directory)
      if (has('receipts')) receipts(server, directory)
      if (has('memory')) row('memory, highest so far', server.memory().highest, 'MiB', { atMost: 150 }, 'VmHWM: of all loads above')
      if (has('idle')) await idle(server, sessions)
    } finally {
      await server.stop()
    }
  }
  if (has('scaling')) await scaling()
  if (has('search', 'case_page', 'figures')) await atScale()
  const text = keep()
  console.log(text)
  console.error(`kept in ${file}`)
}

await main()
