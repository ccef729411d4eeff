/** What the form of a plate says about the vehicle: two- or three-wheeled vehicles have one symbol less. */
type PlateKind = 'VEHICLE' | 'MOTORCYCLE'
export type Plate = { readonly text: string; readonly kind: PlateKind; readonly groups: readonly string[] }

// Since 2007 no vowels (no words on plates) and none of M, N, Ñ, Q (read as other letters).
const consonant = '[BCDFGHJKLPRSTVWXYZ]'

/** Decree 53 of the Ministry of Transport: series of 1985, of 2007 (motorcycles 2014), and those decreed for 2027 on. */
const series: readonly { kind: PlateKind; form: RegExp }[] = [
  { kind: 'VEHICLE', form: new RegExp(`^(${consonant}{2})(${consonant}{2})([1-9]\\d)$`) },
  { kind: 'VEHICLE', form: /^([A-Z]{2})([1-9]\d)(\d\d)$/ },
  { kind: 'VEHICLE', form: new RegExp(`^(${consonant}{5})(\\d)$`) },
  { kind: 'MOTORCYCLE', form: new RegExp(`^(${consonant}{3})(\\d{2})$`) },
  { kind: 'MOTORCYCLE', form: /^([A-Z]{2})([1-9]\d{2})$/ },
  { kind: 'MOTORCYCLE', form: new RegExp(`^(${consonant}{4})(\\d)$`) },
]

/**
 * Reads a Chilean plate however it is written: `bbcl-12`, `BB·CL·12`, `BB CL 12` → text `BBCL12`, the form that is
 * stored and compared. A motorcycle's five symbols are also accepted with the zero the civil registry pads them with
 * (`BBC012`). `null` when no series has this form.
 */
export function parsePlate(text: string): Plate | null {
  const written = text
    .trim()
    .toUpperCase()
    .replace(/[\s.·•-]/g, '')
  const bare = written.replace(/^([A-Z]{3})0(\d{2})$/, '$1$2').replace(/^([A-Z]{2})0([1-9]\d{2})$/, '$1$2')
  for (const { kind, form } of series) {
    const match = form.exec(bare)
    if (match) return { text: bare, kind, groups: match.slice(1) }
  }
  return null
}

/** The form people read on the plate: `BB·CL·12`, `AA·10·00`, `BBC·12`; text that is not a plate comes back unchanged. */
export function formatPlate(text: string): string {
  return parsePlate(text)?.groups.join('·') ?? text
}
