import { z } from 'zod'
import { configSchema } from './config.ts'

/** `.env.example`: every variable of the schema with its meaning, its choices and its default. */
export function configExample(): string {
  const { properties = {} } = z.toJSONSchema(configSchema, { io: 'input', unrepresentable: 'any' })
  const entries = Object.entries(configSchema.shape).map(([name, schema]) => {
    const { enum: values } = properties[name] as { enum?: string[] }
    const choices = values ? ` (${values.join(', ')})` : ''
    return `# ${schema.description}${choices}\n# ${name}=${schema.safeParse(undefined).data ?? ''}\n`
  })
  const head = '# Settings of Faena, read from the environment and from a file .env beside this one.\n'
  return [`${head}# What is left out has the value shown; without a value it is off.\n`, ...entries].join('\n')
}
