// Builds every site of the suite, once, before the test files start side by side.

import { accented, allSites, build } from './sites.mjs'

for (const site of [...allSites, ...accented]) build(site)
