export type CopyValue = string | number | boolean | null

const escapes: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }

const special = /[\\\t\n\r]/

/** Almost no value has anything to escape, and to look is cheaper than to replace: a seed writes a hundred million. */
function field(value: CopyValue): string | number | boolean {
  if (value === null) return '\\N'
  if (typeof value !== 'string' || !special.test(value)) return value
  return value.replace(/[\\\t\n\r]/g, (sign) => escapes[sign]!)
}

/** One row in the text format of COPY. */
export function copyLine(values: readonly CopyValue[]): string {
  let line = ''
  for (let i = 0; i < values.length; i++) line += (i > 0 ? '\t' : '') + field(values[i]!)
  return `${line}\n`
}

/** A text array as PostgreSQL writes it, for a field of `copyLine`. */
export function arrayText(values: readonly string[]): string {
  return `{${values.map((value) => `"${value.replace(/["\\]/g, (sign) => `\\${sign}`)}"`).join(',')}}`
}
