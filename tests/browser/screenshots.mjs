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
  desk: { width: 1280, height: 800 },
  phone: { width: 390, height: 760 },
}

/** Name of the picture; kind and language of the page; how it is seen; and which of its kind it is, where not the first in the order of addresses. */
const wanted = [
  ['home', 'home', 'en', 'desk', 'light'],
  ['home-phone', 'home', 'es', 'phone', 'dark'],
  ['area', 'area', 'en', 'desk', 'light'],
  ['commitment', 'commitment', 'es', 'desk', 'light'],
  ['commitments-phone', 'list', 'en', 'phone', 'light', ({ html }) => /<select[^>]* name="area"/.test(html)],
  ['timeline', 'timeline', 'en', 'desk', 'light'],
  ['who-does-what', 'relations', 'en', 'desk', 'dark'],
]

const site = allSites.find(({ name }) => name === options.site)
const pages = readablePages(site)
const server = await serve(site)
const browser = await launch()
mkdirSync(options.to, { recursive: true })

for (const [name, kind, language, device, colorScheme, isMeant = () => true] of wanted) {
  const page = pages.find(page => page.kind === kind && page.language === language && isMeant(page))
  const tab = await browser.newPage({ viewport: devices[device], colorScheme, reducedMotion: 'reduce' })
  await tab.goto(server.url(page.path))
  // What is drawn is what is to be seen.
  if (kind === 'timeline' || kind === 'relations') await tab.locator('section:has(svg) > h2').first().evaluate(heading => heading.scrollIntoView())
  const file = join(options.to, `${name}.png`)
  writeFileSync(file, await tab.screenshot({ fullPage: options.full }))
  console.log(`${file} ${Math.round(statSync(file).size / 1024)} kB`)
  await tab.close()
}
await browser.close()
