// A static host, as plain as they come: files under a folder of the host, index.html for folders, 404.html for what is
// missing, and the headers that the site's own `_headers` asks for, so that what passes here passes where it is published.

import { readFileSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import { extname, join, normalize } from 'node:path'

export const host = '127.0.0.1'

const types = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.jpg': 'image/jpeg',
  '.pdf': 'application/pdf',
  '.xml': 'application/xml',
  '.ics': 'text/calendar; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
}

/** Reads the rules of `_headers`: a pattern at the start of a line, its headers indented below it. */
export function headerRules(text) {
  const rules = []
  for (const line of text.split('\n')) {
    if (!line.trim() || line.startsWith('#')) continue
    if (/^\s/.test(line)) {
      const colon = line.indexOf(':')
      rules.at(-1).headers.push([line.slice(0, colon).trim(), line.slice(colon + 1).trim()])
    } else {
      const pattern = line.trim().split('*').map(escape).join('.*')
      rules.push({ pattern: new RegExp(`^${pattern}$`), headers: [] })
    }
  }
  return rules
}

function escape(text) {
  return text.replace(/[.+?^${}()|[\]\\]/g, '\\$&')
}

/** Serves a built site until the process ends. */
export async function serve(site) {
  const rules = headerRules(readFileSync(join(site.output, '_headers'), 'utf8'))

  const server = createServer((request, response) => {
    const address = decodeURIComponent(new URL(request.url, 'http://host').pathname)
    const path = normalize(address)
    const answer = (status, file) => {
      const type = types[extname(file)] ?? 'application/octet-stream'
      const headers = rules
        .filter(rule => rule.pattern.test(path))
        .flatMap(rule => rule.headers)
      response.writeHead(status, Object.fromEntries([['Content-Type', type], ...headers]))
      response.end(readFileSync(file))
    }
    const missing = () => answer(404, join(site.output, '404.html'))

    if (!path.startsWith(site.base)) return missing()
    const file = join(site.output, path.slice(site.base.length))
    const found = statSync(file, { throwIfNoEntry: false })
    if (found?.isFile()) return answer(200, file)
    if (!found?.isDirectory()) return missing()
    if (!path.endsWith('/')) return response.writeHead(301, { Location: `${path}/` }).end()
    if (!statSync(join(file, 'index.html'), { throwIfNoEntry: false })) return missing()
    return answer(200, join(file, 'index.html'))
  })

  await new Promise(resolve => server.listen(0, host, resolve))
  server.unref()
  const origin = `http://${host}:${server.address().port}`
  return { origin, url: path => origin + site.base + path.split('/').map(encodeURIComponent).join('/') }
}
