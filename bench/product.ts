import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { serverCommand } from '../scripts/server-command.js'

const node = process.execPath

export interface Running {
  port: number
  /** Seconds from the start of the process until it is ready. */
  startup: number
  /** Resident memory now, MB. */
  memory(): number
  stop(): Promise<void>
}

const residentMb = (child: ChildProcess) =>
  Math.round(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1]) / 1024)

async function run(args: string[], env: NodeJS.ProcessEnv, portOf: (message: unknown) => number): Promise<Running> {
  const started = performance.now()
  const child = spawn(node, args, { env, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  const port = await new Promise<number>((resolve, reject) => {
    child.once('message', (message) => resolve(portOf(message)))
    child.once('exit', (code) => reject(new Error(`${args[0]} ended with ${code}`)))
  })
  return {
    port,
    startup: (performance.now() - started) / 1000,
    memory: () => residentMb(child),
    stop: () =>
      new Promise((resolve) => {
        child.once('exit', () => resolve())
        child.kill('SIGTERM')
      }),
  }
}

/** The product as a process of its own; `env` says on which database. */
export const startProduct = (port: number, env: Record<string, string>) =>
  run(
    serverCommand,
    { ...process.env, LOG_LEVEL: 'silent', RATE_LIMIT_PER_MINUTE: '10000000', PORT: String(port), ...env },
    () => port,
  )

export const startFloor = (url: string, operations: object) =>
  run(['bench/floor.ts', JSON.stringify({ url, operations })], process.env, Number)

export function faena(args: string[], env: Record<string, string>, input = ''): void {
  const { status, stderr } = spawnSync(node, ['src/cli/main.ts', ...args], { env: { ...process.env, ...env }, input })
  if (status !== 0) throw new Error(`faena ${args.join(' ')}: ${stderr}`)
}
