import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'

const packages = '/usr/lib/postgresql'

/** Folder of the newest PostgreSQL's own programs, of which `initdb` is seldom on the PATH; `null` without one. */
export function serverPrograms(): string | null {
  const versions = existsSync(packages) ? readdirSync(packages).sort((a, b) => Number(b) - Number(a)) : []
  const folders = [...(process.env.PATH ?? '').split(':'), ...versions.map((version) => join(packages, version, 'bin'))]
  return folders.find((folder) => existsSync(join(folder, 'initdb'))) ?? null
}

/** PostgreSQL does not run as root. */
function owner(): { uid: number; gid: number } | null {
  if (process.getuid!() !== 0) return null
  const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }))
  return { uid: id('-u'), gid: id('-g') }
}

export interface Cluster {
  /** Of its database `faena`. */
  url: string
  /** Ends it by `signal` and waits until no process of it is left. */
  end(signal: 'SIGINT' | 'SIGKILL'): Promise<void>
  /** Starts it again; returns when it answers a statement. */
  start(): Promise<void>
  remove(): Promise<void>
}

/** A PostgreSQL of its own on `port` of the loopback, with an empty database: one that a test may kill. */
export async function createCluster(port: number): Promise<Cluster> {
  const programs = serverPrograms()!
  const folder = mkdtempSync(join(tmpdir(), 'faena-cluster-'))
  const as = owner()
  if (as) chownSync(folder, as.uid, as.gid)
  const data = join(folder, 'data')
  const made = spawnSync(
    join(programs, 'initdb'),
    ['--pgdata', data, '--username', 'faena', '--auth', 'trust', '--encoding', 'UTF8', '--locale', 'C.UTF-8'],
    { cwd: folder, encoding: 'utf8', ...as },
  )
  if (made.status !== 0) throw new Error(`initdb: ${made.stderr}`)
  const urlOf = (name: string) => `postgres://faena@127.0.0.1:${port}/${name}`
  let server: ChildProcess

  async function answers(): Promise<boolean> {
    const client = new pg.Client({ connectionString: urlOf('postgres') })
    client.on('error', () => {})
    try {
      await client.connect()
      await client.query('SELECT 1')
      return true
    } catch {
      return false
    } finally {
      await client.end().catch(() => {})
    }
  }

  function launch(): void {
    const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=120']
    const args = ['-D', data, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])]
    server = spawn(join(programs, 'postgres'), args, { cwd: folder, stdio: 'ignore', ...as })
  }

  const cluster: Cluster = {
    url: urlOf('faena'),
    async end(signal) {
      const gone = once(server, 'exit')
      server.kill(signal)
      await gone
    },
    async start() {
      launch()
      while (!(await answers())) {
        // The backends of one that was killed hold its shared memory until they have noticed.
        if (server.exitCode !== null) launch()
        await pause(50)
      }
    },
    async remove() {
      await cluster.end('SIGINT')
      rmSync(folder, { recursive: true, force: true })
    },
  }
  await cluster.start()
  const client = new pg.Client({ connectionString: urlOf('postgres') })
  await client.connect()
  await client.query('CREATE DATABASE faena')
  await client.end()
  return cluster
}
