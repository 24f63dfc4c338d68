// Rules 16, 23 and 30: the search, by keyboard, under the policy of the site, with and without JavaScript.

import { test } from 'node:test'
import { axeProblems } from './axe.mjs'
import { useBrowser, visit } from './browser.mjs'
import { readablePages } from './pages.mjs'
import { assertNone } from './report.mjs'
import { fullPlan } from './sites.mjs'

useBrowser()

const pages = readablePages(fullPlan).filter(page => page.kind === 'search')

/** What is typed in each language, and another form of it that is to be found. */
const wanted = {
  en: { words: 'forest', other: /\bforests\b/i },
  es: { words: 'bosques', other: /\bbosque\b/i },
}

test('rules 23 and 30: the search finds other forms of a word, by keyboard, and counts the results aloud', async () => {
  assertNone(await visit(pages, {}, async (tab, page, { noise, server }) => {
    const { words, other } = wanted[page.language]
    const problems = []
    await tab.getByRole('searchbox').focus()
    await tab.keyboard.type(words)
    await tab.keyboard.press('Enter')
    const results = tab.locator('main ol > li')
    await results.first().waitFor()
    const status = await tab.locator('main [role="status"]').innerText()
    if (!/\d/.test(status) || !status.includes(words)) problems.push(`it announces: ${status}`)
    const texts = await results.allInnerTexts()
    if (!texts.some(text => other.test(text))) problems.push(`no result has another form of ${words}: ${texts.join(' | ')}`)
    for (const href of await results.locator('a').evaluateAll(links => links.map(link => link.href))) {
      if (!href.startsWith(server.url(page.language))) problems.push(`a result leads to another language: ${href}`)
      if ((await fetch(href)).status !== 200) problems.push(`a result leads nowhere: ${href}`)
    }
    problems.push(...(await axeProblems(tab)))
    // The same address shows the same results.
    await tab.reload()
    await results.first().waitFor()
    if ((await results.count()) !== texts.length) problems.push('the same address shows other results')
    return [...problems, ...noise]
  }))
})

test('the results of a search are narrowed by a filter', async () => {
  assertNone(await visit(pages, {}, async tab => {
    const results = tab.locator('main ol > li')
    await tab.getByRole('searchbox').fill('plan')
    await results.first().waitFor()
    const count = async () => Number((await tab.locator('main [role="status"]').innerText()).match(/(\d+)\D*$/)?.[1])
    await tab.waitForFunction(() => document.querySelector('main [role="status"]').textContent !== '')
    const all = await count()
    await tab.locator('select[name="collection"]').selectOption('areas')
    await tab.waitForURL(/collection=areas/)
    await tab.waitForTimeout(500)
    const some = await count()
    return some < all ? [] : [`${some} of ${all}`]
  }))
})

test('rule 16: without JavaScript the search says so, and offers the site map', async () => {
  assertNone(await visit(pages, { javaScriptEnabled: false }, async tab => {
    const problems = []
    if (await tab.locator('main form').isVisible()) problems.push('a form is shown that does nothing')
    if (!/JavaScript/.test(await tab.locator('main').innerText())) problems.push('nothing says why')
    const href = await tab.locator('main a').last().evaluate(link => link.href)
    if ((await fetch(href)).status !== 200) problems.push(`no site map at ${href}`)
    return problems
  }))
})
