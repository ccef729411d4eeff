export const deviceClasses = ['PHONE', 'DESKTOP'] as const
export type DeviceClass = (typeof deviceClasses)[number]

/** Windows narrower than this (CSS pixels) count as phones: there the app changes to its bottom bar. */
const phoneBelow = 768
export const deviceOf = (width: number): DeviceClass => (width < phoneBelow ? 'PHONE' : 'DESKTOP')

/** Bytes and items that one batch of a browser may have, and how often one item may count the same error. */
export const batchLimits = { bytes: 65_536, views: 50, vitals: 50, errors: 5, repeats: 1000 } as const
