// Makes the product's one style sheet and one script: node assets/build.js OUTPUT_FOLDER
import { cp, mkdir, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as esbuild from 'esbuild'
import * as sass from 'sass'

const here = dirname(fileURLToPath(import.meta.url))
const output = process.argv[2] && resolve(process.argv[2])
if (!output) {
  console.error('usage: node assets/build.js OUTPUT_FOLDER')
  process.exit(2)
}

async function makeStyle() {
  const made = sass.compile(join(here, 'scss/app.scss'), {
    loadPaths: [join(here, '../node_modules')],
    style: 'compressed',
    quietDeps: true
  })
  await writeFile(join(output, 'app.css'), made.css)
}

async function makeScript() {
  await esbuild.build({
    entryPoints: [join(here, 'ts/app.ts')],
    outfile: join(output, 'app.js'),
    bundle: true,
    format: 'esm',
    legalComments: 'none',
    logLevel: 'warning',
    minify: true,
    target: 'es2020'
  })
}

await mkdir(output, { recursive: true })
await Promise.all([makeStyle(), makeScript(), cp(join(here, 'icons'), join(output, 'icons'), { recursive: true })])
