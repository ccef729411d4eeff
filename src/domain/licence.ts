/** Classes of the Chilean driving licence (Ley 18.290): professional, for cars, motorcycles, machinery, carts, and official. */
export const licenceClasses = ['A1', 'A2', 'A3', 'A4', 'A5', 'B', 'C', 'D', 'E', 'F'] as const
export type LicenceClass = (typeof licenceClasses)[number]
