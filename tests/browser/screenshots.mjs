// Pictures of the repository's own plan for its documentation: `npm run screenshots`, by default into docs/images/.
// A window's height of a page, not all of it: the picture is to be seen, not read.

import { mkdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { launch } from './browser.mjs'
import { readablePages } from './pages.mjs'
import { serve } from './server.mjs'
import { allSites, ownPlan, repository } from './sites.mjs'

const { values: options } = parseArgs({
  options: {
    site: { type: 'string', default: ownPlan.name },
    to: { type: 'string', default: join(repository, 'docs', 'images') },
    full: { type: 'boolean', default: false },
  },
})

const devices = {
  desktop: { viewport: { width: 1280, height: 800 } },
  phone: { viewport: { width: 390, height: 760 } },
}

/** Name of the picture, kind and language of the page: the first of its kind, in the order of addresses. */
const wanted = [
  ['home', 'home', 'en'],
  ['inicio', 'home', 'es'],
  ['area', 'area', 'en'],
  ['commitment', 'commitment', 'en'],
]

const site = allSites.find(({ name }) => name === options.site)
const pages = readablePages(site)
const server = await serve(site)
const browser = await launch()
mkdirSync(options.to, { recursive: true })

for (const [device, { viewport }] of Object.entries(devices)) {
  for (const colorScheme of ['light', 'dark']) {
    const tab = await browser.newPage({ viewport, colorScheme, reducedMotion: 'reduce' })
    for (const [name, kind, language] of wanted) {
      const page = pages.find(page => page.kind === kind && page.language === language)
      await tab.goto(server.url(page.path))
      const file = join(options.to, `${name}-${device}-${colorScheme}.png`)
      writeFileSync(file, await tab.screenshot({ fullPage: options.full }))
      console.log(`${file} ${Math.round(statSync(file).size / 1024)} kB`)
    }
    await tab.close()
  }
}
await browser.close()
