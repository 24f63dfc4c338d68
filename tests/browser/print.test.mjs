// Rule 26: the plan on paper.

import { test } from 'node:test'
import assert from 'node:assert/strict'
import { useBrowser, visit } from './browser.mjs'
import { words } from './looks.mjs'
import { textOf } from './pdf.mjs'
import { onePageAKind, readablePages } from './pages.mjs'
import { assertNone } from './report.mjs'
import { allSites } from './sites.mjs'

useBrowser()

/** Letters alone: a line break or a hyphen at the end of a line is no difference, nor are capitals by style and marks apart. */
function letters(text) {
  return text.normalize('NFKC').replace(/[\s\p{Cf}\p{M}\u2010-]/gu, '').toLowerCase()
}

const sheets = { format: 'A4', preferCSSPageSize: true }

/**
 * What a page says on paper, and what of it runs over the edge. A PDF holds a line from right to left as it looks, not as it
 * is read; so a page with such text is printed once more with all letters in a row from left to right, unjoined. The words stand
 * wide apart there: of a letter and a number close together, the reader of PDFs would take the number to come first.
 */
async function paper(tab) {
  const asItLooks = await textOf(await tab.pdf(sheets))
  if (await tab.evaluate(() => document.querySelector('[dir="rtl"]') !== null)) {
    await tab.evaluate(() => {
      const sheet = new CSSStyleSheet()
      sheet.replaceSync(`
        * {
          direction: ltr !important;
          unicode-bidi: bidi-override !important;
          font-feature-settings: "rlig" 0, "liga" 0 !important;
          word-spacing: 2em !important;
        }
        [dir="rtl"] text { text-anchor: end !important; }
      `)
      document.adoptedStyleSheets.push(sheet)
    })
    return { text: letters((await textOf(await tab.pdf(sheets))).text), beyond: asItLooks.beyond }
  }
  return { text: letters(asItLooks.text), beyond: asItLooks.beyond }
}

for (const site of allSites) {
  const plans = readablePages(site).filter(page => page.kind === 'whole-plan')

  test(`rule 26: the whole plan of ${site.name} on paper holds every area, in order, with its commitments and their states`, async () => {
    assert.ok(plans.length > 0, 'the site has a page with the whole plan')
    assertNone(await visit(plans, {}, async (tab, plan) => {
      await tab.emulateMedia({ media: 'print' })
      const expected = await tab.evaluate(() => [...document.querySelectorAll('main h2, main h3, main h4')].map(heading => heading.innerText))
      const { text, beyond } = await paper(tab)
      const problems = beyond.map(piece => `it runs over the edge of the paper: ${piece}`)
      let from = 0
      for (const title of expected) {
        const at = text.indexOf(letters(title), from)
        if (at < 0) problems.push(`it is missing, or not in its place: ${title}`)
        else from = at
      }
      for (const page of readablePages(site).filter(({ kind, language }) => ['area', 'commitment'].includes(kind) && language === plan.language)) {
        const title = page.html.match(/<h1[^>]*>([\s\S]*?)<\/h1>/)[1]
        if (!text.includes(letters(await tab.evaluate(html => new DOMParser().parseFromString(html, 'text/html').body.textContent, title)))) {
          problems.push(`it does not hold /${page.path}`)
        }
      }
      return problems
    }))
  })

  test(`rule 26: each kind of page of ${site.name} has on paper all that it says, its address and the targets of its links, and no navigation`, async () => {
    const pages = onePageAKind(site).filter(page => !['choice', 'not-found', 'search'].includes(page.kind))
    assertNone(await visit(pages, {}, async (tab, page) => {
      const said = await tab.evaluate(words)
      await tab.emulateMedia({ media: 'print' })
      // A whole plan on paper is a book, with its table of contents.
      const isBook = page.kind === 'whole-plan'
      const navigation = await tab.locator('nav, form, [role="search"], body > a').evaluateAll((elements, isBook) => elements
        .filter(element => element.checkVisibility({ visibilityProperty: true }))
        .filter(element => !(isBook && element.matches('main nav:not(:has(a:not([href^="#"])))')))
        .map(element => element.textContent.trim().replace(/\s+/g, ' ').slice(0, 40)), isBook)
      const targets = await tab.locator('main a[href^="http"]').evaluateAll(links => links.map(link => link.getAttribute('href')))
      const address = await tab.locator('link[rel="canonical"]').getAttribute('href')
      const { text, beyond } = await paper(tab)
      return [
        ...navigation.map(link => `navigation is printed: ${link}`),
        ...[address, ...targets, ...said].filter(piece => !text.includes(letters(piece))).map(piece => `it does not show: ${piece}`),
        ...beyond.map(piece => `it runs over the edge of the paper: ${piece}`),
      ]
    }))
  })
}
