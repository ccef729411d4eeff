import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const source = fileURLToPath(new URL('../..', import.meta.url))
const cliOf = (code: string) => join(code, 'cli/start.js')

const clean = (env: Record<string, string>) => ({ PATH: process.env.PATH, ...env })

/**
 * Starts the product as a process of its own, on a free port unless told, and without a demo fleet. `code` is its
 * folder `src`, where it is another version.
 */
export function startServer(cwd: string, env: Record<string, string>, code = source) {
  const child = spawn(process.execPath, [join(code, 'server/start.js')], {
    cwd,
    env: clean({ DEMO_DATA: 'false', PORT: '0', RATE_LIMIT_PER_MINUTE: '1000000', ...env }),
  })
  let stdout = ''
  let stderr = ''
  const said: (() => void)[] = []
  child.stdout.on('data', (chunk) => {
    stdout += chunk
    for (const listen of said) listen()
  })
  child.stderr.on('data', (chunk) => {
    stderr += chunk
  })
  const exited = once(child, 'exit').then(([code]) => ({ code: code as number | null, stdout, stderr }))
  const ready = new Promise<number>((resolve, reject) => {
    said.push(() => {
      const port = /Faena is ready: http:\/\/127\.0\.0\.1:(\d+)/.exec(stdout)?.[1]
      if (port) resolve(Number(port))
    })
    exited.then((end) => reject(new Error(end.stderr)), reject)
  })
  ready.catch(() => {})
  return { child, exited, ready, output: () => stdout }
}

/** Runs a command of `faena` to its end. */
export function faena(cwd: string, env: Record<string, string>, args: string[], input = '') {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cliOf(source), ...args], {
    cwd,
    env: clean(env),
    input,
  })
  return { status, stdout: String(stdout), stderr: String(stderr) }
}

/** The same, while this process goes on: for commands that call it. */
export async function runFaena(cwd: string, env: Record<string, string>, args: string[], input = '', code = source) {
  const child = spawn(process.execPath, [cliOf(code), ...args], { cwd, env: clean(env) })
  let stdout = ''
  let stderr = ''
  child.stdout.on('data', (chunk) => {
    stdout += chunk
  })
  child.stderr.on('data', (chunk) => {
    stderr += chunk
  })
  child.stdin.end(input)
  const [status] = (await once(child, 'close')) as [number | null]
  return { status, stdout, stderr }
}
