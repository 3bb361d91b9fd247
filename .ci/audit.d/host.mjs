// A host on this machine alone that answers as those do which read _headers: packed, with its fields, and 404.html for what is not there.
import { createServer } from 'node:http'
import { readFileSync, statSync } from 'node:fs'
import { extname, join } from 'node:path'
import { gzipSync } from 'node:zlib'

const types = { '.html': 'text/html; charset=utf-8', '.css': 'text/css; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.svg': 'image/svg+xml',
  '.png': 'image/png', '.jpg': 'image/jpeg', '.webp': 'image/webp', '.avif': 'image/avif', '.gif': 'image/gif', '.json': 'application/json', '.xml': 'application/xml; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8', '.woff2': 'font/woff2', '.ics': 'text/calendar; charset=utf-8', '.pdf': 'application/pdf', '.vtt': 'text/vtt; charset=utf-8',
  '.mp4': 'video/mp4', '.webm': 'video/webm', '.webmanifest': 'application/manifest+json', '.wasm': 'application/wasm' }
const packed = /^(text|application\/(json|xml|javascript|manifest))|svg/

export async function serve(out) {
  let rules = []
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, 'http://localhost').pathname)
    const fields = new Map()
    for (const rule of rules.filter((r) => r.pattern.test(path))) {
      for (const [name, value] of rule.fields) {
        if (name.startsWith('! ')) fields.delete(name.slice(2))
        else fields.set(name, value)
      }
    }
    let file = join(out, path.endsWith('/') ? path + 'index.html' : path), status = 200
    if (!file.startsWith(out) || !statSync(file, { throwIfNoEntry: false })?.isFile()) [file, status] = [join(out, '404.html'), 404]
    let body = readFileSync(file)
    if (!fields.has('Content-Type')) fields.set('Content-Type', types[extname(file)] ?? 'application/octet-stream')
    if (packed.test(fields.get('Content-Type'))) {
      fields.set('Content-Encoding', 'gzip')
      body = gzipSync(body)
    }
    response.writeHead(status, Object.fromEntries(fields))
    response.end(request.method === 'HEAD' ? undefined : body)
  })
  await new Promise((done) => server.listen(0, '127.0.0.1', done))
  return {
    base: `http://localhost:${server.address().port}/`,
    ready: () => { rules = parse(readFileSync(join(out, '_headers'), 'utf8')) },
    close: () => server.close(),
  }
}

// parse reads _headers: patterns at the beginning of a line, with their fields below.
function parse(text) {
  const rules = []
  for (const line of text.split('\n').filter((l) => l.trim())) {
    if (/^\s/.test(line)) {
      const [name, ...value] = line.trim().split(':')
      rules.at(-1).fields.push([name, value.join(':').trim()])
      continue
    }
    const pattern = line.trim().replace(/[.+?^${}()|[\]\\]/g, '\\$&').replace(/\*/g, '.*').replace(/:[a-z]+/g, '[^/]+')
    rules.push({ pattern: new RegExp(`^${pattern}$`), fields: [] })
  }
  return rules
}
