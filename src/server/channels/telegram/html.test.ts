import fc from 'fast-check'
import { expect, it } from 'vitest'
import { cut, html, lines } from './html.ts'

const entities: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"' }

/** What Telegram makes of a message, by its rules: known tags, properly nested, and four named entities. */
function readByTelegram(message: string): { text: string; bold: string[] } {
  let text = ''
  const bold: string[] = []
  const open: number[] = []
  for (let rest = message; rest; ) {
    const [token] = /^(<\/?b>|&(?:amp|lt|gt|quot);|[^<>&])/u.exec(rest) ?? []
    if (!token) throw new Error(`can't parse entities at: ${rest}`)
    rest = rest.slice(token.length)
    if (token === '<b>') open.push(text.length)
    else if (token === '</b>') {
      const from = open.pop()
      if (from === undefined) throw new Error('end tag without a start')
      bold.push(text.slice(from))
    } else text += entities[token] ?? token
  }
  if (open.length > 0) throw new Error('start tag without an end')
  return { text, bold }
}

const nasty = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom('<', '>', '&', '"', 'b', '/', ';', '&lt;', '</b>', '_', '*', '\\', '\n') }),
)

it('shows every text as it was written, whatever is in it', () => {
  fc.assert(
    fc.property(nasty, nasty, nasty, (title, body, nested) => {
      const message = lines(html`<b>${title}</b>`, body, null, html`• ${html`${nested}`} ${[nested]}`)
      expect(readByTelegram(message.html)).toEqual({
        text: `${title}\n${body}\n• ${nested} ${nested}`,
        bold: [title],
      })
    }),
  )
})

it('cuts texts to a length, never within a character', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 1, max: 20 }), (text, most) => {
      const short = cut(text, most)
      expect(short.length).toBeLessThanOrEqual(most)
      expect(short.isWellFormed()).toBe(true)
      if (text.length <= most) expect(short).toBe(text)
    }),
  )
})
