import { test } from 'node:test'
import { axeProblems } from './axe.mjs'
import { schemes, useBrowser, visit, widths } from './browser.mjs'
import { assertNone } from './report.mjs'
import { allSites } from './sites.mjs'
import { onePageAKind } from './pages.mjs'

useBrowser()

for (const site of allSites) {
  test(`no page of ${site.name} breaks a rule of axe, at any width, in any scheme (rules 12, 17, 19, 21)`, async () => {
    assertNone(await visit(onePageAKind(site), {}, async tab => {
      const problems = []
      for (const width of widths) {
        await tab.setViewportSize({ width, height: 800 })
        for (const colorScheme of schemes) {
          await tab.emulateMedia({ colorScheme })
          const found = await axeProblems(tab)
          problems.push(...found.map(problem => `${width} wide, ${colorScheme}: ${problem}`))
        }
      }
      return problems
    }))
  })
}
