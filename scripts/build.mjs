/**
 * Builds what is served, all static: dist/index.html and one index.html per route (relative addresses, so any sub-path will do),
 * and dist/embed/index.html, one self-contained file, with a classic script beside it for each lesson, loaded when a frame asks for it.
 */
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const dist = join(root, 'dist')

/** Lessons are the folders `NN-id` of src/lessons. */
const lessonFolders = readdirSync(join(root, 'src/lessons'), { withFileTypes: true }).filter(entry => entry.isDirectory() && /^\d\d-/.test(entry.name)).map(({ name }) => name)

/** The routes besides `/`: one folder each. */
const routes = () => ['play', 'fidelity', 'reference', ...lessonFolders.flatMap(name => [`lesson/${name.slice(3)}`, `lesson/${name.slice(3)}/teacher`])]

function writeRoutes() {
  const page = readFileSync(join(dist, 'index.html'), 'utf8')
  for (const route of routes()) {
    const up = '../'.repeat(route.split('/').length)
    mkdirSync(join(dist, route), { recursive: true })
    writeFileSync(join(dist, route, 'index.html'), page.replaceAll('="./', `="${up}`).replace('data-base="./"', `data-base="${up}"`))
  }
  cpSync(join(root, 'scripts/404.html'), join(dist, '404.html'))
}

function writeEmbed() {
  const script = readFileSync(join(root, '.cache/embed/embed.js'), 'utf8').replaceAll('</script', '<\\/script')
  const style = readFileSync(join(root, '.cache/embed/embed.css'), 'utf8')
  const page = readFileSync(join(root, 'scripts/embed.html'), 'utf8')
  mkdirSync(join(dist, 'embed'), { recursive: true })
  writeFileSync(join(dist, 'embed/index.html'), page.replace('<!-- style -->', () => `<style>${style}</style>`).replace('<!-- script -->', () => `<script>${script}</script>`))
}

rmSync(dist, { recursive: true, force: true })
await build({ root, configFile: join(root, 'vite.config.ts'), logLevel: 'warn' })
await build({ root, configFile: join(root, 'vite.embed.config.ts'), logLevel: 'warn' })
writeRoutes()
writeEmbed()
for (const name of lessonFolders) {
  await build({
    root, configFile: false, logLevel: 'warn', publicDir: false,
    build: {
      target: 'es2022', outDir: join(dist, 'embed/lessons'), emptyOutDir: false,
      lib: { entry: join(root, 'src/lessons', name, 'index.ts'), formats: ['iife'], name: 'brokerscopeLesson', fileName: () => `${name.slice(3)}.js` },
    },
  })
}
