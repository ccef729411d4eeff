import { join } from 'node:path'
import { obtainChromium } from './chromium.js'
import { buildWeb, install, pinnedEnvironment, pinnedNode, root, run } from './prepare.js'

install()
buildWeb()
const chromium = obtainChromium()
const env = { ...pinnedEnvironment, ...(chromium ? { CHROMIUM_PATH: chromium } : {}) }
const taking = ['test', '--config', 'playwright.pictures.config.ts', ...process.argv.slice(2)]
run(pinnedNode, [join(root, 'node_modules/@playwright/test/cli.js'), ...taking], { env })
