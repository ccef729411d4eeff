import webPush from 'web-push'
import { type Channel, failureOf, patience } from '../channel.ts'

/** A phone that is off receives it when it is on again, within a day. */
const keptSeconds = 24 * 3600

/** What a push service is told of who sends, so that its operator can ask. */
const contactOf = (from: string) => `mailto:${/[\w.+-]+@[\w.-]+/.exec(from)?.[0] ?? 'faena@localhost'}`

export const pushChannel: Channel = {
  name: 'push',
  configured: ({ VAPID_PUBLIC_KEY, VAPID_PRIVATE_KEY }) => Boolean(VAPID_PUBLIC_KEY && VAPID_PRIVATE_KEY),
  async send({ id, to, title, text, url, critical }, { VAPID_PUBLIC_KEY, VAPID_PRIVATE_KEY, MAIL_FROM }) {
    // The browser replaces what it shows under the same tag: a message that comes twice is seen once.
    const payload = JSON.stringify({ title, text, url, tag: id, critical })
    try {
      const { headers } = await webPush.sendNotification(JSON.parse(to), payload, {
        vapidDetails: {
          subject: contactOf(MAIL_FROM),
          publicKey: VAPID_PUBLIC_KEY!,
          privateKey: VAPID_PRIVATE_KEY!,
        },
        TTL: keptSeconds,
        urgency: critical ? 'high' : 'normal',
        timeout: patience,
      })
      return headers.location ? { providerId: headers.location } : {}
    } catch (error) {
      if (!(error instanceof webPush.WebPushError)) throw error
      throw failureOf(error.statusCode, error.body, error.headers['retry-after'])
    }
  },
}
