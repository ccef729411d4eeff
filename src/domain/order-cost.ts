/** Money is an integer of the company's minor unit (CLP has none: pesos). */
export type OrderCost = {
  readonly labour: number
  readonly parts: number
  readonly services: number
  readonly total: number
}

/** Nearest integer, halves away from zero: a correction of −x takes back exactly what x added. */
export function roundHalfAway(value: number): number {
  return Math.sign(value) * Math.round(Math.abs(value)) || 0
}

/**
 * Cost of one labour entry: hours, kept to hundredths, at the person's rate per hour on that day. Every entry is
 * rounded for itself, so that the entries shown add up to the total shown.
 */
export function labourCost(hours: number, ratePerHour: number): number {
  // Hundredths first: 0.29 h is 28.999… hundredths in binary, and whole numbers below 2^53 multiply exactly.
  return roundHalfAway((Math.round(hours * 100) * ratePerHour) / 100)
}

export function orderCost(entries: {
  labour: readonly { readonly hours: number; readonly ratePerHour: number }[]
  parts: readonly number[]
  services: readonly number[]
}): OrderCost {
  const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0)
  const labour = sum(entries.labour.map(({ hours, ratePerHour }) => labourCost(hours, ratePerHour)))
  const parts = sum(entries.parts)
  const services = sum(entries.services)
  return { labour, parts, services, total: labour + parts + services }
}
