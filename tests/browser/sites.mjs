// The sites that the suite looks at. Each is built from a copy of its content under target/, so that a run leaves the
// checkout as it found it, and so that one fixture can be published in several ways.

import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const repository = fileURLToPath(new URL('../../', import.meta.url))
const workshop = join(repository, 'target', 'browser')

/** Accents at which a theme that only copies the colour fails: too light for paper, too dark for night, in between. */
const accents = ['#ffff00', '#00184d', '#808080']

function site(name, source, base, accent) {
  const root = join(workshop, name)
  return { name, source, base, accent, root, output: join(root, 'output'), findings: join(root, 'findings.json') }
}

/** A plan with everything in it, in a folder of its host, where every link that forgot the folder breaks. */
export const fullPlan = site('full-plan', 'tests/sites/full-plan', '/joint/plan/')

/** The plan that the repository itself publishes, at the root of its host. */
export const ownPlan = site('own-plan', '.', '/')

/** A small plan in English, French, Spanish and, from right to left, Arabic. */
export const fourLanguages = site('four-languages', 'tests/sites/four-languages', '/')

/** The full plan once more for every accent. */
export const accented = accents.map(accent =>
  site(`accent-${accent.slice(1)}`, 'tests/sites/full-plan', '/', accent))

export const allSites = [fullPlan, ownPlan, fourLanguages]

export function build(site) {
  rmSync(site.root, { recursive: true, force: true })
  mkdirSync(site.root, { recursive: true })
  const content = join(site.root, 'content')
  cpSync(join(repository, site.source, 'content'), content, { recursive: true })
  if (site.accent) {
    const settings = join(content, 'site.yaml')
    const text = readFileSync(settings, 'utf8')
    writeFileSync(settings, text.replace(/accent: "[^"]*"/, `accent: "${site.accent}"`))
  }
  const findings = execFileSync(
    'cargo',
    ['run', '--release', '--locked', '--quiet', '--', 'build', '--quiet', '--format', 'json', '--root', site.root,
      '--base-url', `https://two-valleys.example.org${site.base}`],
    { cwd: repository, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] },
  )
  writeFileSync(site.findings, findings)
}
