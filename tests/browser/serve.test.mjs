// The preview, as an author sees it: a page that follows its files, mistakes that lie over it and go, style sheets that are
// exchanged beneath the reader.

import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { appendFileSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { after, before, test } from 'node:test'
import { axeProblems } from './axe.mjs'
import { launch } from './browser.mjs'
import { assertNone } from './report.mjs'
import { repository } from './sites.mjs'

const root = join(repository, 'target', 'browser', 'served')
const area = join(root, 'content', 'areas', 'security.en.md')
const page = 'en/areas/security/'

let browser
let server
let home

before(async () => {
  rmSync(root, { recursive: true, force: true })
  mkdirSync(root, { recursive: true })
  cpSync(join(repository, 'content'), join(root, 'content'), { recursive: true })
  // A theme of the site's own that is the default one, so that its style sheet can be edited.
  cpSync(join(repository, 'themes', 'default'), join(root, 'themes', 'default'), { recursive: true })
  server = spawn('cargo', ['run', '--release', '--locked', '--quiet', '--', 'serve', '--root', root, '--port', '0'],
    { cwd: repository, detached: true, stdio: ['ignore', 'ignore', 'pipe'] })
  for await (const line of createInterface({ input: server.stderr })) {
    home = line.match(/http:\S+/)?.[0]
    if (home) break
  }
  server.stderr.resume()
  browser = await launch()
})

after(async () => {
  await browser?.close()
  // The program and the cargo that runs it.
  process.kill(-server.pid, 'SIGINT')
})

/** Opens a page that remembers, as long as it is not loaded again, that it was opened here. */
async function open(path, options) {
  const context = await browser.newContext(options)
  const tab = await context.newPage()
  const noise = []
  tab.on('console', message => noise.push(message.text()))
  tab.on('pageerror', error => noise.push(error.message))
  await tab.goto(home + path)
  await tab.evaluate(() => { window.isTheSame = true })
  return { tab, noise, close: () => context.close() }
}

const isTheSame = tab => tab.evaluate(() => window.isTheSame === true)
const overlay = tab => tab.locator('tratado-mistakes').getByRole('dialog')

test('an edit is seen on the page that shows it, where the reader was, and leaves other pages alone', async () => {
  const { tab, noise, close } = await open(page, { viewport: { width: 390, height: 500 } })
  const other = await open('es/')
  await tab.evaluate(() => scrollTo(0, 700))
  appendFileSync(area, '\nA sentence that was just written.\n')
  await tab.getByText('A sentence that was just written.').waitFor()
  await tab.waitForFunction(() => scrollY === 700)
  assert.equal(await isTheSame(tab), false)
  assert.equal(await isTheSame(other.tab), true)
  assert.deepEqual(noise, [])
  await close()
  await other.close()
})

for (const colorScheme of ['light', 'dark']) {
  test(`a mistake lies over the page, is readable (${colorScheme}), and goes when it is mended`, async () => {
    const { tab, noise, close } = await open(page, { viewport: { width: 390, height: 700 }, colorScheme })
    const good = readFileSync(area, 'utf8')
    writeFileSync(area, good.replace('---\n', '---\ntitel: Security\n'))
    await overlay(tab).waitFor()
    assert.match(await overlay(tab).innerText(), /error\[unknown-key\][^]*content\/areas\/security\.en\.md:2:1[^]*titel: Security/)
    assert.equal(await isTheSame(tab), true)
    assert.deepEqual(noise, [])
    assertNone(await axeProblems(tab))
    // What axe itself tries is refused by the policy.
    noise.length = 0
    await tab.keyboard.press('Escape')
    await overlay(tab).waitFor({ state: 'detached' })

    writeFileSync(area, good.replace('---\n', '---\nsumary: Security\n'))
    await overlay(tab).getByText('sumary').first().waitFor()
    writeFileSync(area, good)
    await overlay(tab).waitFor({ state: 'detached' })
    assert.equal(await isTheSame(tab), true)
    assert.deepEqual(noise, [])
    await close()
  })
}

test('a style sheet is exchanged without loading the page again', async () => {
  const { tab, noise, close } = await open(page)
  const sheet = join(root, 'themes', 'default', 'assets', 'style.css')
  const colour = () => tab.evaluate(() => getComputedStyle(document.body).outlineColor)
  assert.notEqual(await colour(), 'rgb(1, 2, 3)')
  appendFileSync(sheet, '\nbody { outline-color: rgb(1 2 3); }\n')
  await tab.waitForFunction(() => getComputedStyle(document.body).outlineColor === 'rgb(1, 2, 3)')
  assert.equal(await isTheSame(tab), true)
  assert.deepEqual(noise, [])
  await close()
})
