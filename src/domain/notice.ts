import { Temporal } from 'temporal-polyfill'

/** How urgent a notice is: critical ones break quiet hours, want an acknowledgement and climb until they have one. */
export const noticeLevels = ['CRITICAL', 'NORMAL', 'INFORMATIVE'] as const
export type NoticeLevel = (typeof noticeLevels)[number]

/** How often what is not critical goes out: each at once, or together on the hour or in the morning. */
export const digests = ['NOW', 'HOURLY', 'DAILY'] as const
export type Digest = (typeof digests)[number]

/** Ways to reach one person outside the app; in the app a notice always is. */
export const personalChannels = ['email', 'push', 'telegram'] as const
export type PersonalChannel = (typeof personalChannels)[number]

/** Every way out of the product; Slack is the company's, and has no person behind it. */
export const deliveryChannels = [...personalChannels, 'slack'] as const
export type DeliveryChannel = (typeof deliveryChannels)[number]

/** Civil times `HH:MM` of the company's zone, `[from, to)`; over midnight when `to` is not after `from`. */
export interface QuietHours {
  readonly from: string
  readonly to: string
}

export interface NoticeSettings {
  readonly quiet: QuietHours | null
  readonly normal: Digest
  readonly informative: Digest
}

/** Until somebody says otherwise: what is normal comes together on the hour, what only informs in the morning. */
export const defaultSettings: NoticeSettings = { quiet: null, normal: 'HOURLY', informative: 'DAILY' }

/** Civil hour at which daily digests go out: before the morning's round. */
export const dailyHour = 8

/** Days that notices and their deliveries are kept. */
export const noticeDays = 90

const zonedAt = (at: number, zone: string) => Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone)

const isQuiet = (time: string, { from, to }: QuietHours) =>
  from < to ? time >= from && time < to : time >= from || time < to

const clock = (at: Temporal.ZonedDateTime) => at.toPlainTime().toString({ smallestUnit: 'minute' })

/** The first instant after `at` at which a clock of the zone shows `time` on `date`, or has jumped over it. */
function instantOf(date: Temporal.PlainDate, time: string, zone: string, at: number): number {
  const wanted = date.toPlainDateTime(Temporal.PlainTime.from(time))
  const shown = wanted.toZonedDateTime(zone)
  if (clock(shown) !== time) return shown.getTimeZoneTransition('previous')!.epochMilliseconds
  // When clocks go back the same time comes twice: the one that is still ahead counts.
  if (shown.epochMilliseconds > at) return shown.epochMilliseconds
  return wanted.toZonedDateTime(zone, { disambiguation: 'later' }).epochMilliseconds
}

/** When the quiet hours that contain the instant end (epoch ms); `null` outside of them. */
export function quietUntil(at: number, quiet: QuietHours | null, zone: string): number | null {
  if (!quiet || quiet.from === quiet.to) return null
  const now = zonedAt(at, zone)
  const time = clock(now)
  if (!isQuiet(time, quiet)) return null
  const date = time < quiet.to ? now.toPlainDate() : now.toPlainDate().add({ days: 1 })
  return instantOf(date, quiet.to, zone, at)
}

/** When something that happens now goes out by the rhythm of `digest`: at once, with the next full hour, or next morning. */
export function digestAt(at: number, digest: Digest, zone: string): number {
  if (digest === 'NOW') return at
  const now = zonedAt(at, zone)
  if (digest === 'HOURLY') {
    const hour = now.round({ smallestUnit: 'hour', roundingMode: 'floor' })
    return hour.add({ hours: 1 }).epochMilliseconds
  }
  const morning = (days: number) =>
    now.toPlainDate().add({ days }).toPlainDateTime({ hour: dailyHour }).toZonedDateTime(zone).epochMilliseconds
  return morning(0) > at ? morning(0) : morning(1)
}

/** When a notice raised at `at` (epoch ms) leaves for a person: critical ones at once, whatever the hour. */
export function deliverAt(at: number, level: NoticeLevel, settings: NoticeSettings, zone: string): number {
  if (level === 'CRITICAL') return at
  const out = digestAt(at, level === 'NORMAL' ? settings.normal : settings.informative, zone)
  return quietUntil(out, settings.quiet, zone) ?? out
}

/** The channels a kind goes out by: what the person chose for it, else what the rule has; never one that is not set up. */
export function channelsOf<C extends string>(
  usual: readonly C[],
  chosen: readonly C[] | null,
  available: readonly C[],
): C[] {
  return available.filter((channel) => (chosen ?? usual).includes(channel))
}

/**
 * Who hears of a critical notice that nobody acknowledged, minutes after it was raised: first those who answer for the
 * places above, then the administrators, at last everybody again. Whoever was told already is reminded each time.
 */
export const escalationSteps = [
  { minutes: 15, to: 'SUPERVISORS_ABOVE' },
  { minutes: 30, to: 'ADMINISTRATORS' },
  { minutes: 60, to: 'EVERYBODY' },
] as const

/** When the step after `taken` steps is due (epoch ms); `null` when there is none left. */
export function nextEscalation(raisedAt: number, taken: number): number | null {
  const step = escalationSteps[taken]
  return step ? raisedAt + step.minutes * 60_000 : null
}

/** Attempts at one delivery before it is given up, some ten hours after the first. */
export const mostAttempts = 12
const firstPause = 30
const longestPause = 2 * 3600

/**
 * When a delivery that failed for the `attempts`-th time is tried again (epoch ms): the pause doubles from 30 s up to
 * 2 h, and is never shorter than the receiver asked for (s). `null`: it has failed for good.
 */
export function retryAt(at: number, attempts: number, retryAfterSeconds = 0): number | null {
  if (attempts >= mostAttempts) return null
  const pause = Math.min(longestPause, firstPause * 2 ** (attempts - 1))
  return at + Math.max(pause, Math.min(retryAfterSeconds, 24 * 3600)) * 1000
}
