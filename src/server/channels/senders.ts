import { claimOutgoing, type Outcome, type Outgoing, settleOutgoing, unreachable } from '../features/notices/outbox.ts'
import { type Listener, listener, type Schedule } from '../platform/jobs.ts'
import type { Runtime } from '../platform/runtime.ts'
import { type Channel, ChannelFailure } from './channel.ts'
import { messageOf } from './message.ts'

async function sendOne(runtime: Runtime, channel: Channel, out: Outgoing): Promise<Outcome> {
  if (out.to === unreachable) return { sent: false, reason: 'no address any more', permanent: true }
  try {
    const { providerId } = await channel.send(messageOf(out, runtime.config), runtime.config)
    return { sent: true, providerId: providerId ?? null }
  } catch (error) {
    const { message } = error as Error
    if (!(error instanceof ChannelFailure)) return { sent: false, reason: message, permanent: false }
    const { kind, retryAfterSeconds } = error
    return {
      sent: false,
      reason: message,
      permanent: kind !== 'transient',
      gone: kind === 'gone',
      ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
    }
  }
}

/**
 * Sends all that is due on a channel, each message claimed before and settled after: one whose sender is killed in
 * between goes out again, so that nothing is lost. Answers how many were tried.
 */
export async function sendDue(runtime: Runtime, channel: Channel): Promise<number> {
  if (!runtime.channels.includes(channel.name)) return 0
  for (let tried = 0; ; tried++) {
    const out = await claimOutgoing(runtime, channel.name)
    if (!out) return tried
    await settleOutgoing(runtime, out, await sendOne(runtime, channel, out))
  }
}

/** A queue for each channel: while one waits for its receiver the others go on. */
export const deliveryListeners = (runtime: () => Runtime, channels: readonly Channel[]): Listener[] =>
  channels.map((channel) =>
    listener({
      name: channel.name,
      event: 'delivery.queued',
      async handle(payload) {
        if (payload.channel === channel.name) await sendDue(runtime(), channel)
      },
    }),
  )

export const deliverySchedules = (runtime: () => Runtime, channels: readonly Channel[]): Schedule[] =>
  channels.map((channel) => ({
    name: `delivery.send.${channel.name}`,
    cron: '* * * * *',
    handle: async () => void (await sendDue(runtime(), channel)),
  }))
