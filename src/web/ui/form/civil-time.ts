const clocks = new Map<string, Intl.DateTimeFormat>()

/** Writes the civil time of a zone; made once, as it costs milliseconds on a phone. */
function clockOf(timeZone: string): Intl.DateTimeFormat {
  const made =
    clocks.get(timeZone) ??
    new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
  clocks.set(timeZone, made)
  return made
}

/** Minutes that `zone` is ahead of UTC at an instant, by the IANA rules the browser carries. */
function offsetMinutes(instant: number, zone: string): number {
  const parts = clockOf(zone).formatToParts(instant)
  const of = (type: string) => Number(parts.find((part) => part.type === type)?.value)
  const civil = Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second'))
  return Math.round((civil - instant) / 60_000)
}

/** The civil time of an instant in `zone`, as `<input type="datetime-local">` takes it: `2026-11-24T10:30`. */
export function civilTime(instant: string, zone: string): string {
  const at = Date.parse(instant)
  if (Number.isNaN(at)) return ''
  return new Date(at + offsetMinutes(at, zone) * 60_000).toISOString().slice(0, 16)
}

/**
 * The instant of a civil time in `zone`. An hour that a change of clocks skips is moved forward by the gap; one that
 * happens twice means its first time.
 */
export function instantOf(civil: string, zone: string): string {
  const asUtc = Date.parse(`${civil}Z`)
  const before = offsetMinutes(asUtc - 86_400_000, zone)
  const after = offsetMinutes(asUtc + 86_400_000, zone)
  const candidates = [before, after].map((offset) => asUtc - offset * 60_000)
  const exact = candidates.find((at) => at + offsetMinutes(at, zone) * 60_000 === asUtc)
  return new Date(exact ?? candidates[0]!).toISOString()
}

/** Today's civil date in `zone`: `2026-11-24`. */
export const civilToday = (zone: string, now: Date = new Date()) => civilTime(now.toISOString(), zone).slice(0, 10)
