import webPush from 'web-push'
import { type Channel, failureOf, patience } from '../channel.ts'

/** A phone that is off receives it when it is on again, within a day. */
const keptSeconds = 24 * 3600

/** What a push service is told of who sends, so that its operator can ask. */
const contactOf = (from: string) => `mailto:${/[\w.+-]+@[\w.-]+/.exec(from)?.[0] ?? 'faena@localhost'}`

export const pushChannel: Channel = {
  name: 'push',
  configured: ({ VAPID_PUBLIC_KEY, VAPID_PRIVATE_KEY }) => Boolean(VAPID_PUBLIC_KEY && VAPID_PRIVATE_KEY),
  async send({ id, to, title, text, url, critical }, config) {
    // The browser replaces what it shows under the same tag: a message that comes twice is seen once.
    const payload = JSON.stringify({ title, text: text.slice(0, 1000), url, tag: id, critical })
    const { endpoint, headers, body } = webPush.generateRequestDetails(JSON.parse(to), payload, {
      vapidDetails: {
        subject: contactOf(config.MAIL_FROM),
        publicKey: config.VAPID_PUBLIC_KEY!,
        privateKey: config.VAPID_PRIVATE_KEY!,
      },
      TTL: keptSeconds,
      urgency: critical ? 'high' : 'normal',
    })
    const { 'Content-Length': _, ...sent } = headers as Record<string, string>
    const answer = await fetch(endpoint, {
      method: 'POST',
      headers: sent,
      body: body as Buffer<ArrayBuffer>,
      signal: patience(config),
      redirect: 'error',
    })
    const said = await answer.text()
    if (!answer.ok) throw failureOf(answer.status, said, answer.headers.get('retry-after'))
    const location = answer.headers.get('location')
    return location ? { providerId: location } : {}
  },
}
