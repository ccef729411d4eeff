import { readFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { headings, row, say } from './client.ts'
import { faena, startProduct } from './product.ts'
import { withClient, withScratch } from './scratch.ts'

/** Seconds that a company is watched. */
const window = 60
/** No other measurement uses it. */
const port = 8197
const companies = [10, 100, 1_000, 10_000]
/** GB of a machine, and the part of them that may be filled. */
const machine = { memory: 64, used: 0.75 }

const whole = (value: number) => Math.round(value).toLocaleString('en')
const short = (value: number) => (value < 100 ? String(Number(value.toPrecision(2))) : whole(value))

/** A company's database, as somebody outside of it sees it. */
interface Company {
  env: Record<string, string>
  megabytes(): Promise<number>
  transactions(): Promise<number>
  /** The server's processes for it. */
  backends(): Promise<number[]>
}

/** A new database and folder for as long as `work` takes; `server` is a PostgreSQL whose user may create databases. */
const withCompany = <T>(server: string, work: (company: Company) => Promise<T>): Promise<T> =>
  withScratch(server, ({ env, url }) =>
    withClient(new URL(server), (admin) => {
      const name = url.pathname.slice(1)
      const numbers = async (text: string) => (await admin.query(text, [name])).rows.map(({ n }) => Number(n))
      return work({
        env: { ...env, DEMO_DATA: 'false' },
        megabytes: async () => (await numbers('SELECT pg_database_size($1) AS n'))[0]! / 1e6,
        transactions: async () =>
          (await numbers('SELECT xact_commit + xact_rollback AS n FROM pg_stat_database WHERE datname = $1'))[0]!,
        backends: () => numbers('SELECT pid AS n FROM pg_stat_activity WHERE datname = $1'),
      })
    }),
  )

/** Memory that processes of this machine have for themselves, MB. */
const privateMemory = (pids: number[]) =>
  pids
    .flatMap((pid) => [...readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8').matchAll(/^Private_\w+:\s+(\d+)/gm)])
    .reduce((sum, [, kb]) => sum + Number(kb), 0) / 1024

/** A process with every role, while nobody works; what a fleet's first minutes ask for, such as a training, is over. */
async function watch({ env, transactions, backends }: Company) {
  const first = await startProduct(port, env)
  await pause(2 * window * 1000)
  await first.stop()
  const product = await startProduct(port, env)
  try {
    await pause((window / 2) * 1000)
    const [done, used] = [await transactions(), product.processor()]
    await pause(window * 1000)
    const pids = await backends()
    return {
      memory: product.memory(),
      cores: (product.processor() - used) / window,
      connections: pids.length,
      serverMemory: privateMemory(pids),
      perSecond: ((await transactions()) - done) / window,
    }
  } finally {
    await product.stop()
  }
}

/**
 * What one company costs that has a database and a process of its own, while nobody works; and by multiplication what
 * many would cost. What their people do comes on top.
 */
export async function companyCosts(server: string): Promise<void> {
  const empty = await withCompany(server, ({ env, megabytes }) => {
    faena(['migrate'], env)
    return megabytes()
  })
  const { size, idle } = await withCompany(server, async (company) => {
    faena(['seed', '--demo'], company.env)
    return { size: await company.megabytes(), idle: await watch(company) }
  })
  say('Measured on one company\n')
  headings(['what', 'figure'])
  row(['database, empty', `${short(empty)} MB`])
  row(['database, 40 units with three years', `${short(size)} MB`])
  row(['process, resident', `${idle.memory} MB`])
  row(['process, of a core', `${short(100 * idle.cores)} %`])
  row(['connections', idle.connections])
  row(['their memory in the server', `${short(idle.serverMemory)} MB`])
  row(['transactions a second', short(idle.perSecond)])
  say('\nComputed: that, times the companies\n')
  headings(['companies', 'disk GB', 'memory GB', 'machines of 64 GB', 'connections', 'transactions/s', 'cores'])
  for (const n of companies) {
    const memory = (n * (idle.memory + idle.serverMemory)) / 1024
    const machines = Math.ceil(memory / (machine.memory * machine.used))
    const [disk, cores] = [(n * size) / 1000, n * idle.cores]
    row([
      whole(n),
      short(disk),
      short(memory),
      machines,
      whole(n * idle.connections),
      whole(n * idle.perSecond),
      short(cores),
    ])
  }
}
