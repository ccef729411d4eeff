import { setTimeout } from 'node:timers/promises'
import { call, login, say, signIn } from './client.ts'
import { load, median } from './load.ts'
import { fillFleet } from './prediction-fleet.ts'
import { faena, type Running, startProduct } from './product.ts'
import { type Scratch, withClient } from './scratch.ts'
import { tap } from './wire.ts'

const seconds = (from: number) => ((performance.now() - from) / 1000).toFixed(1)

/** Training and the daily run of a whole fleet through the queue, and what the API notices of it. */
export async function measureQueue({ env, url }: Scratch, units: number): Promise<void> {
  let began = performance.now()
  faena(['migrate'], env)
  const filled = await withClient(url, (client) => fillFleet(client, units))
  faena(['create-admin', '--email', login.email, '--password-stdin'], env, login.password)
  say(`\n${units} units with ${filled.orders} orders and ${filled.readings} readings, filled in ${seconds(began)} s`)

  const product = await startProduct(8193, env)
  const token = await signIn(product.port)
  await besideTraining(product, token)

  began = performance.now()
  const resting = product.memory()
  product.restartPeak()
  const { id } = await call(product.port, token, 'POST', '/predictions/models', {})
  const trained = await ended(product.port, token, id)
  if (trained.state !== 'TRAINED') throw new Error(`the training ended as ${trained.state}`)
  say(`Training of three horizons: ${seconds(began)} s`)
  say(
    `Resident memory: ${resting} MB before, at most ${product.peak()} MB while it trained   budget of the thread 300 MB`,
  )

  const before = product.memory()
  product.restartPeak()
  const used = product.processor()
  const { took, rows, batches } = await dayDone(url)
  const ours = product.processor() - used
  say(
    `Daily run of ${units} units in ${batches} jobs: ${took.toFixed(1)} s, of which ${ours.toFixed(1)} s of processor; ${rows} predictions   budget 60 s`,
  )
  say(
    `Resident memory: ${before} MB before, at most ${product.peak()} MB while it predicted   budget of the thread 300 MB`,
  )
  await product.stop()
  say(`Statements of the daily run, those of the queue left out: ${await statementsOfRun({ env, url })}`)
}

/** Lists with and without a training under way, in turns, so that whatever else the machine does meets both. */
async function besideTraining(product: Running, token: string): Promise<void> {
  const list = async () => {
    const headers = { authorization: `Bearer ${token}` }
    const next = () => ({ method: 'GET' as const, path: '/api/v1/work-orders?limit=50' })
    return (await load({ port: product.port, connections: 10, duration: 4000, headers, next })).p95
  }
  await list()
  const [alone, beside]: [number[], number[]] = [[], []]
  for (let round = 0; round < 4; round++) {
    alone.push(await list())
    const { id } = await call(product.port, token, 'POST', '/predictions/models', { horizons: [14] })
    while ((await call(product.port, token, 'GET', `/predictions/models/${id}`)).state === 'QUEUED')
      await setTimeout(50)
    beside.push(await list())
    await call(product.port, token, 'POST', `/predictions/models/${id}/cancel`, {})
    await ended(product.port, token, id)
  }
  const [without, during] = [median(alone), median(beside)]
  say(
    `p95 of a list at 10 connections: ${without.toFixed(1)} ms alone, ${during.toFixed(1)} ms while a model is trained: ${(during / without).toFixed(2)} times   budget 1.2`,
  )
}

async function ended(port: number, token: string, id: string): Promise<{ state: string; finishedAt: string | null }> {
  for (;;) {
    const model = await call(port, token, 'GET', `/predictions/models/${id}`)
    if (model.finishedAt) return model
    await setTimeout(200)
  }
}

/** Waits for the day's run, which follows a training, and says what it took from its request to its last part. */
async function dayDone(url: URL): Promise<{ took: number; rows: number; batches: number }> {
  return withClient(url, async (client) => {
    for (;;) {
      const { rows } = await client.query(`
        SELECT extract(epoch FROM finished_at - created_at)::float8 AS took, batches,
          (SELECT count(*)::int FROM prediction) AS rows
        FROM prediction_run WHERE finished_at IS NOT NULL`)
      if (rows[0]) return rows[0]
      await setTimeout(200)
    }
  })
}

/** The same day once more, through a relay that reads along. */
async function statementsOfRun({ env, url }: Scratch): Promise<number> {
  await withClient(url, (client) =>
    client.query('TRUNCATE prediction_run, prediction_batch, prediction, prediction_alert'),
  )
  const relay = await tap({ host: url.hostname, port: Number(url.port || 5432) })
  const through = new URL(url)
  through.hostname = '127.0.0.1'
  through.port = String(relay.port)
  const product = await startProduct(8193, { ...env, DATABASE_URL: through.href })
  relay.take()
  await call(product.port, await signIn(product.port), 'POST', '/predictions/run', {})
  await dayDone(url)
  const count = relay.take().filter(({ text }) => !/pgboss|jobs\./.test(text)).length
  await product.stop()
  relay.close()
  return count
}
