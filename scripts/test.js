import { join } from 'node:path'
import { obtainChromium } from './chromium.js'
import { buildWeb, install, pinnedEnvironment, pinnedNode, root, run } from './prepare.js'

const step = (title) => process.stdout.write(`\n— ${title}\n`)
const tool = (path, args, env = {}) =>
  run(pinnedNode, [join(root, 'node_modules', path), ...args], { env: { ...pinnedEnvironment, ...env } })

install()
step('Types and lint')
run('npm', ['run', '--silent', 'lint'], { env: pinnedEnvironment })
step('Rules, properties and integration on the embedded database')
tool('vitest/vitest.mjs', ['run', '--silent=passed-only'])
step('Journeys in a browser')
buildWeb()
tool('size-limit/bin.js', ['--silent'])
const chromium = obtainChromium()
tool('@playwright/test/cli.js', ['test'], chromium ? { CHROMIUM_PATH: chromium } : {})
