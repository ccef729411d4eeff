import { parseArgs } from 'node:util'
import webPush from 'web-push'
import { type Command, understood } from './command.ts'

export const command: Command = {
  name: 'vapid-keys',
  summary: 'make a pair of keys for notices on phones',
  usage: `faena vapid-keys

Prints VAPID_PUBLIC_KEY and VAPID_PRIVATE_KEY, to be put into .env once. With another pair every phone has to
subscribe again.`,
  async run(argv, io) {
    understood(() => parseArgs({ args: argv }))
    const { publicKey, privateKey } = webPush.generateVAPIDKeys()
    io.stdout.write(`VAPID_PUBLIC_KEY=${publicKey}\nVAPID_PRIVATE_KEY=${privateKey}\n`)
    return 0
  },
}
