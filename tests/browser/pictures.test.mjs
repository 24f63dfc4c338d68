// Rule 22: pictures that the program draws from the plan. Each has a name and says in words or in a table what it shows;
// its links are worked by the keyboard, which keyboard.test.mjs walks through.

import { test } from 'node:test'
import { schemes, useBrowser, visit } from './browser.mjs'
import { shapeContrasts } from './looks.mjs'
import { readablePages } from './pages.mjs'
import { assertNone } from './report.mjs'
import { allSites } from './sites.mjs'

useBrowser()

/** A picture that carries meaning; one that is hidden from screen readers does not. */
const pictures = 'main svg:not([aria-hidden="true"], [aria-hidden="true"] *)'

for (const site of allSites) {
  const pages = readablePages(site).filter(page => /<svg/.test(page.html))
  const relations = readablePages(site).filter(page => page.kind === 'relations')
  const timelines = readablePages(site).filter(page => page.kind === 'timeline')

  test(`rule 22: every picture of ${site.name} has a name, and the same in a table or a list`, async t => {
    if (pages.length === 0) return t.skip('no page has a picture')
    assertNone(await visit(pages, {}, tab => tab.locator(pictures).evaluateAll(pictures => pictures.flatMap(picture => {
      // A picture that is made of several, or of links, is named as their group.
      const group = 'figure:has(> figcaption), [role][aria-label], [role][aria-labelledby]'
      const named = picture.matches('[aria-label], [aria-labelledby], :has(> title)') || picture.closest(group)
      // One with links says what they lead to, and the tests below look for the same outside of it.
      const beside = picture.querySelector('a[href]') ? document.querySelector('main') : picture.closest('section, article, main')
      const told = [...beside.querySelectorAll('table, dl, ol, ul')].some(list => !list.contains(picture) && !list.closest('nav'))
      const what = `<svg> ${picture.textContent.trim().replace(/\s+/g, ' ').slice(0, 40)}`
      return [...(named ? [] : [`${what} has no name`]), ...(told ? [] : [`${what} has neither table nor list beside it`])]
    }))))
  })

  test(`rule 17: the marks in the pictures of ${site.name} stand out, in both schemes`, async t => {
    if (pages.length === 0) return t.skip('no page has a picture')
    assertNone(await visit(pages, {}, async tab => {
      const problems = []
      for (const colorScheme of schemes) {
        await tab.emulateMedia({ colorScheme })
        problems.push(...(await tab.evaluate(shapeContrasts)).map(problem => `${colorScheme}: ${problem}`))
      }
      return problems
    }))
  })

  test(`the timeline of ${site.name} is a picture too, whose links have names and lead to what the list names`, async t => {
    const drawn = timelines.filter(page => /<svg/.test(page.html))
    if (drawn.length === 0) return t.skip('no timeline has a picture')
    assertNone(await visit(drawn, {}, linkProblems))
  })

  test(`rule 22: who does what in ${site.name} stands in a table, beside the picture if there is one`, async t => {
    if (relations.length === 0) return t.skip('no page shows the relations')
    assertNone(await visit(relations, {}, async tab => {
      const tables = await tab.locator('main table').count()
      return [...(tables > 0 ? [] : ['it has no table']), ...await linkProblems(tab)]
    }))
  })
}

/** Links within a picture: each has a name, and the page has the same link outside of it. */
function linkProblems(tab) {
  return tab.locator(`${pictures} a`).evaluateAll(links => {
    const outside = new Set([...document.querySelectorAll('main a[href]')].filter(link => !link.closest('svg')).map(link => link.pathname))
    return links.flatMap(link => {
      const target = new URL(link.getAttribute('href') ?? link.href.baseVal, location.href).pathname
      const name = link.getAttribute('aria-label') || link.textContent.trim()
      return [
        ...(name ? [] : [`a link in the picture has no name: ${target}`]),
        ...(outside.has(target) ? [] : [`the picture alone leads to ${target}`]),
      ]
    })
  })
}
