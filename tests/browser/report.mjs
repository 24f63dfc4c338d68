// How problems are told.

import assert from 'node:assert/strict'

/** What a page is called in a report. */
export function nameOf(page) {
  return `${page.site.name}: /${page.path}`
}

/** Fails with the problems as a list to read, the first fifty of them. */
export function assertNone(problems) {
  if (problems.length === 0) return
  const shown = problems.slice(0, 50)
  const rest = problems.length - shown.length
  assert.fail([`${problems.length} problems`, ...shown, ...(rest > 0 ? [`… and ${rest} more`] : [])].join('\n'))
}
