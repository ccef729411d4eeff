import type { Actor } from '../../platform/actor.ts'
import { cut, html, lines } from './html.ts'
import { button, column, number, type Screen, say, type Visit } from './screen.ts'

/** A unit that is expected to fail: how probably (0 to 1) within how many days, and why, in the person's language. */
export interface Risk {
  assetId: string
  code: string
  name: string
  probability: number
  days: number
  reason: string
}

/** The units most at risk in the actor's scope, the worst first. */
export type ListRisks = (actor: Actor) => Promise<readonly Risk[]>

const most = 10

export async function riskScreen(visit: Visit, listRisks: ListRisks): Promise<Screen> {
  const { locale } = visit.actor
  const risks = (await listRisks(visit.actor)).slice(0, most)
  if (risks.length === 0) return { text: html`${say(locale, 'risks.none')}` }
  return {
    text: lines(
      html`<b>${say(locale, 'risks.title')}</b>`,
      ...risks.map(({ code, name, probability, days, reason }) => {
        const chance = say(locale, 'risks.chance', { percent: number(visit, Math.round(probability * 100)), days })
        return html`<b>${code}</b> ${cut(name, 60)} · ${chance}\n${cut(reason, 160)}`
      }),
    ),
    buttons: column(...risks.map(({ assetId, code }) => button(say(locale, 'units.open', { code }), `u:${assetId}`))),
  }
}
