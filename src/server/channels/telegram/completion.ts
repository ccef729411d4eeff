import type { FailureCode } from '../../../contract/order-master-data.ts'
import { completeWorkOrder as completionForm } from '../../../contract/work-order-changes.ts'
import type { WorkOrder } from '../../../contract/work-orders.ts'
import { listFailureCodes } from '../../features/work-orders/master-data.ts'
import { completeWorkOrder } from '../../features/work-orders/transition-commands.ts'
import type { CompletionDraft } from './conversation.ts'
import { cut, type Html, html, lines } from './html.ts'
import { orderDetail, orderScreen } from './orders.ts'
import { button, column, number, orRefusal, type Screen, say, typedNumber, type Visit } from './screen.ts'

/** The lists of a failure in the order in which they are asked: three taps. */
const codings = [
  { field: 'failureModeId', missing: 'failureMode', kind: 'MODE' },
  { field: 'failureCauseId', missing: 'failureCause', kind: 'CAUSE' },
  { field: 'failureActionId', missing: 'failureAction', kind: 'ACTION' },
] as const
type Coding = (typeof codings)[number]

type Step = 'hours' | 'notes' | 'confirm' | Coding

/** Hours that most jobs take, one tap each. */
const usualHours = [0.5, 1, 2, 3, 4, 8]

/** What to ask next: whatever the order still lacks and nobody has told yet. */
function nextStep(order: WorkOrder, draft: CompletionDraft): Step {
  if (draft.hours === undefined) return 'hours'
  if (draft.notes === undefined) return 'notes'
  const coding = codings.find(({ field, missing }) => order.missing.includes(missing) && !draft[field])
  return coding ?? 'confirm'
}

async function codesOf({ runtime }: Visit, order: WorkOrder, { kind }: Coding): Promise<FailureCode[]> {
  const codes = await listFailureCodes(runtime.database.db, { assetTypeId: order.asset.typeId })
  return codes.filter((code) => code.kind === kind)
}

const nameOf = ({ actor }: Visit, { nameEs, nameEn }: { nameEs: string; nameEn: string }) =>
  actor.locale === 'en' ? nameEn : nameEs

function told(visit: Visit, order: WorkOrder, draft: CompletionDraft): Html {
  const { locale } = visit.actor
  const hours = draft.hours ?? 0
  return lines(
    html`<b>${order.number}</b> · ${cut(order.title, 120)}`,
    draft.hours === undefined
      ? null
      : html`${say(locale, 'complete.hours')}: ${number(visit, order.hoursWorked + hours)}`,
    draft.notes === undefined
      ? null
      : html`${say(locale, 'complete.notes')}: ${cut(draft.notes ?? order.completionNotes ?? '', 600)}`,
    '',
  )
}

async function ask(visit: Visit, order: WorkOrder, draft: CompletionDraft): Promise<Screen> {
  const { locale } = visit.actor
  const step = nextStep(order, draft)
  const asks = { kind: 'complete', orderId: order.id, draft } as const
  const back = [button(say(locale, 'cancel'), `o:${order.id}`)]
  const head = told(visit, order, draft)
  if (step === 'hours') {
    const kept = order.hoursWorked > 0 ? [[button(say(locale, 'complete.hoursKept'), 'hours:keep')]] : []
    const choices = usualHours.map((hours) => button(`${number(visit, hours)} h`, `hours:${hours}`))
    const recorded =
      order.hoursWorked > 0 ? say(locale, 'complete.recorded', { hours: number(visit, order.hoursWorked) }) : null
    return {
      text: lines(head, recorded, say(locale, 'complete.askHours')),
      buttons: [...kept, choices.slice(0, 3), choices.slice(3), back],
      asks,
    }
  }
  if (step === 'notes') {
    const kept = order.completionNotes ? [[button(say(locale, 'complete.notesKept'), 'notes:keep')]] : []
    return { text: lines(head, say(locale, 'complete.askNotes')), buttons: [...kept, back], asks }
  }
  if (step === 'confirm') {
    const finish = [button(say(locale, 'complete.finish'), 'finish')]
    return { text: lines(head, say(locale, 'complete.askFinish')), buttons: [finish, back], asks }
  }
  const codes = await codesOf(visit, order, step)
  const choices = codes.map((code) => button(cut(nameOf(visit, code), 60), `code:${code.id}`))
  return {
    text: lines(head, html`<b>${say(locale, `complete.ask${step.kind}`)}</b>`),
    buttons: [...column(...choices), back],
    asks,
  }
}

export async function askCompletion(visit: Visit, id: string): Promise<Screen> {
  const order = await orderDetail(visit, id)
  return order.actions.includes('COMPLETE') ? ask(visit, order, {}) : orderScreen(visit, id)
}

/** What was told, if it answers the question that is open; a button of an earlier question changes nothing. */
async function answered(visit: Visit, order: WorkOrder, draft: CompletionDraft, answer: Answer) {
  const step = nextStep(order, draft)
  if (step === 'hours' && answer.kind === 'hours') {
    if (answer.hours === null) return order.hoursWorked > 0 ? { ...draft, hours: null } : draft
    return completionForm.shape.hours.safeParse(answer.hours).success ? { ...draft, hours: answer.hours } : draft
  }
  if (step === 'notes' && answer.kind === 'notes') {
    if (answer.notes === null) return order.completionNotes ? { ...draft, notes: null } : draft
    return answer.notes.trim() ? { ...draft, notes: cut(answer.notes.trim(), 5000) } : draft
  }
  if (typeof step === 'object' && answer.kind === 'code') {
    const codes = await codesOf(visit, order, step)
    return codes.some(({ id }) => id === answer.id) ? { ...draft, [step.field]: answer.id } : draft
  }
  return draft
}

export type Answer =
  | { kind: 'hours'; hours: number | null }
  | { kind: 'notes'; notes: string | null }
  | { kind: 'code'; id: string }

/** Takes the answer to a question about an order being completed, and asks the next. */
export async function completionAnswer(visit: Visit, answer: Answer): Promise<Screen | null> {
  const { asked } = visit
  if (asked?.kind !== 'complete') return null
  const order = await orderDetail(visit, asked.orderId)
  if (!order.actions.includes('COMPLETE')) return orderScreen(visit, order.id)
  const draft = await answered(visit, order, asked.draft, answer)
  const screen = await ask(visit, order, draft)
  if (draft !== asked.draft || answer.kind === 'code') return screen
  return { ...screen, text: lines(say(visit.actor.locale, `complete.wrong.${answer.kind}`), '', screen.text) }
}

/** Words typed while an order is being completed: hours or notes, whichever was asked. */
export async function completionText(visit: Visit, text: string): Promise<Screen | null> {
  const { asked } = visit
  if (asked?.kind !== 'complete') return null
  if (asked.draft.hours !== undefined) return completionAnswer(visit, { kind: 'notes', notes: text })
  return completionAnswer(visit, { kind: 'hours', hours: typedNumber(text) ?? Number.NaN })
}

export async function finish(visit: Visit): Promise<Screen | null> {
  const { asked, runtime, actor } = visit
  if (asked?.kind !== 'complete') return null
  const { orderId: id, draft } = asked
  const order = await orderDetail(visit, id)
  if (!order.actions.includes('COMPLETE')) return orderScreen(visit, id)
  if (nextStep(order, draft) !== 'confirm') return ask(visit, order, draft)
  const { hours, notes, ...codes } = draft
  return orRefusal(
    visit,
    async () => {
      const told = { ...(hours ? { hours } : {}), ...(typeof notes === 'string' ? { notes } : {}) }
      await completeWorkOrder(runtime, actor, { id, expectedVersion: undefined, ...told, ...codes })
      const done = await orderScreen(visit, id)
      return { ...done, text: lines(say(actor.locale, 'complete.done'), '', done.text) }
    },
    () => ask(visit, order, {}),
  )
}
