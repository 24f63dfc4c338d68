// A walk with the Tab key, from the address bar through the page.

import { test } from 'node:test'
import { useBrowser, visit } from './browser.mjs'
import { focused, reachable } from './looks.mjs'
import { onePageAKind } from './pages.mjs'
import { assertNone } from './report.mjs'
import { allSites } from './sites.mjs'

useBrowser()

/** Rule 17: what marks the focus stands out from what lies behind it by this much. */
const focusContrast = 3

for (const site of allSites) {
  for (const [device, options] of Object.entries({
    'a phone, in the light scheme': { viewport: { width: 320, height: 640 }, colorScheme: 'light' },
    'a desk, in the dark scheme': { viewport: { width: 1280, height: 800 }, colorScheme: 'dark' },
  })) {
    test(`rules 12, 17 and 19: the Tab key walks through each kind of page of ${site.name}, on ${device}, in sight`, async () => {
      assertNone(await visit(onePageAKind(site), options, walk))
    })
  }

  test(`rule 12: on each kind of page of ${site.name} the first Tab leads to a link that skips to the main text`, async () => {
    assertNone(await visit(onePageAKind(site), {}, async tab => {
      await tab.keyboard.press('Tab')
      const skip = await tab.evaluate(focused)
      if (!skip?.href?.startsWith('#')) return [`the first stop is ${skip?.name}`]
      if (!skip.inSight) return ['the skip link stays out of sight when it has focus']
      await tab.keyboard.press('Enter')
      await tab.keyboard.press('Tab')
      const within = await tab.evaluate(() => {
        const main = document.querySelector('main')
        const position = main.compareDocumentPosition(document.activeElement)
        const links = main.querySelectorAll('a[href], button, input, select, summary, [tabindex="0"]').length
        return main.contains(document.activeElement) || (links === 0 && position & Node.DOCUMENT_POSITION_FOLLOWING) !== 0
      })
      return within ? [] : ['the stop after the skip link is not in the main text']
    }))
  })
}

async function walk(tab) {
  const wanted = new Set(await tab.evaluate(reachable))
  const steps = wanted.size
  const problems = []
  let last = -1
  for (let step = 0; step < steps; step++) {
    await tab.keyboard.press('Tab')
    const stop = await tab.evaluate(focused)
    if (!stop) break
    wanted.delete(stop.order)
    if (stop.order < last) problems.push(`focus goes back in the page, to ${stop.name}`)
    last = stop.order
    if (!stop.inSight) problems.push(`focus is out of sight at ${stop.name}`)
    if (stop.contrast === null && !(await looksOtherwiseWithFocus(tab, stop))) problems.push(`nothing marks the focus of ${stop.name}`)
    if (stop.contrast !== null && stop.contrast < focusContrast) {
      problems.push(`the mark of focus has a contrast of ${stop.contrast.toFixed(2)} at ${stop.name}`)
    }
  }
  if (wanted.size > 0) problems.push(`the Tab key does not reach ${wanted.size} of what it should`)
  return problems
}

/** Where no outline marks the focus, a picture with it and one without tell whether anything does. */
async function looksOtherwiseWithFocus(tab, { box }) {
  const withFocus = await tab.screenshot({ clip: box })
  const element = await tab.evaluateHandle(() => document.activeElement)
  await element.evaluate(element => element.blur())
  const without = await tab.screenshot({ clip: box })
  await element.evaluate(element => element.focus())
  return !withFocus.equals(without)
}
