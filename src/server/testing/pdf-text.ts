import { inflateSync } from 'node:zlib'

/** The streams of a PDF by object number, unpacked, with what stands before each. */
function objectsOf(pdf: Buffer): Map<number, { head: string; stream: string }> {
  const text = pdf.toString('latin1')
  const objects = new Map<number, { head: string; stream: string }>()
  for (const match of text.matchAll(/(?:^|\n)(\d+) 0 obj\n([\s\S]*?)\nendobj/g)) {
    const [head = '', ...rest] = match[2]!.split('\nstream\n')
    const body = rest.join('\nstream\n').replace(/\nendstream$/, '')
    const packed = head.includes('/FlateDecode')
    const stream = packed ? inflateSync(Buffer.from(body, 'latin1')).toString('latin1') : body
    objects.set(Number(match[1]), { head, stream })
  }
  return objects
}

/** Glyph numbers (four hex digits) to characters, from a font's ToUnicode map. */
function charactersOf(map: string): Map<string, string> {
  const characters = new Map<string, string>()
  const read = (hex: string) =>
    String.fromCharCode(...(hex.match(/.{4}/g) ?? []).map((unit) => Number.parseInt(unit, 16)))
  for (const [, first, , list] of map.matchAll(/<([0-9a-f]{4})> <([0-9a-f]{4})> \[([^\]]*)\]/gi)) {
    const from = Number.parseInt(first!, 16)
    for (const [i, [, hex]] of [...list!.matchAll(/<([0-9a-f ]+)>/gi)].entries()) {
      characters.set((from + i).toString(16).padStart(4, '0'), read(hex!.replaceAll(' ', '')))
    }
  }
  return characters
}

/** The pieces of text that a PDF of ours shows, in the order they are drawn. */
export function pdfTexts(pdf: Buffer): string[] {
  const objects = objectsOf(pdf)
  const fonts = new Map<string, Map<string, string>>()
  for (const { head } of objects.values()) {
    for (const [, name, reference] of head.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      const map = /\/ToUnicode (\d+) 0 R/.exec(objects.get(Number(reference))?.head ?? '')
      if (map) fonts.set(name!, charactersOf(objects.get(Number(map[1]))!.stream))
    }
  }
  const texts: string[] = []
  for (const { stream } of objects.values()) {
    let font: Map<string, string> | undefined
    for (const [, name, shown] of stream.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)) {
      if (name) font = fonts.get(name)
      else {
        const glyphs = [...shown!.matchAll(/<([0-9a-f]*)>/gi)].flatMap(([, hex]) => hex!.match(/.{4}/g) ?? [])
        texts.push(glyphs.map((glyph) => font?.get(glyph.toLowerCase()) ?? '?').join(''))
      }
    }
  }
  return texts
}
