// Rule 16: every page works without JavaScript.

import { test } from 'node:test'
import { useBrowser, visit } from './browser.mjs'
import { onePageAKind, readablePages } from './pages.mjs'
import { assertNone } from './report.mjs'
import { allSites } from './sites.mjs'

useBrowser()

/** The texts and links of the main part that can be seen. */
function content(tab) {
  return tab.evaluate(() => {
    const main = document.querySelector('main')
    const seen = [...main.querySelectorAll('a[href]')].filter(link => link.checkVisibility({ visibilityProperty: true }))
    return { text: main.innerText.split(/\s*[\n\t]\s*/).filter(Boolean), links: seen.map(link => link.href) }
  })
}

for (const site of allSites) {
  test(`rule 16: what each kind of page of ${site.name} says with JavaScript it says without`, async () => {
    const pages = onePageAKind(site).filter(page => page.kind !== 'search')
    const withScripts = new Map()
    await visit(pages, {}, async (tab, page) => {
      withScripts.set(page.path, await content(tab))
      return []
    })
    assertNone(await visit(pages, { javaScriptEnabled: false }, async (tab, page) => {
      const without = await content(tab)
      const wanted = withScripts.get(page.path)
      return [
        ...wanted.links.filter(link => !without.links.includes(link)).map(link => `no link to ${link}`),
        // Controls are of use with JavaScript alone, and so is what they announce.
        ...(await tab.locator('main').evaluate((main, lines) => {
          const controls = [...main.querySelectorAll('form, [role="status"], [aria-live]')].map(element => element.textContent).join(' ')
          const flat = text => text.replace(/\s+/g, ' ').toLowerCase()
          return lines.filter(line => !flat(main.textContent).includes(flat(line)) && !flat(controls).includes(flat(line)))
        }, wanted.text)).map(line => `it does not say: ${line}`),
      ]
    }))
  })

  test(`rule 16: the lists of ${site.name} are full without JavaScript`, async () => {
    const pages = readablePages(site)
    const lists = pages.filter(page => page.kind === 'list')
    assertNone(await visit(lists, { javaScriptEnabled: false }, async (tab, page, { server }) => {
      const { links } = await content(tab)
      return pages
        .filter(({ path, language }) => language === page.language && path.startsWith(page.path) && path !== page.path)
        .filter(({ path }) => !links.includes(server.url(path)))
        .map(({ path }) => `/${path} is not in the list`)
    }))
  })
}
