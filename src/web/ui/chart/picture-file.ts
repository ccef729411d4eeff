import type { LegendEntry } from './figure-table.ts'

export interface Caption {
  title: string
  legend: readonly LegendEntry[]
  /** Small words below the picture: where and when it was made, and whether its data is invented. */
  note: string
}

const namespace = 'http://www.w3.org/2000/svg'
const padding = 16
const lineHeight = 18

/** What has to be said in the file, because the style sheet stays behind. */
const kept = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-opacity',
  'stroke-dasharray',
  'opacity',
  'font-family',
  'font-size',
  'font-weight',
  'text-anchor',
] as const

/** Words in lines of at most `most` characters; a longer word has a line of its own. */
export function wrapped(text: string, most: number): string[] {
  const lines: string[] = []
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + 1 + word.length <= most) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines
}

/** Programs that read SVG know `rgb()`, few know the `oklch()` of the themes: a painted dot tells. */
function plainColours(): (colour: string) => string {
  const context = Object.assign(document.createElement('canvas'), { width: 1, height: 1 }).getContext('2d', {
    willReadFrequently: true,
  })
  const known = new Map<string, string>()
  return (colour) => {
    const found = known.get(colour)
    if (found !== undefined || !context) return found ?? colour
    context.clearRect(0, 0, 1, 1)
    context.fillStyle = colour
    context.fillRect(0, 0, 1, 1)
    const [red, green, blue, alpha = 255] = context.getImageData(0, 0, 1, 1).data
    const plain =
      alpha === 255 ? `rgb(${red}, ${green}, ${blue})` : `rgba(${red}, ${green}, ${blue}, ${(alpha / 255).toFixed(3)})`
    known.set(colour, plain)
    return plain
  }
}

function styled(drawing: SVGSVGElement, plain: (colour: string) => string): SVGSVGElement {
  const copy = drawing.cloneNode(true) as SVGSVGElement
  const originals = [drawing, ...drawing.querySelectorAll<SVGElement>('*')]
  const copies = [copy, ...copy.querySelectorAll<SVGElement>('*')]
  copies.forEach((element, at) => {
    const style = getComputedStyle(originals[at] as Element)
    element.removeAttribute('class')
    element.removeAttribute('style')
    for (const name of kept) {
      const value = style.getPropertyValue(name)
      const colour = (name === 'fill' || name === 'stroke') && value !== 'none' && !value.startsWith('url')
      element.setAttribute(name, colour ? plain(value) : value)
    }
  })
  return copy
}

function element(name: string, attributes: Record<string, string | number>, text?: string): SVGElement {
  const made = document.createElementNS(namespace, name)
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value))
  if (text !== undefined) made.textContent = text
  return made
}

/** The drawing as a file of its own: title and legend above, the note below, every style written out. */
export function svgOf(drawing: SVGSVGElement, { title, legend, note }: Caption) {
  const plain = plainColours()
  const theme = getComputedStyle(document.documentElement)
  const colour = (name: string) => plain(theme.getPropertyValue(name).trim())
  const font = { 'font-family': 'system-ui, "Segoe UI", Roboto, Arial, sans-serif', 'font-size': 13 }
  const { width, height } = drawing.getBoundingClientRect()
  const titles = wrapped(title, Math.max(20, Math.floor(width / 7.5)))
  const notes = wrapped(note, Math.max(20, Math.floor(width / 6)))
  let y = padding
  const words: SVGElement[] = titles.map((line) => {
    y += lineHeight
    return element('text', { ...font, x: padding, y, 'font-weight': 600, fill: colour('--foreground') }, line)
  })
  for (const entry of legend) {
    y += lineHeight
    const swatch = plain(entryColour(entry, theme))
    const look = { stroke: swatch, 'stroke-width': entry.look === 'area' ? 10 : 3 }
    const more = {
      ...(entry.look === 'area' && { 'stroke-opacity': 0.25 }),
      ...(entry.look === 'dashed' && { 'stroke-dasharray': '5 4' }),
    }
    words.push(
      entry.look === 'point'
        ? element('circle', { cx: padding + 10, cy: y - 4, r: 4, fill: swatch })
        : element('line', { x1: padding, x2: padding + 20, y1: y - 4, y2: y - 4, ...look, ...more }),
      element('text', { ...font, x: padding + 28, y, fill: colour('--foreground') }, entry.label),
    )
  }
  const top = y + padding / 2
  const bottom = top + height + padding / 2
  const whole = {
    width: Math.ceil(width + 2 * padding),
    height: Math.ceil(bottom + notes.length * lineHeight + padding / 2),
  }
  const svg = element('svg', { xmlns: namespace, viewBox: `0 0 ${whole.width} ${whole.height}`, ...whole })
  const copy = styled(drawing, plain)
  for (const [name, value] of Object.entries({ x: padding, y: top, width, height })) copy.setAttribute(name, `${value}`)
  svg.append(
    element('title', {}, title),
    element('rect', { ...whole, fill: colour('--surface') }),
    ...words,
    copy,
    ...notes.map((line, at) =>
      element(
        'text',
        { ...font, 'font-size': 11, x: padding, y: bottom + (at + 1) * lineHeight - 4, fill: colour('--muted') },
        line,
      ),
    ),
  )
  return { ...whole, text: new XMLSerializer().serializeToString(svg) }
}

/** A colour of the theme is known only where the theme is. */
function entryColour({ colour }: LegendEntry, theme: CSSStyleDeclaration): string {
  const variable = /^var\((--[\w-]+)\)$/.exec(colour)?.[1]
  return variable ? theme.getPropertyValue(variable).trim() : colour
}

/** The same file in pixels, twice as fine as the screen's own measure. */
export async function pngOf({ text, width, height }: ReturnType<typeof svgOf>): Promise<Blob> {
  const url = URL.createObjectURL(new Blob([text], { type: 'image/svg+xml' }))
  try {
    const image = new Image()
    image.src = url
    await image.decode()
    const canvas = Object.assign(document.createElement('canvas'), { width: width * 2, height: height * 2 })
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height)
    const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/png'))
    if (!blob) throw new Error('The picture is too large for this browser to draw.')
    return blob
  } finally {
    URL.revokeObjectURL(url)
  }
}
