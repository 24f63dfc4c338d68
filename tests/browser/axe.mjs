// axe-core in a page. It is evaluated, not added as a script, which the policy of the site would refuse.

import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** The rules that depend on nothing but colours. */
export const colourRules = ['color-contrast', 'link-in-text-block']

/** The violations in a page, of all rules or of those named, each with the elements that it was found at. */
export async function axeProblems(tab, rules) {
  if (!(await tab.evaluate(() => 'axe' in globalThis))) await tab.evaluate(source)
  const runOnly = rules ? { type: 'rule', values: rules } : { type: 'tag', values: tags }
  const violations = await tab.evaluate(async runOnly => {
    const result = await globalThis.axe.run(document, { runOnly, resultTypes: ['violations'] })
    return result.violations.map(({ id, nodes }) => ({
      id,
      nodes: nodes.map(({ target, any, all, none }) => ({
        target: target.flat().join(' '),
        message: [...any, ...all, ...none].map(check => check.message).join('; '),
      })),
    }))
  }, runOnly)
  return violations.flatMap(({ id, nodes }) => nodes.slice(0, 3).map(({ target, message }) => `${id} at ${target}: ${message}`))
}
