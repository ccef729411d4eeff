import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { serverCommand } from '../scripts/server-command.js'

const node = process.execPath

export interface Running {
  port: number
  /** Seconds from the start of the process until it is ready. */
  startup: number
  /** Resident memory now, MB. */
  memory(): number
  /** Most resident memory since the start or the last `restartPeak`, MB; Linux counts it. */
  peak(): number
  restartPeak(): void
  /** Seconds of processor time used since the start, all threads together. */
  processor(): number
  stop(): Promise<void>
}

/** The kernel counts processor time in hundredths of a second. */
function processorSeconds(child: ChildProcess): number {
  const fields = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(') ')[1]!.split(' ')
  return (Number(fields[11]) + Number(fields[12])) / 100
}

const statusMb = (child: ChildProcess, entry: RegExp) =>
  Math.round(Number(entry.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1]) / 1024)

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
    memory: () => statusMb(child, /VmRSS:\s+(\d+)/),
    peak: () => statusMb(child, /VmHWM:\s+(\d+)/),
    processor: () => processorSeconds(child),
    restartPeak: () => writeFileSync(`/proc/${child.pid}/clear_refs`, '5'),
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
  const { status, stderr } = spawnSync(node, ['src/cli/start.js', ...args], { env: { ...process.env, ...env }, input })
  if (status !== 0) throw new Error(`faena ${args.join(' ')}: ${stderr}`)
}
