// Rule 17: whatever accent a site chooses, text and marks can be told from what lies behind them.

import { test } from 'node:test'
import { axeProblems, colourRules } from './axe.mjs'
import { schemes, useBrowser, visit } from './browser.mjs'
import { focused } from './looks.mjs'
import { onePageAKind } from './pages.mjs'
import { assertNone } from './report.mjs'
import { accented } from './sites.mjs'

useBrowser()

for (const site of accented) {
  test(`rule 17: text and focus stand out on each kind of page when the accent is ${site.accent}`, async () => {
    const pages = onePageAKind(site).filter(page => page.language === 'en')
    assertNone(await visit(pages, {}, async tab => {
      const problems = []
      await tab.keyboard.press('Tab')
      await tab.keyboard.press('Tab')
      for (const colorScheme of schemes) {
        await tab.emulateMedia({ colorScheme })
        const stop = await tab.evaluate(focused)
        if (stop?.contrast && stop.contrast < 3) problems.push(`${colorScheme}: the mark of focus has a contrast of ${stop.contrast.toFixed(2)}`)
        const found = await axeProblems(tab, colourRules)
        problems.push(...found.map(problem => `${colorScheme}: ${problem}`))
      }
      return problems
    }))
  })
}
