import { parseArgs } from 'node:util'
import { migrationState } from '../server/platform/database/migrations.ts'
import { type Command, understood } from './command.ts'
import { withDatabase, withRuntime } from './with-runtime.ts'

export const command: Command = {
  name: 'migrate',
  summary: 'bring the schema of the database up to date',
  usage: `faena migrate [--check] [--json]

--check changes nothing: exit code 0 when the schema is current, 1 when it is not.`,
  async run(argv, io) {
    const { values } = understood(() =>
      parseArgs({ args: argv, options: { check: { type: 'boolean' }, json: { type: 'boolean' } } }),
    )
    const say = (state: string) =>
      io.stdout.write(values.json ? `${JSON.stringify({ state })}\n` : `the schema is ${state}\n`)
    if (values.check) {
      const state = await withDatabase(migrationState)
      say(state)
      return state === 'current' ? 0 : 1
    }
    say(await withRuntime((runtime) => migrationState(runtime.database.db)))
    return 0
  },
}
