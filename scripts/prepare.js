import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Runs on any Node 20+, before anything is installed: only core modules, plain JavaScript. */
export const root = fileURLToPath(new URL('..', import.meta.url))
export const pinnedNode = join(root, 'node_modules/node/bin/node')
const stamps = join(root, 'node_modules/.faena')

function files(path) {
  const absolute = join(root, path)
  if (!existsSync(absolute)) return []
  const entries = readdirSync(absolute, { withFileTypes: true, recursive: true })
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
}

function digest(paths) {
  const hash = createHash('sha256')
  for (const path of paths.sort()) hash.update(path).update(readFileSync(path))
  return hash.digest('hex')
}

const stampOf = (name) => join(stamps, name)
const isDone = (name, content) => existsSync(stampOf(name)) && readFileSync(stampOf(name), 'utf8') === content

/** Does `step` unless it was done for the same content before. */
function once(name, content, step) {
  if (isDone(name, content)) return
  step()
  mkdirSync(stamps, { recursive: true })
  writeFileSync(stampOf(name), content)
}

/** Runs a command in the project's folder; ends this process with its status when it fails. */
export function run(command, args, options = {}) {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: 'inherit', ...options })
  if (error) process.stderr.write(`faena: ${command}: ${error.message}\n`)
  if (status !== 0) process.exit(status ?? 1)
}

/** The environment of a script that runs on the pinned Node. */
export const pinnedEnvironment = { ...process.env, PATH: `${join(root, 'node_modules/.bin')}:${process.env.PATH}` }

const lock = () => digest([join(root, 'package-lock.json')])

export const isInstalled = () => isDone('packages', lock())

/** Installs the locked packages unless they are. */
export function install() {
  once('packages', lock(), () => {
    process.stdout.write('Installing packages…\n')
    run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'])
  })
}

/** What the build reads of the environment and of `.env`: another value makes another web app. */
function buildSettings() {
  const file = join(root, '.env')
  const written = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : []
  const set = Object.entries(process.env).map(([name, value]) => `${name}=${value}`)
  return [...written, ...set]
    .filter((line) => line.startsWith('VITE_'))
    .sort()
    .join('\n')
}

/** Builds the web app unless it is built from these sources, with these settings. */
export function buildWeb() {
  const sources = ['src/web', 'src/contract', 'src/domain'].flatMap(files)
  const settings = ['index.html', 'vite.config.ts', 'package-lock.json'].map((name) => join(root, name))
  if (!existsSync(join(root, 'dist/web/index.html'))) rmSync(join(stamps, 'web'), { force: true })
  once('web', digest([...sources, ...settings]) + buildSettings(), () => {
    process.stdout.write('Building the web app…\n')
    run(pinnedNode, [join(root, 'node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'warn'], {
      env: pinnedEnvironment,
    })
  })
}
