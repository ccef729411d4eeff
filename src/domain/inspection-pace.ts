/** Active time that a person spent in one section, in seconds. */
export type SectionTime = { readonly sectionId: string; readonly seconds: number }

/** Seconds below which looking at one point of a machine is not credible. */
export const hurriedSecondsPerPoint = 2
/** A pause longer than this, in seconds, was not spent inspecting. */
const longestGap = 600

/** Adds the time since the last touch, both in epoch milliseconds, to the section that is touched now. */
export function withTouch(
  times: readonly SectionTime[],
  sectionId: string,
  lastTouch: number,
  now: number,
): SectionTime[] {
  const spent = Math.min(Math.max(0, now - lastTouch) / 1000, longestGap)
  const before = times.find((time) => time.sectionId === sectionId)?.seconds ?? 0
  const others = times.filter((time) => time.sectionId !== sectionId)
  return [...others, { sectionId, seconds: Math.round((before + spent) * 10) / 10 }]
}

export type HurriedSection = { readonly sectionId: string; readonly seconds: number; readonly points: number }

/** Sections done faster than anybody can look: a hint for the supervisor, never a verdict. */
export function hurriedSections(
  sections: readonly { readonly id: string; readonly points: number }[],
  times: readonly SectionTime[],
): HurriedSection[] {
  return sections.flatMap(({ id, points }) => {
    const time = times.find(({ sectionId }) => sectionId === id)
    if (!time || points === 0 || time.seconds >= points * hurriedSecondsPerPoint) return []
    return [{ sectionId: id, seconds: time.seconds, points }]
  })
}
