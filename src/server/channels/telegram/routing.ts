import { helpScreen, myInfoScreen, statusScreen } from './about.ts'
import { askCompletion, completionAnswer, completionText, finish } from './completion.ts'
import { html } from './html.ts'
import { accept, approve, askHold, hold, orderList, orderScreen, resume, start } from './orders.ts'
import { askReport, canMove, type FetchPhoto, reportPhoto, reportText, sendReport } from './report.ts'
import { type ListRisks, riskScreen } from './risks.ts'
import { type Screen, say, type Visit } from './screen.ts'
import { askReading, readingText, unitList, unitScreen } from './units.ts'

export interface Rooms {
  fetchPhoto: FetchPhoto
  /** Without it there is no command for predictions. */
  listRisks?: ListRisks
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** The commands of a person's role, as the bot's menu and its help name them. */
export function commandsFor({ role }: { role: string }, { listRisks }: Rooms): string[] {
  const risks = listRisks && role !== 'OPERATOR' ? ['predictions'] : []
  return ['workorders', ...risks, 'assets', 'report', 'status', 'myinfo', 'help', 'desvincular']
}

/** What a command of somebody linked shows; `null` for one there is not. */
export async function commandScreen(visit: Visit, name: string, words: string, rooms: Rooms): Promise<Screen | null> {
  if (name === 'start' || name === 'help') return helpScreen(visit, commandsFor(visit.actor, rooms))
  if (name === 'workorders') return orderList(visit)
  if (name === 'assets') return unitList(visit, words)
  if (name === 'report') return askReport({ ...visit, asked: null })
  if (name === 'status') return statusScreen(visit)
  if (name === 'myinfo') return myInfoScreen(visit)
  if (name === 'predictions' && rooms.listRisks && visit.actor.role !== 'OPERATOR') {
    return riskScreen(visit, rooms.listRisks)
  }
  return null
}

const orderActions: Record<string, (visit: Visit, id: string) => Promise<Screen>> = {
  o: orderScreen,
  start,
  hold: askHold,
  resume,
  complete: askCompletion,
  accept,
  approve,
}

const ofId: Record<string, (visit: Visit, id: string, more: string) => Promise<Screen>> = {
  ...orderActions,
  u: unitScreen,
  fault: askReport,
  read: askReading,
  why: hold,
}

/** What a button shows; `null` when what it belonged to is over. */
export async function buttonScreen(visit: Visit, data: string, rooms: Rooms): Promise<Screen | null> {
  const [name = '', value = '', more = ''] = data.split(':')
  const { asked } = visit
  if (name === 'o' && !value) return orderList(visit)
  if (name === 'fault' && !value) return askReport({ ...visit, asked: null })
  if (name === 'o+') return orderList(visit, asked?.kind === 'orders' ? asked.cursor : undefined)
  if (name === 'u+') return asked?.kind === 'units' ? unitList(visit, asked.q, asked.cursor) : unitList(visit)
  if (name === 'drop') return { text: html`${say(visit.actor.locale, 'dropped')}` }
  if (name === 'moves') return canMove(visit, value)
  if (name === 'send') return sendReport(visit, rooms.fetchPhoto)
  if (name === 'finish') return finish(visit)
  if (name === 'notes') return completionAnswer(visit, { kind: 'notes', notes: null })
  if (name === 'hours') {
    return completionAnswer(visit, { kind: 'hours', hours: value === 'keep' ? null : Number(value) })
  }
  if (!uuid.test(value)) return null
  if (name === 'code') return completionAnswer(visit, { kind: 'code', id: value })
  return (await ofId[name]?.(visit, value, more)) ?? null
}

/** What words that are no command answer: the question that is open, or else a search for a unit. */
export async function textScreen(visit: Visit, text: string): Promise<Screen> {
  const { asked } = visit
  if (asked?.kind === 'hold') return hold(visit, asked.orderId, 'OTHER', text)
  const answered =
    (await completionText(visit, text)) ?? (await readingText(visit, text)) ?? (await reportText(visit, text))
  return answered ?? unitList(visit, text)
}

export const photoScreen = reportPhoto
