// Rule 16: every page works without JavaScript.

import { test } from 'node:test'
import { useBrowser, visit } from './browser.mjs'
import { words } from './looks.mjs'
import { onePageAKind, readablePages } from './pages.mjs'
import { assertNone } from './report.mjs'
import { allSites } from './sites.mjs'

useBrowser()

/** Where the links of the main part lead, those that can be seen. */
function links(tab) {
  return tab.locator('main a[href]').evaluateAll(links => links
    .filter(link => link.checkVisibility({ visibilityProperty: true }))
    .map(link => new URL(link.getAttribute('href'), location.href).href)) // the href of a link in an SVG is no string
}

for (const site of allSites) {
  test(`rule 16: what each kind of page of ${site.name} says with JavaScript it says without`, async () => {
    const pages = onePageAKind(site).filter(page => page.kind !== 'search')
    const withScripts = new Map()
    await visit(pages, {}, async (tab, page) => {
      withScripts.set(page.path, { words: await tab.evaluate(words), links: await links(tab) })
      return []
    })
    assertNone(await visit(pages, { javaScriptEnabled: false }, async (tab, page) => {
      const without = { words: await tab.evaluate(words), links: await links(tab) }
      const wanted = withScripts.get(page.path)
      return [
        ...wanted.links.filter(link => !without.links.includes(link)).map(link => `no link to ${link}`),
        ...wanted.words.filter(piece => !without.words.includes(piece)).map(piece => `it does not say: ${piece}`),
      ]
    }))
  })

  test(`rule 16: the lists of ${site.name} are full without JavaScript`, async () => {
    const pages = readablePages(site)
    const lists = pages.filter(page => page.kind === 'list')
    assertNone(await visit(lists, { javaScriptEnabled: false }, async (tab, page, { server }) => {
      const listed = await links(tab)
      return pages
        .filter(({ path, language }) => language === page.language && path.startsWith(page.path) && path !== page.path)
        .filter(({ path }) => !listed.includes(server.url(path)))
        .map(({ path }) => `/${path} is not in the list`)
    }))
  })
}
