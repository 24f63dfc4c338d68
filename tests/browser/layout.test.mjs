// Every page of the full plan, and each kind of page of the repository's own, at every width. A page is opened once, and
// looked at in all ways.

import { test } from 'node:test'
import { useBrowser, visit, widths } from './browser.mjs'
import { applyTextSpacing, cutProblems, motionProblems, sidewaysProblems, smallTargets } from './looks.mjs'
import { onePageAKind, readablePages } from './pages.mjs'
import { assertNone, nameOf } from './report.mjs'
import { allSites, fullPlan } from './sites.mjs'

useBrowser()

for (const site of allSites) {
  const pages = site === fullPlan ? readablePages(site) : onePageAKind(site)

  test(`the pages of ${site.name}`, async t => {
    const found = { noise: [], motion: [], sideways: [], cut: [], targets: [], spacing: [] }

    await visit(pages, {}, async (tab, page, { noise }) => {
      const note = (rule, problems, when = '') => found[rule].push(...problems.map(problem => `${nameOf(page)}: ${when}${problem}`))

      note('motion', await tab.evaluate(motionProblems))
      for (const width of widths) {
        await tab.setViewportSize({ width, height: 800 })
        note('sideways', await tab.evaluate(sidewaysProblems), `${width} wide: `)
        note('cut', await tab.evaluate(cutProblems), `${width} wide: `)
        note('targets', await tab.evaluate(smallTargets), `${width} wide: `)
      }
      await tab.evaluate(applyTextSpacing)
      for (const width of [1280, 320]) {
        await tab.setViewportSize({ width, height: 800 })
        note('spacing', await tab.evaluate(sidewaysProblems), `${width} wide: `)
        note('spacing', await tab.evaluate(cutProblems), `${width} wide: `)
      }
      note('noise', noise)
      return []
    })

    await t.test('rule 20: no page scrolls sideways', () => assertNone(found.sideways))
    await t.test('rule 20: no text is cut off', () => assertNone(found.cut))
    await t.test('rule 20: text spacing (SC 1.4.12) breaks no page', () => assertNone(found.spacing))
    await t.test('rule 19: every target is at least 24 by 24', () => assertNone(found.targets))
    await t.test('rule 23: nothing moves for a reader who asked for less motion', () => assertNone(found.motion))
    await t.test('rule 30: a page is silent under its policy, and asks its own host alone', () => assertNone(found.noise))
  })
}
