import { setTimeout } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { requestTraining } from '../server/features/predictions/commands.ts'
import { getModel } from '../server/features/predictions/model-queries.ts'
import { runTraining } from '../server/features/predictions/run-training.ts'
import { Problem } from '../server/platform/problem.ts'
import { type Command, UsageError, understood } from './command.ts'
import { withRuntime } from './with-runtime.ts'

const options = {
  horizons: { type: 'string', default: '7,14,30' },
  seed: { type: 'string', default: '1' },
  json: { type: 'boolean' },
} as const

const known = ['7', '14', '30']

export const command: Command = {
  name: 'train-model',
  summary: 'train the prediction model on the fleet’s records',
  usage: `faena train-model [--horizons 7,14,30] [--seed N] [--json]

Runs the contest and registers what came of it; the model before stays in force unless this one is good. Exit code 0 when a
model was trained, 1 when it failed or another training is under way, 3 when there is too little history.`,
  async run(argv, io) {
    const { values } = understood(() => parseArgs({ args: argv, options }))
    const horizons = values.horizons.split(',')
    if (horizons.some((days) => !known.includes(days)) || new Set(horizons).size < horizons.length) {
      throw new UsageError('--horizons takes some of 7,14,30')
    }
    const seed = Number(values.seed)
    if (!Number.isInteger(seed) || seed < 1) throw new UsageError('--seed is not a number from 1')
    const model = await withRuntime(async (runtime, actor) => {
      try {
        const asked = { cause: 'MANUAL' as const, horizons: horizons.map(Number), seed }
        const { id } = await requestTraining(runtime, actor, asked)
        const run = runTraining(runtime, { id }, { id, signal: new AbortController().signal })
        await run
        // A server may have taken the job; then it is over when the server says so.
        for (;;) {
          const now = await getModel(runtime.database.db, id)
          if (now.finishedAt) return now
          await setTimeout(1000)
        }
      } catch (error) {
        if (error instanceof Problem) return null
        throw error
      }
    })
    if (!model) {
      io.stderr.write('faena train-model: a training is under way already\n')
      return 1
    }
    const champions = model.champions.map(
      ({ days, name, auc, brierSkill }) =>
        `  ${days} days: ${name ?? 'no useful model'}, AUC ${auc.toFixed(3)}, Brier skill ${brierSkill.toFixed(3)}`,
    )
    const words = [`${model.state}${model.isDemo ? ' (simulated data)' : ''}`, ...champions]
    if (model.error) words.push(`  ${model.error.code} ${JSON.stringify(model.error.params)}`)
    io.stdout.write(values.json ? `${JSON.stringify(model)}\n` : `${words.join('\n')}\n`)
    return model.state === 'TRAINED' ? 0 : model.state === 'ABSTAINED' ? 3 : 1
  },
}
