import type { InlineKeyboardButton } from 'grammy/types'
import { type Locale, locales } from '../../../contract/errors.ts'
import type { Actor } from '../../platform/actor.ts'
import { Problem, toProblemDetails } from '../../platform/problem.ts'
import type { Runtime } from '../../platform/runtime.ts'
import { words } from '../../platform/words.ts'
import { writtenInstant } from '../../platform/written.ts'
import type { Conversation } from './conversation.ts'
import { type Html, html, lines } from './html.ts'

/** Somebody known who uses the bot, and what they are in the middle of. */
export interface Visit {
  runtime: Runtime
  actor: Actor
  now: string
  asked: Conversation | null
}

/** What the bot shows: a message with buttons, and what it has asked by it. */
export interface Screen {
  text: Html
  buttons?: InlineKeyboardButton[][]
  asks?: Conversation
}

/** The bot's own words. */
export const say = (locale: Locale, key: string, params: Record<string, string | number> = {}): string =>
  words(locale, `telegram.${key}`, params)

/** Whether somebody typed the words of `key`, in whichever language. */
export const isSaid = (key: string, text: string): boolean => locales.some((locale) => say(locale, key) === text)

export const zoneOf = ({ runtime }: Visit): string => runtime.config.COMPANY_TIME_ZONE
export const at = (visit: Visit, instant: string): string => writtenInstant(instant, visit.actor.locale, zoneOf(visit))

export const number = ({ actor }: { actor: Actor }, value: number): string =>
  new Intl.NumberFormat(actor.locale === 'en' ? 'en-GB' : 'es-CL', { maximumFractionDigits: 2 }).format(value)

/** A number as people type it, with a comma or a point; `null` for anything else. */
export function typedNumber(text: string): number | null {
  const plain = text.trim().replace(',', '.')
  return /^\d{1,9}(\.\d{1,4})?$/.test(plain) ? Number(plain) : null
}

/** A button; what it stands for (64 bytes at most) comes back when it is pressed. */
export const button = (text: string, data: string): InlineKeyboardButton => ({ text, callback_data: data })

/** Buttons one below the other. */
export const column = (...buttons: InlineKeyboardButton[]): InlineKeyboardButton[][] => buttons.map((one) => [one])

/** The page of the web app, where it has an address that Telegram accepts in a button. */
export function webButton({ runtime, actor }: Visit, path: string): InlineKeyboardButton[] {
  const { PUBLIC_URL } = runtime.config
  if (!PUBLIC_URL?.startsWith('https:')) return []
  return [{ text: say(actor.locale, 'openWeb'), url: `${PUBLIC_URL.replace(/\/$/, '')}${path}` }]
}

/** A refusal in the person's words: why, and every field that is concerned. */
export function refusalText(problem: Problem, locale: Locale): Html {
  const { title, errors = [] } = toProblemDetails(problem, locale, '')
  const about = new Map(errors.map(({ field, message }) => [say(locale, `field.${fieldName(field)}`), message]))
  return lines(html`⚠️ ${title}`, ...Array.from(about, ([name, message]) => html`• ${name}: ${message}`))
}

const namedFields = new Set([
  ...['notes', 'hours', 'failureModeId', 'failureCauseId', 'failureActionId', 'value', 'meter', 'at'],
  ...['what', 'downtimeFrom', 'downtimeTo', 'assetId'],
])
const fieldName = (field: string) => (namedFields.has(field) ? field : 'other')

/** `screen`, with what `attempt` was refused for above it; whatever is no refusal goes on. */
export async function orRefusal(
  visit: Visit,
  attempt: () => Promise<Screen>,
  screen: (refused: Problem) => Promise<Screen>,
): Promise<Screen> {
  try {
    return await attempt()
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    const shown = await screen(error)
    return { ...shown, text: lines(refusalText(error, visit.actor.locale), '', shown.text) }
  }
}
