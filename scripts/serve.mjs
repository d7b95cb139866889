/** Serves dist on this machine, as any static host would: node scripts/serve.mjs [--port N]. Prints the address. */
import { createReadStream, existsSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import { dirname, extname, join, normalize, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

const TYPES = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.woff2': 'font/woff2', '.json': 'application/json', '.png': 'image/png', '.wasm': 'application/wasm' }
const dist = join(dirname(fileURLToPath(import.meta.url)), '../dist')

/** The file for a path; folders need their closing slash, as on a static host. Null: there is none. */
function fileFor(path) {
  const full = normalize(join(dist, decodeURIComponent(path)))
  if (full !== dist && !full.startsWith(dist + sep)) return null
  if (!existsSync(full)) return null
  if (!statSync(full).isDirectory()) return full
  return existsSync(join(full, 'index.html')) ? join(full, 'index.html') : null
}

/** Listens on `port`, or the next free one; resolves to the address. */
export function serve(port, { fixed = false } = {}) {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://host')
    let file = null
    try { file = fileFor(pathname) } catch { /* a malformed address has no file */ }
    if (file && file.endsWith('index.html') && !pathname.endsWith('/') && !pathname.endsWith('.html')) {
      response.writeHead(301, { location: `${pathname}/` }).end()
      return
    }
    response.writeHead(file ? 200 : 404, { 'content-type': TYPES[file ? extname(file) : '.html'] ?? 'application/octet-stream', 'cache-control': 'no-cache' })
    createReadStream(file ?? join(dist, '404.html')).pipe(response)
  })
  return new Promise((resolve, reject) => {
    server.on('error', problem => {
      if (problem.code === 'EADDRINUSE' && !fixed && port < 65_000) server.listen(++port, '127.0.0.1')
      else reject(problem)
    })
    server.listen(port, '127.0.0.1', () => { resolve(`http://localhost:${port}/`) })
  })
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const at = process.argv.indexOf('--port')
  console.log(await serve(at === -1 ? 4173 : Number(process.argv[at + 1]), { fixed: at !== -1 }))
}
