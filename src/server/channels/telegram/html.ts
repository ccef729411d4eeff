/** Text with Telegram's HTML marks, made by `html` alone, so that nothing reaches a chat unescaped. */
export interface Html {
  readonly html: string
}

type Value = string | number | Html | null | undefined | readonly Value[]

const signs: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escaped = (text: string) => text.replace(/[&<>"]/g, (sign) => signs[sign]!)

function render(value: Value): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'string') return escaped(value)
  if (typeof value === 'number') return String(value)
  return 'html' in value ? value.html : value.map(render).join('')
}

/** Marked text: the template's own marks stay, values are escaped, marked values are taken over. */
export const html = (parts: TemplateStringsArray, ...values: Value[]): Html => ({
  html: parts.reduce((whole, part, index) => whole + render(values[index - 1]) + part),
})

/** Marked texts, each on a line of its own; what is `null` has none. */
export const lines = (...all: readonly (Html | string | null)[]): Html => ({
  html: all
    .filter((line) => line !== null)
    .map(render)
    .join('\n'),
})

/** Text of at most `most` characters, never cut within one. A message holds 4096. */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text
  const kept = text.slice(0, most - 1)
  return `${/[\uD800-\uDBFF]$/.test(kept) ? kept.slice(0, -1) : kept}…`
}
