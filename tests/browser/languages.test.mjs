// The language switch, used as a reader uses it.

import { test } from 'node:test'
import assert from 'node:assert/strict'
import { useBrowser, visit } from './browser.mjs'
import { onePageAKind, readablePages } from './pages.mjs'
import { assertNone } from './report.mjs'
import { allSites, fullPlan } from './sites.mjs'

useBrowser()

/** How each language calls itself. */
const names = { en: 'English', es: 'Español' }

/** These two are in all languages at once. */
const withoutSwitch = ['choice', 'not-found']

for (const site of allSites) {
  for (const javaScriptEnabled of [true, false]) {
    test(`rule 3: from each kind of page of ${site.name} the switch leads to the same record, and back, with JavaScript ${javaScriptEnabled ? 'on' : 'off (rule 16)'}`, async () => {
      const pages = onePageAKind(site).filter(page => !withoutSwitch.includes(page.kind))
      assertNone(await visit(pages, { javaScriptEnabled }, async (tab, page) => {
        const start = tab.url()
        const canonical = await alternates(tab)
        const [other] = Object.keys(names).filter(language => language !== page.language)

        const problems = await describe(tab, page.language)
        if (problems.length > 0) return problems
        await use(tab, other)
        problems.push(...await describe(tab, other))
        if ((await kind(tab)) !== page.kind) problems.push(`the switch leads to a page of another kind: ${tab.url()}`)
        if (!page.untranslated) assert.deepEqual(await alternates(tab), canonical, `${page.path}: the alternates of both pages`)
        await use(tab, page.language)
        if (tab.url() !== start) problems.push(`the switch does not lead back, but to ${tab.url()}`)
        return problems
      }))
    })
  }
}

test('rule 6: a page that is not translated shows the original, marked, below a notice that leads to it', async () => {
  const pages = readablePages(fullPlan).filter(page => page.untranslated)
  assert.ok(pages.length > 0, 'the full plan has a record that is not translated')
  assertNone(await visit(pages, {}, async (tab, page) => {
    const problems = []
    const original = tab.locator(`main [lang]:not([lang="${page.language}"]):not(a)`, { hasText: /\S{3}/ }).first()
    const back = tab.locator(`main a[hreflang]:not([hreflang="${page.language}"])`).first()
    if (!(await original.isVisible())) problems.push('the original is not shown, or not marked with its language')
    if (!(await back.isVisible())) problems.push('no notice leads to the original')
    return problems
  }))
})

/** By its parts, wherever it stands: a link in a navigation that says the language it leads to. */
function linkTo(tab, language) {
  return tab.locator(`nav a[hreflang="${language}"]`).first()
}

async function use(tab, language) {
  await linkTo(tab, language).focus()
  const before = tab.url()
  await Promise.all([tab.waitForURL(url => url.href !== before), tab.keyboard.press('Enter')])
}

/** What the switch says on a page in `shown`. */
async function describe(tab, shown) {
  const problems = []
  if ((await tab.locator('html').getAttribute('lang')) !== shown) problems.push(`${tab.url()} is not in ${shown}`)
  for (const [language, name] of Object.entries(names)) {
    const link = linkTo(tab, language)
    if (!(await link.isVisible())) return [...problems, `the switch has no link to ${language}`]
    if ((await link.getAttribute('lang')) !== language) problems.push(`the link to ${language} does not say lang="${language}"`)
    if ((await link.innerText()).trim() !== name) problems.push(`the link to ${language} is not called ${name}`)
    const current = (await link.getAttribute('aria-current')) !== null
    if (current !== (language === shown)) problems.push(`the link to ${language} is wrong about what is shown`)
  }
  return problems
}

function kind(tab) {
  return tab.locator('body').evaluate(body => body.className.match(/page-([a-z-]+)/)?.[1])
}

function alternates(tab) {
  return tab.locator('link[rel="alternate"][hreflang]').evaluateAll(links => links.map(link => `${link.hreflang} ${link.href}`).sort())
}
