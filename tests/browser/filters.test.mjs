// Rule 23: lists that are filtered. A filter is a form with labelled controls in the main part of a list; its state stands
// in the query string, and what it leaves is counted aloud.

import { test } from 'node:test'
import { useBrowser, visit } from './browser.mjs'
import { readablePages } from './pages.mjs'
import { assertNone } from './report.mjs'
import { allSites } from './sites.mjs'

useBrowser()

const controls = 'select, input:not([type="hidden"], [type="submit"], [type="reset"])'

for (const site of allSites) {
  test(`rule 23: the filters of ${site.name} narrow the list, count it aloud, and stand in the address`, async t => {
    const lists = readablePages(site).filter(page => page.kind === 'list')
    const filtered = new Set()
    const problems = await visit(lists, {}, async (tab, page) => {
      const form = tab.locator('main form:not([role="search"])').filter({ has: tab.locator(controls) }).first()
      if ((await form.count()) === 0 || !(await form.isVisible())) return []
      filtered.add(page.path)

      const all = await records(tab)
      const found = []
      for (let number = 0; number < await form.locator(controls).count(); number++) {
        const control = form.locator(controls).nth(number)
        const name = await control.evaluate(control => control.labels?.[0]?.textContent.trim() ?? control.getAttribute('aria-label'))
        if (!name) found.push(`a control has no label: ${await control.evaluate(control => control.outerHTML.slice(0, 80))}`)
        await choose(control, all)
        found.push(...(await stateProblems(tab, all)).map(problem => `“${name}”: ${problem}`))
        await tab.goto(tab.url().split('?')[0])
      }
      return found
    })
    if (filtered.size === 0) return t.skip('no list of the theme has a filter')
    assertNone(problems)
  })
}

/** The records that the list shows: what it links to below its own address. */
function records(tab) {
  return tab.evaluate(() => {
    const links = [...document.querySelectorAll('main a[href]')]
      .filter(link => link.pathname.startsWith(location.pathname) && link.pathname !== location.pathname)
      .filter(link => link.checkVisibility({ visibilityProperty: true }))
    return [...new Map(links.map(link => [link.pathname, link.textContent.trim()])).entries()]
  })
}

/** Uses a control as a reader would, so that something stays: the first choice that is not 'all', or a word of a title. */
async function choose(control, all) {
  const kind = await control.evaluate(control => control.localName === 'select' ? 'select' : control.type)
  if (kind === 'select') {
    const values = await control.locator('option').evaluateAll(options => options.map(option => option.value))
    await control.selectOption(values.find(value => value !== ''))
  } else if (kind === 'checkbox' || kind === 'radio') {
    await control.focus()
    await control.press('Space')
  } else {
    await control.fill(all.at(-1)[1].split(' ').at(-1))
  }
}

async function stateProblems(tab, all) {
  const status = tab.locator('main').locator('[role="status"], [aria-live="polite"], output').first()
  if ((await status.count()) === 0) return ['nothing would announce the count']
  try {
    await tab.waitForURL(url => url.search !== '', { timeout: 2000 })
  } catch {
    return ['the choice does not stand in the address']
  }
  const problems = []
  const shown = await settled(tab)
  if (shown.length === 0 || shown.length > all.length) problems.push(`it leaves ${shown.length} of ${all.length} records`)
  if (!new RegExp(`\\b${shown.length}\\b`).test(await status.innerText())) {
    problems.push(`it shows ${shown.length} records and announces: ${await status.innerText()}`)
  }
  await tab.reload()
  if (JSON.stringify(await settled(tab)) !== JSON.stringify(shown)) problems.push('the same address shows another list')
  return problems
}

/** The records once the list has come to rest. */
async function settled(tab) {
  let shown = await records(tab)
  for (;;) {
    await tab.waitForTimeout(100)
    const next = await records(tab)
    if (next.length === shown.length) return next
    shown = next
  }
}
