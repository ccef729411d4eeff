import type { Outgoing } from '../features/notices/outbox.ts'
import { noticeWords } from '../features/notices/wording.ts'
import type { Config } from '../platform/config.ts'
import { words } from '../platform/words.ts'
import type { Message } from './channel.ts'

const escaped = (text: string) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`).replace(/\n/g, '<br>')

/** The address of the web app, without a slash at its end. */
export const baseOf = ({ PUBLIC_URL, HOST, PORT }: Config) =>
  (PUBLIC_URL ?? `http://${HOST}:${PORT}`).replace(/\/$/, '')

interface Line {
  title: string
  text: string
  url: string
}

/** Mail programs know little CSS, and none outside of the element itself. */
function htmlOf(lines: Line[], say: (key: string) => string, links: { all: string; preferences: string }): string {
  const items = lines.map(
    ({ title, text, url }) => `<tr><td style="padding:12px 0;border-bottom:1px solid #d5dadd">
<p style="margin:0 0 4px;font-size:16px;font-weight:bold">${escaped(title)}</p>
<p style="margin:0 0 8px;font-size:15px">${escaped(text)}</p>
<a href="${escaped(url)}" style="font-size:15px;color:#0b5a74">${escaped(say('open'))}</a></td></tr>`,
  )
  return `<!doctype html><html><body style="margin:0;padding:16px;font-family:sans-serif;color:#1c2529;background:#ffffff">
<table role="presentation" width="100%" style="max-width:600px;border-collapse:collapse">
${items.join('\n')}
<tr><td style="padding:16px 0;font-size:13px;color:#4b575d"><a href="${escaped(links.all)}" style="color:#0b5a74">${escaped(say('all'))}</a><br><br>
${escaped(say('why'))} <a href="${escaped(links.preferences)}" style="color:#0b5a74">${escaped(say('preferences'))}</a></td></tr>
</table></body></html>`
}

/** What goes out, in the language of whoever receives it: one notice as it is, several as a digest. */
export function messageOf(out: Outgoing, config: Config): Message {
  const { locale, items } = out
  const base = baseOf(config)
  const say = (key: string) => words(locale, `notices.mail.${key}`)
  const lines = items.map((item) => ({
    ...noticeWords(item, locale, config.COMPANY_TIME_ZONE),
    url: `${base}${item.path}`,
  }))
  const links = { all: `${base}/notices`, preferences: `${base}/profile/notices` }
  const [first] = lines
  const one = lines.length === 1
  const text = one ? first!.text : lines.map(({ title, text }) => `• ${title}\n  ${text}`).join('\n')
  return {
    id: out.deliveries[0]!.id,
    to: out.to,
    locale,
    critical: items.some(({ level }) => level === 'CRITICAL'),
    title: one ? first!.title : words(locale, 'notices.digest.title', { count: lines.length }),
    text,
    url: one ? first!.url : links.all,
    html: htmlOf(lines, say, links),
  }
}
