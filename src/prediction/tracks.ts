/** Events of one sort in order of time, with a value each. */
export type Track = { readonly at: number[]; readonly value: number[] }

export const emptyTrack = (): Track => ({ at: [], value: [] })

/** Adds an event in its place; records mostly become known in order, so the place is nearly always the end. */
export function addTo(track: Track, at: number, value: number): void {
  let place = track.at.length
  while (place > 0 && track.at[place - 1]! > at) place--
  if (place === track.at.length) {
    track.at.push(at)
    track.value.push(value)
  } else {
    track.at.splice(place, 0, at)
    track.value.splice(place, 0, value)
  }
}

/** How many events happened up to and including `time`. */
export function countUpTo({ at }: Track, time: number): number {
  let [low, high] = [0, at.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (at[middle]! <= time) low = middle + 1
    else high = middle
  }
  return low
}

/** Time of the last event up to `time`, or NaN. */
export function lastUpTo(track: Track, time: number): number {
  return track.at[countUpTo(track, time) - 1] ?? Number.NaN
}

/** Σ 2^(−age / halfLife) over the events up to `time`; those older than forty half-lives weigh nothing. */
export function decayedCount(track: Track, time: number, halfLife: number): number {
  let sum = 0
  for (let i = countUpTo(track, time) - 1; i >= 0 && time - track.at[i]! < 40 * halfLife; i--) {
    sum += 2 ** ((track.at[i]! - time) / halfLife)
  }
  return sum
}
