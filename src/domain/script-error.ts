export const scriptErrorKinds = ['ERROR', 'REJECTION', 'RENDER'] as const
/** Thrown outside React, a promise nobody caught, or thrown while React drew a page. */
export type ScriptErrorKind = (typeof scriptErrorKinds)[number]

/** How long the parts of an error may be, in characters. */
export const scriptErrorLimits = { message: 300, source: 300, stack: 2000 } as const

const secrets: readonly [RegExp, string][] = [
  [/[?#][^\s)'"]*/g, ''],
  [/[\w.+-]+@[\w-]+(\.[\w-]+)+/g, ':email'],
  [/\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/gi, ':id'],
  [/\b\d{1,2}\.?\d{3}\.?\d{3}-[\dkK]\b/g, ':rut'],
  [/(?<![\w/])(?=[\w.=-]*\d)[\w.=-]{24,}/g, ':token'],
]

/** `text` without what may name a person or a record, or open something: queries, addresses, ids, RUTs, tokens. */
export function withoutPersonalData(text: string): string {
  return secrets.reduce((left, [pattern, place]) => left.replace(pattern, place), text)
}

/** The file a line of a stack is in: the end of a path, without the build's hash and the position; a host is no file. */
function fileOf(line: string): string | null {
  const [, file] = /(?<!\/)\/([^/\s()@]+\.[cm]?[jt]sx?)(?=[:?]|$)/.exec(line) ?? []
  return file?.replace(/-[\w-]{8}(?=\.)/, '') ?? null
}

/**
 * What makes two errors the same: kind, message without its numbers, and the first file of the stack. Line, column and the
 * build's hash change with every release, so they are left out.
 */
export function scriptErrorSignature(error: { kind: ScriptErrorKind; message: string; source: string; stack: string }) {
  const message = withoutPersonalData(error.message).replace(/\d+/g, '#').replace(/\s+/g, ' ').trim()
  const frames = [...error.stack.split('\n'), error.source]
  return [error.kind, message, frames.map(fileOf).find((file) => file !== null) ?? ''].join('\n')
}
