// Looks at the gallery: axe-core (WCAG 2.2 AA) in light and dark, wide and at 320 px (which is 1280 px at 400 %), nothing
// wider than the screen, the Nu HTML checker, and a picture of each.
//
//   node assets/gallery/check.js GALLERY_FOLDER GENERATED_FOLDER [PICTURES_FOLDER]
import { execFileSync } from 'node:child_process'
import { mkdir, readFile, readdir } from 'node:fs/promises'
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import { extname, join } from 'node:path'
import { chromium } from 'playwright-core'

const [gallery, generated, pictures = join(gallery, 'pictures')] = process.argv.slice(2)
const require = createRequire(import.meta.url)
const axe = await readFile(require.resolve('axe-core/axe.min.js'), 'utf8')
const types = { '.html': 'text/html; charset=utf-8', '.css': 'text/css', '.js': 'text/javascript', '.svg': 'image/svg+xml' }
const names = (await readdir(gallery)).filter((name) => name.endsWith('.html')).sort()
const wrong = []

// The product's own policy, so that what it would refuse is refused here.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; form-action 'self'"
const server = createServer(async (request, response) => {
  const path = new URL(request.url, 'http://localhost').pathname
  const file = path.startsWith('/assets/') ? join(generated, path) : join(gallery, path)
  try {
    const bytes = await readFile(file)
    response.writeHead(200, { 'Content-Type': types[extname(file)] ?? 'text/plain', 'Content-Security-Policy': policy })
    response.end(bytes)
  } catch {
    response.writeHead(404).end()
  }
})
await new Promise((listening) => server.listen(0, '127.0.0.1', listening))
const base = `http://127.0.0.1:${server.address().port}`

async function look(page, name, label) {
  page.on('pageerror', (error) => wrong.push(`${label}: ${error.message}`))
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('404')) wrong.push(`${label}: ${message.text()}`)
  })
  await page.goto(`${base}/${name}`)
  const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  if (wider > 0) wrong.push(`${label}: ${wider} px wider than the screen`)
  await page.screenshot({ path: join(pictures, `${label}.png`), fullPage: true })
  const session = await page.context().newCDPSession(page)
  await session.send('Page.setBypassCSP', { enabled: true })
  await page.reload()
  await page.addScriptTag({ content: axe })
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    rules: { region: { enabled: false } } // GOV.UK's back link stands outside every landmark
  }))
  for (const violation of violations)
    for (const node of violation.nodes)
      wrong.push(`${label}: ${violation.id}: ${node.target.join(' ')}: ${node.failureSummary.replace(/\s+/g, ' ')}`)
}

await mkdir(pictures, { recursive: true })
const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium-headless-shell',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking']
})
for (const name of names)
  for (const colorScheme of ['light', 'dark'])
    for (const width of [1280, 320]) {
      const context = await browser.newContext({ colorScheme, viewport: { width, height: 900 } })
      await look(await context.newPage(), name, `${name.replace('.html', '')}-${width}-${colorScheme}`)
      await context.close()
    }
await browser.close()
server.close()

try {
  execFileSync('java', ['-jar', require.resolve('vnu-jar/build/dist/vnu.jar'), '--also-check-svg', ...names.map((name) => join(gallery, name))],
    { stdio: ['ignore', 'ignore', 'pipe'] })
} catch (error) {
  wrong.push(...error.stderr.toString().trim().split('\n'))
}

for (const line of wrong) console.log(line)
console.log(`${names.length} pages looked at, ${wrong.length} things wrong; pictures in ${pictures}`)
process.exit(wrong.length ? 1 : 0)
