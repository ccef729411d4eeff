import { text as readText } from 'node:stream/consumers'
import { parseArgs } from 'node:util'
import { createPerson as personSchema } from '../contract/people.ts'
import { createPerson } from '../server/features/people/commands.ts'
import { temporaryPassword } from '../server/features/people/one-time-words.ts'
import { assertPasswordAllowed } from '../server/features/people/password-rules.ts'
import { hashPassword } from '../server/features/people/passwords.ts'
import { Problem, toProblemDetails } from '../server/platform/problem.ts'
import { type Command, UsageError, understood } from './command.ts'
import { withRuntime } from './with-runtime.ts'

const options = {
  email: { type: 'string' },
  name: { type: 'string' },
  'password-stdin': { type: 'boolean' },
  json: { type: 'boolean' },
} as const

export const command: Command = {
  name: 'create-admin',
  summary: 'add an administrator',
  usage: `faena create-admin --email ADDRESS [--name NAME] [--password-stdin] [--json]

Without --password-stdin a temporary password is printed, to be changed at the first sign-in.`,
  async run(argv, io) {
    const { values } = understood(() => parseArgs({ args: argv, options }))
    if (!values.email) throw new UsageError('--email is missing')
    const asked = personSchema.safeParse({
      email: values.email,
      name: values.name ?? values.email.split('@')[0],
      role: 'ADMIN',
    })
    if (!asked.success)
      throw new UsageError(asked.error.issues.map((issue) => `${issue.path}: ${issue.message}`).join('; '))
    const given = values['password-stdin'] ? (await readText(io.stdin)).replace(/\r?\n$/, '') : null
    try {
      const made = await withRuntime(async (runtime, actor) => {
        const { config } = runtime
        if (given !== null) assertPasswordAllowed(config, { ...asked.data, secondFactor: false }, given, 'password')
        const password = given ?? temporaryPassword(config.SECRET_KEY, null)
        const input = { ...asked.data, passwordHash: await hashPassword(password), mustChangePassword: given === null }
        const { id, email } = await createPerson(runtime, actor, input)
        return { id, email, ...(given === null ? { temporaryPassword: password } : {}) }
      })
      const words = made.temporaryPassword ? `\ntemporary password: ${made.temporaryPassword}` : ''
      io.stdout.write(values.json ? `${JSON.stringify(made)}\n` : `administrator ${made.email} added${words}\n`)
      return 0
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      const { title, errors = [] } = toProblemDetails(error, 'en', '')
      const lines = [title, ...errors.map(({ field, message }) => `  ${field}: ${message}`)]
      io.stderr.write(`${lines.join('\n')}\n`)
      return 1
    }
  },
}
