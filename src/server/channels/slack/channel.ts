import { type Channel, failureOf, patience } from '../channel.ts'

/** Slack's text reads these three as markup. */
const plain = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')

/** The company's channel behind an incoming webhook. */
export const slackChannel: Channel = {
  name: 'slack',
  configured: ({ SLACK_WEBHOOK_URL }) => SLACK_WEBHOOK_URL !== undefined,
  async send({ title, text, url, critical }, config) {
    const sign = critical ? ':rotating_light: ' : ''
    const answer = await fetch(config.SLACK_WEBHOOK_URL!, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ text: `${sign}*${plain(title)}*\n${plain(text)}\n<${url}>` }),
      signal: patience(config),
      redirect: 'error',
    })
    const body = await answer.text()
    if (!answer.ok) throw failureOf(answer.status, body, answer.headers.get('retry-after'))
    return {}
  },
}
