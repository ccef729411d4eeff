import { parseArgs } from 'node:util'
import { checkModel } from '../server/features/predictions/health.ts'
import { type Command, understood } from './command.ts'
import { withRuntime } from './with-runtime.ts'

const exitCodes = { OK: 0, FAILED: 1, WARNING: 3, NONE: 4 } as const

export const command: Command = {
  name: 'check-model',
  summary: 'check that the prediction model can be used',
  usage: `faena check-model [--json]

Loads the model, predicts its stored probe (within 1e-9), and compares its age with the retraining period and the fleet with
the one it learnt from. Exit code 0 in order, 1 no model can be used, 3 old, drifted or fallen back, 4 none was trained.`,
  async run(argv, io) {
    const { values } = understood(() => parseArgs({ args: argv, options: { json: { type: 'boolean' } } }))
    const health = await withRuntime(checkModel)
    const words = health.checks.map(
      ({ name, ok, value, limit, detail }) =>
        `  ${ok ? 'ok  ' : 'FAIL'} ${name.padEnd(6)} ${[value, limit === null ? null : `limit ${limit}`, detail].filter((one) => one !== null).join(', ')}`,
    )
    io.stdout.write(values.json ? `${JSON.stringify(health)}\n` : `${[health.state, ...words].join('\n').trimEnd()}\n`)
    return exitCodes[health.state]
  },
}
