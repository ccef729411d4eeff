import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pinnedEnvironment, pinnedNode, root } from './prepare.js'

/** The one without windows first: it draws the same pages with less of a processor. */
const names = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

export function installedChromium() {
  if (process.env.CHROMIUM_PATH) return process.env.CHROMIUM_PATH
  const folders = (process.env.PATH ?? '').split(':')
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find((path) => existsSync(path))
}

function attempt(command, args) {
  try {
    execFileSync(command, args, { cwd: root, stdio: 'ignore', env: pinnedEnvironment })
    return true
  } catch {
    return false
  }
}

/** Path of a Chromium for the journeys: one that is installed, else Playwright's own (`undefined`), else the system's package. */
export function obtainChromium() {
  const found = installedChromium()
  if (found) return found
  if (attempt(pinnedNode, [join(root, 'node_modules/@playwright/test/cli.js'), 'install', '--only-shell', 'chromium']))
    return undefined
  attempt('apt-get', ['update', '-qq'])
  for (const name of names.slice(0, 2)) {
    if (attempt('apt-get', ['install', '-y', '-qq', name])) return installedChromium()
  }
  process.stderr.write('faena: no Chromium found and none could be installed; set CHROMIUM_PATH to one\n')
  process.exit(1)
}
