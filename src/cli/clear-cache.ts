import { parseArgs } from 'node:util'
import { openLog } from '../server/app.ts'
import { keptName } from '../server/platform/kept-answers.ts'
import { forgetShared, openShared } from '../server/platform/redis.ts'
import { type Command, understood } from './command.ts'
import { commandConfig } from './with-runtime.ts'

export const command: Command = {
  name: 'clear-cache',
  summary: 'forget the answers that processes share through Redis',
  usage: `faena clear-cache [--json]

Answers are never older than the last change, so this is for looking into a fault. What a process keeps in its own memory
lasts a minute. Exit code 1 when there is no Redis or it cannot be reached.`,
  async run(argv, io) {
    const { values } = understood(() => parseArgs({ args: argv, options: { json: { type: 'boolean' } } }))
    const config = commandConfig()
    const shared = await openShared({ ...config }, openLog({ ...config, LOG_LEVEL: 'silent' }))
    const refuse = (why: string) => {
      io.stderr.write(`faena clear-cache: ${why}\n`)
      return 1
    }
    if (!shared) return refuse('REDIS_URL is not set; each process keeps its answers for at most a minute')
    try {
      await new Promise((resolve, reject) => {
        shared.redis.once('ready', resolve)
        shared.redis.once('error', reject)
      })
      const forgotten = await forgetShared(shared, keptName)
      io.stdout.write(values.json ? `${JSON.stringify({ forgotten })}\n` : `${forgotten} answers forgotten\n`)
      return 0
    } catch (error) {
      return refuse(`Redis cannot be reached: ${(error as Error).message}`)
    } finally {
      await shared.close()
    }
  },
}
