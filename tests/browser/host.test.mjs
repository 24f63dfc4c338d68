// How a site behaves on a host: in a folder of it, with its own headers, at addresses that do not exist.

import { test } from 'node:test'
import assert from 'node:assert/strict'
import { useBrowser, visit } from './browser.mjs'
import { pagesOf } from './pages.mjs'
import { assertNone } from './report.mjs'
import { headerRules } from './server.mjs'
import { allSites } from './sites.mjs'

useBrowser()

test('the headers of a site are read as hosts read them', () => {
  const [all, assets] = headerRules('/*\n  X-One: a: b\n# a comment\n\n/assets/*\n  X-Two: c\n')
  assert.deepEqual(all.headers, [['X-One', 'a: b']])
  assert.ok(all.pattern.test('/en/areas/'))
  assert.deepEqual(assets.headers, [['X-Two', 'c']])
  assert.ok(assets.pattern.test('/assets/style.css'))
  assert.ok(!assets.pattern.test('/en/assets'))
})

for (const site of allSites) {
  const home = pagesOf(site).filter(page => page.kind === 'choice')

  test(`${site.name} is served under a policy that allows nothing by default (rule 30)`, async () => {
    assertNone(await visit(home, {}, async (tab, page, { server }) => {
      const response = await fetch(server.url(page.path))
      const policy = response.headers.get('Content-Security-Policy') ?? ''
      return policy.startsWith("default-src 'none'") && !/unsafe-inline|unsafe-eval(?<!wasm-unsafe-eval)/.test(policy)
        ? [] : [`the policy is: ${policy}`]
    }))
  })

  test(`what is missing in ${site.name} is answered, at any depth, by a page that leads home`, async () => {
    assertNone(await visit(home, {}, async (tab, page, { server }) => {
      const problems = []
      for (const address of ['nothing', 'en/areas/nothing/at/all/']) {
        const response = await tab.goto(server.url(address))
        if (response.status() !== 404) problems.push(`/${address} answers ${response.status()}`)
        if ((await tab.evaluate(() => document.styleSheets.length)) === 0) problems.push(`/${address} has no styles`)
        for (const href of await tab.locator('main a').evaluateAll(links => links.map(link => link.href))) {
          const { status } = await fetch(href)
          if (status !== 200) problems.push(`/${address} leads to ${href}, which answers ${status}`)
        }
      }
      return problems
    }))
  })

  test(`former addresses in ${site.name} lead to a page that is there`, async () => {
    const redirects = pagesOf(site).filter(page => page.kind === 'redirect')
    assertNone(await visit(home, { javaScriptEnabled: false }, async (tab, page, { server }) => {
      const problems = []
      for (const { path, language } of redirects) {
        await tab.goto(server.url(path), { waitUntil: 'commit' })
        await tab.locator('main h1').waitFor()
        if ((await tab.locator('html').getAttribute('lang')) !== language) problems.push(`/${path} ends in another language, at ${tab.url()}`)
      }
      return problems
    }))
  })
}
