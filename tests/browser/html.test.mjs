// What needs no browser: the HTML itself, what the program said as it made it, and the packages that this suite stands on.

import { test } from 'node:test'
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { FileSystemConfigLoader, HtmlValidate } from 'html-validate/node'
import { pagesOf } from './pages.mjs'
import { assertNone, nameOf } from './report.mjs'
import { allSites, fullPlan } from './sites.mjs'

const rules = JSON.parse(readFileSync(new URL('html-validate.json', import.meta.url), 'utf8'))

for (const site of allSites) {
  test(`every page of ${site.name} is valid HTML`, async () => {
    const validator = new HtmlValidate(new FileSystemConfigLoader(rules))
    const problems = []
    for (const page of pagesOf(site)) {
      const report = await validator.validateString(page.html, page.file)
      for (const { messages } of report.results) {
        problems.push(...messages.map(({ line, column, ruleId, message }) => `${nameOf(page)}:${line}:${column}: ${message} (${ruleId})`))
      }
    }
    assertNone(problems)
  })

  test(`the sitemap of ${site.name} lists every page that has content of its own (rule 15)`, () => {
    const sitemap = readFileSync(`${site.output}/sitemap.xml`, 'utf8')
    const listed = [...sitemap.matchAll(/<loc>([^<]*)<\/loc>/g)].map(([, url]) => new URL(url).pathname)
    const wanted = pagesOf(site)
      .filter(page => !['redirect', 'not-found'].includes(page.kind) && !page.untranslated && !page.html.includes('content="noindex"'))
      .map(page => encodeURI(site.base + page.path))
    assert.deepEqual(listed.sort(), wanted.sort())
  })
}

test('the program finds nothing in the full plan but what is not translated', () => {
  const { findings } = JSON.parse(readFileSync(fullPlan.findings, 'utf8'))
  assertNone(findings
    .filter(({ code, file }) => !(code === 'missing-translation' && file.startsWith('content/areas/seeds.')))
    .map(({ code, file, message }) => `${file}: ${message} (${code})`))
})

// axe-core is under the MPL: a tool that looks at pages, no part of it is published with them.
test('every package of the suite is under a permissive licence, axe-core under the MPL', () => {
  const allowed = ['MIT', 'Apache-2.0', 'BSD-3-Clause', 'ISC', 'BlueOak-1.0.0']
  const { packages } = JSON.parse(readFileSync(new URL('package-lock.json', import.meta.url), 'utf8'))
  assertNone(Object.entries(packages)
    .filter(([path, { license }]) => path !== '' && !allowed.includes(license) && !(path.endsWith('/axe-core') && license === 'MPL-2.0'))
    .map(([path, { license }]) => `${path}: ${license}`))
})
