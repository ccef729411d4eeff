/** Check digit of a RUT body by the modulo-11 rule of the Chilean civil registry: `0`–`9` or `K`. */
function checkDigit(body: string): string {
  let sum = 0
  for (let i = body.length - 1, factor = 2; i >= 0; i--, factor = factor === 7 ? 2 : factor + 1) {
    sum += Number(body[i]) * factor
  }
  const rest = 11 - (sum % 11)
  return rest === 11 ? '0' : rest === 10 ? 'K' : String(rest)
}

/** `12.345.678-5`, `12345678-5` or `123456785` → `12345678-5`; `null` when the form or the check digit is wrong. */
export function parseRut(text: string): string | null {
  const match = /^(\d{1,3}(?:\.?\d{3}){1,2})-?([\dkK])$/.exec(text.trim())
  if (!match) return null
  const body = match[1]!.replaceAll('.', '').replace(/^0+/, '')
  const digit = match[2]!.toUpperCase()
  return body.length >= 6 && checkDigit(body) === digit ? `${body}-${digit}` : null
}
