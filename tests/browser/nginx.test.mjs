// The snippet for nginx, as nginx itself reads it: at the root of a host, and in a folder of one.

import { after, before, test } from 'node:test'
import assert from 'node:assert/strict'
import { execFileSync, spawn } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { host } from './server.mjs'
import { accented, fullPlan } from './sites.mjs'

/** nginx as Debian installs it, or the program that NGINX names. */
const program = process.env.NGINX ?? '/usr/sbin/nginx'

/** Files that a plan may publish, besides those of the site: what is in them is no matter here. */
const others = ['downloads/dates.ics', 'downloads/figures.csv', 'downloads/search.wasm', 'downloads/plan.webmanifest']

async function freePort() {
  const server = createServer()
  await new Promise(resolve => server.listen(0, host, resolve))
  const { port } = server.address()
  await new Promise(resolve => server.close(resolve))
  return port
}

/** Starts nginx with nothing of the machine's own configuration but its content types. */
async function start(site) {
  const folder = mkdtempSync(join(tmpdir(), 'tratado-nginx-'))
  const root = join(folder, 'www')
  const output = join(root, site.base)
  mkdirSync(join(folder, 'temporary'), { recursive: true })
  cpSync(site.output, output, { recursive: true })
  for (const file of others) {
    mkdirSync(join(output, 'downloads'), { recursive: true })
    writeFileSync(join(output, file), '')
  }
  const port = await freePort()
  const configuration = join(folder, 'nginx.conf')
  writeFileSync(configuration, `
    daemon off;
    master_process off;
    pid ${folder}/nginx.pid;
    error_log stderr crit;
    events {}
    http {
      include /etc/nginx/mime.types;
      default_type application/octet-stream;
      access_log off;
      client_body_temp_path ${folder}/temporary/body;
      proxy_temp_path ${folder}/temporary/proxy;
      fastcgi_temp_path ${folder}/temporary/fastcgi;
      uwsgi_temp_path ${folder}/temporary/uwsgi;
      scgi_temp_path ${folder}/temporary/scgi;
      server {
        listen ${host}:${port};
        root ${root};
        include ${join(output, 'nginx.conf')};
      }
    }`)
  execFileSync(program, ['-t', '-q', '-c', configuration, '-e', 'stderr'], { stdio: ['ignore', 'inherit', 'inherit'] })
  const process = spawn(program, ['-c', configuration, '-e', 'stderr'], { stdio: ['ignore', 'ignore', 'inherit'] })
  const ask = path => fetch(`http://${host}:${port}${encodeURI(path)}`, { redirect: 'manual' })
  for (let attempt = 0; ; attempt++) {
    try {
      await ask(site.base)
      break
    } catch (error) {
      if (attempt === 50) throw error
      await new Promise(resolve => setTimeout(resolve, 100))
    }
  }
  return {
    ask: path => ask(site.base + path),
    end: async () => {
      const ended = new Promise(resolve => process.once('exit', resolve))
      process.kill()
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

for (const site of [fullPlan, accented[0]]) {
  const where = site.base === '/' ? 'at the root of a host' : 'in a folder of a host'
  let nginx
  before(async () => {
    nginx = await start(site)
  })
  after(() => nginx.end())

  const header = async (path, name) => (await nginx.ask(path)).headers.get(name)

  test(`nginx ${where} sends the policy with every page, and has browsers ask for it each time (rule 30)`, async () => {
    for (const path of ['', 'en/', 'es/', 'robots.txt']) {
      const response = await nginx.ask(path)
      assert.equal(response.status, 200, path)
      assert.match(response.headers.get('Content-Security-Policy') ?? '', /^default-src 'none'; script-src 'self'/, path)
      assert.equal(response.headers.get('X-Content-Type-Options'), 'nosniff', path)
      assert.equal(response.headers.get('Cache-Control'), 'no-cache', path)
    }
  })

  test(`nginx ${where} lets browsers keep fingerprinted assets for a year`, async () => {
    for (const name of readdirSync(join(site.output, 'assets'), { withFileTypes: true })) {
      if (!name.isFile()) continue
      const response = await nginx.ask(`assets/${name.name}`)
      assert.equal(response.status, 200, name.name)
      assert.equal(response.headers.get('Cache-Control'), 'public, max-age=31536000, immutable', name.name)
      assert.match(response.headers.get('Content-Security-Policy') ?? '', /^default-src 'none'/, name.name)
    }
  })

  test(`nginx ${where} answers what is missing, at any depth, with the site's page`, async () => {
    for (const path of ['nothing', 'en/nothing/at/all/', 'assets/style.0123abcd.css', 'assets/', 'en/nothing.xml']) {
      const response = await nginx.ask(path)
      assert.equal(response.status, 404, path)
      assert.match(response.headers.get('Content-Type') ?? '', /^text\/html/, path)
      assert.match(await response.text(), /<body class="page-not-found/, path)
      assert.match(response.headers.get('Content-Security-Policy') ?? '', /^default-src 'none'/, path)
      assert.equal(response.headers.get('Cache-Control'), 'no-cache', path)
    }
  })

  test(`nginx ${where} leads from a folder without its last slash to the folder`, async () => {
    const response = await nginx.ask('en')
    assert.equal(response.status, 301)
    assert.equal(response.headers.get('Location'), `${site.base}en/`)
  })

  test(`nginx ${where} says what everything is`, async () => {
    const assets = readdirSync(join(site.output, 'assets'))
    const asset = ending => `assets/${assets.find(name => name.endsWith(ending))}`
    const expected = [
      ['en/', 'text/html; charset=utf-8'],
      [asset('.css'), 'text/css; charset=utf-8'],
      [asset('.js'), 'text/javascript; charset=utf-8'],
      ['favicon.svg', 'image/svg+xml; charset=utf-8'],
      ['sitemap.xml', 'application/xml; charset=utf-8'],
      ['robots.txt', 'text/plain; charset=utf-8'],
      ['downloads/dates.ics', 'text/calendar; charset=utf-8'],
      ['downloads/figures.csv', 'text/csv; charset=utf-8'],
      ['downloads/search.wasm', 'application/wasm'],
      ['downloads/plan.webmanifest', 'application/manifest+json; charset=utf-8'],
    ]
    for (const [path, type] of expected) assert.equal(await header(path, 'Content-Type'), type, path)
  })

  test(`nginx ${where} keeps to itself what is for hosts alone`, async () => {
    for (const name of ['nginx.conf', '.htaccess', 'staticwebapp.config.json', '_headers', '.nojekyll', '.tratado-manifest.json']) {
      assert.equal((await nginx.ask(name)).status, 404, name)
    }
  })
}
