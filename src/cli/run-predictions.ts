import { parseArgs } from 'node:util'
import { sql } from 'drizzle-orm'
import { finishRun } from '../server/features/predictions/finish-run.ts'
import { type Command, understood } from './command.ts'
import { withRuntime } from './with-runtime.ts'

interface Said {
  asset: string
  system: string | null
  horizon: number
  probability: number | null
  riskClass: string | null
}

export const command: Command = {
  name: 'run-predictions',
  summary: 'predict the fleet today',
  usage: `faena run-predictions [--asset CODE] [--json]

Predicts what has not been predicted today and tells of the high risks; with --asset shows only that unit. Exit code 1 when
there is no model to predict with, or no such unit.`,
  async run(argv, io) {
    const { values } = understood(() =>
      parseArgs({ args: argv, options: { asset: { type: 'string' }, json: { type: 'boolean' } } }),
    )
    const said = await withRuntime(async (runtime, actor) => {
      const run = await finishRun(runtime, actor)
      if (!run) return null
      return runtime.database.db.rows<Said>(sql`
        SELECT a.code AS asset, nullif(p.system, '') AS system, p.horizon, p.probability, p.risk_class AS "riskClass"
        FROM prediction p JOIN asset a ON a.id = p.asset_id
        WHERE p.day = ${run.day} AND a.archived_at IS NULL AND ${values.asset ? sql`a.code = ${values.asset}` : sql`p.system = '' AND p.horizon = 14`}
        ORDER BY p.horizon, p.score DESC, a.code`)
    })
    if (!said) {
      io.stderr.write('faena run-predictions: there is no model to predict with; train one first\n')
      return 1
    }
    if (values.asset && said.length === 0) {
      io.stderr.write(`faena run-predictions: nothing was predicted for a unit ${values.asset}\n`)
      return 1
    }
    const line = ({ asset, system, horizon, probability, riskClass }: Said) =>
      [
        asset.padEnd(12),
        (system ?? '').padEnd(18),
        `${horizon} d`.padStart(5),
        probability?.toFixed(3) ?? 'rank only',
        riskClass ?? '',
      ]
        .join('  ')
        .trimEnd()
    io.stdout.write(values.json ? `${JSON.stringify(said)}\n` : `${said.map(line).join('\n')}\n`)
    return 0
  },
}
