// Which pages a built site has. Nothing here is a list made by hand: a page that the theme gains is looked at from then on.

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Every page of a site, in the order of addresses: its path as links name it, its kind (what follows `page-` in the
 * class of its body), its language, whether it is shown in the language of its original for want of a translation, and
 * its HTML.
 */
export function pagesOf(site) {
  return readdirSync(site.output, { recursive: true })
    .filter(file => file.endsWith('.html'))
    .sort()
    .map(file => {
      const html = readFileSync(join(site.output, file), 'utf8')
      const path = file.replace(/(^|\/)index\.html$/, '$1')
      const canonical = html.match(/<link rel="canonical" href="([^"]*)"/)?.[1]
      return {
        site,
        file,
        path,
        html,
        kind: html.match(/<body class="page-([a-z-]+)/)?.[1] ?? 'redirect',
        language: html.match(/<html lang="([^"]*)"/)?.[1],
        untranslated: canonical !== undefined && new URL(canonical).pathname !== encodeURI(site.base + path),
      }
    })
}

/** The pages that people read: all but those that only lead elsewhere. */
export function readablePages(site) {
  return pagesOf(site).filter(page => page.kind !== 'redirect')
}

/**
 * For what takes long: of each kind, in each language, the page that holds most; and, where there are any, the one that
 * holds most among those that are not translated.
 */
export function onePageAKind(site) {
  const longest = new Map()
  for (const page of readablePages(site)) {
    const like = `${page.kind} ${page.language} ${page.untranslated}`
    if (page.html.length > (longest.get(like)?.html.length ?? 0)) longest.set(like, page)
  }
  return [...longest.values()]
}
