export type CopyValue = string | number | boolean | null

const [tab, newLine, lastControl, lastOfOneByte, backslash, capitalN] = [9, 10, 13, 127, 92, 78]
const escapes: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }

/** Collects rows in the text format of COPY, as bytes: a seed writes two gigabytes of them. */
export function copyWriter() {
  let bytes = Buffer.allocUnsafe(65_536)
  let length = 0

  function reserve(more: number): void {
    if (length + more <= bytes.length) return
    const larger = Buffer.allocUnsafe(Math.max(2 * bytes.length, length + more))
    bytes.copy(larger, 0, 0, length)
    bytes = larger
  }

  /** Almost every text is of one byte a character and has nothing to escape: it is written without anything in between. */
  function put(text: string): void {
    // At most three bytes a character, or an escape of two; and one that separates.
    reserve(3 * text.length + 3)
    const [into, start, end] = [bytes, length, text.length]
    for (let i = 0; i < end; i++) {
      const code = text.charCodeAt(i)
      if (code <= lastControl || code > lastOfOneByte || code === backslash) {
        length = start + into.write(escaped(text), start)
        return
      }
      into[start + i] = code
    }
    length = start + end
  }

  function putNull(): void {
    reserve(3)
    bytes[length++] = backslash
    bytes[length++] = capitalN
  }

  return {
    row(values: readonly CopyValue[]): void {
      for (let i = 0; i < values.length; i++) {
        const value = values[i]!
        if (i > 0) bytes[length++] = tab
        if (value === null) putNull()
        else put(typeof value === 'string' ? value : String(value))
      }
      bytes[length++] = newLine
    },
    /** Bytes collected and not yet taken. */
    size: () => length,
    /** What was collected; from then on it collects anew. */
    take(): Buffer {
      const taken = bytes.subarray(0, length)
      bytes = Buffer.allocUnsafe(bytes.length)
      length = 0
      return taken
    },
  }
}

const escaped = (text: string) => text.replace(/[\\\t\n\r]/g, (sign) => escapes[sign]!)

/** A text array as PostgreSQL writes it, for a field of a row. */
export function arrayText(values: readonly string[]): string {
  return `{${values.map((value) => `"${value.replace(/["\\]/g, (sign) => `\\${sign}`)}"`).join(',')}}`
}
