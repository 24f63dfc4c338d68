// Chromium, and pages in it, a few at a time.

import { after, before } from 'node:test'
import { chromium } from 'playwright-core'
import { installContrast } from './looks.mjs'
import { nameOf } from './report.mjs'
import { host, serve } from './server.mjs'

export const widths = [320, 768, 1280]
export const schemes = ['light', 'dark']

/** Chromium as Debian installs it, or the one that CHROMIUM names. */
export function launch() {
  return chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] })
}

/** Two test files run at once on a machine of two cores; two pages each keep both busy. */
const pagesAtOnce = 2

let browser
const servers = new Map()

/** Starts the browser before the tests of a file and ends it after them. */
export function useBrowser() {
  before(async () => {
    browser = await launch()
  })
  after(() => browser.close())
}

async function serverOf(site) {
  if (!servers.has(site)) servers.set(site, serve(site))
  return servers.get(site)
}

/**
 * Opens each of the pages and hands it to `look`, which returns the problems that it found. The answer holds the problems
 * of all, each with the name of its page. `options` are those of a browser context; animations are off, so that nothing
 * is looked at half way between two colours. `look` also gets what the page said and asked for that it should not have.
 */
export async function visit(pages, options, look) {
  const queue = [...pages]
  const problems = []

  async function worker() {
    const context = await browser.newContext({
      viewport: { width: 1280, height: 800 },
      reducedMotion: 'reduce',
      ...options,
    })
    await context.addInitScript(installContrast)
    const tab = await context.newPage()
    const noise = listen(tab)
    for (let page = queue.shift(); page; page = queue.shift()) {
      noise.length = 0
      const server = await serverOf(page.site)
      try {
        await tab.goto(server.url(page.path))
        const found = await look(tab, page, { server, noise })
        problems.push(...found.map(problem => `${nameOf(page)}: ${problem}`))
      } catch (error) {
        problems.push(`${nameOf(page)}: ${error.message}`)
      }
    }
    await context.close()
  }

  await Promise.all(Array.from({ length: Math.min(pagesAtOnce, pages.length) }, worker))
  return problems.sort()
}

/** Rule 30: a page is silent, and asks its own host alone, which has all that it asks for. */
function listen(tab) {
  const noise = []
  tab.on('console', message => noise.push(`the console says: ${message.text()}`))
  tab.on('pageerror', error => noise.push(`a script fails: ${error.message}`))
  tab.on('requestfailed', request => {
    // The icon of a page that is left is given up by the browser itself; nobody refused it.
    if (request.failure()?.errorText === 'net::ERR_ABORTED') return
    noise.push(`a request fails: ${request.url()}`)
  })
  tab.on('request', request => {
    if (new URL(request.url()).hostname !== host) noise.push(`a request leaves the host: ${request.url()}`)
  })
  tab.on('response', response => {
    if (response.status() >= 400) noise.push(`${response.status()} for ${response.url()}`)
  })
  return noise
}
