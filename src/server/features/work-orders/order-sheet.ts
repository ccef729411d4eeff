import type { Column, Content, TableCell } from 'pdfmake/interfaces.js'
import type { WorkOrder } from '../../../contract/work-orders.ts'
import type { Actor } from '../../platform/actor.ts'
import { renderPdf } from '../../platform/pdf.ts'
import { qrCode } from '../../platform/qr-code.ts'
import type { Runtime } from '../../platform/runtime.ts'
import { words } from '../../platform/words.ts'
import { writtenInstant } from '../../platform/written.ts'
import { workOrderDetail } from './queries.ts'

/** What fits on one page beside everything else; the rest is one scan away. */
const mostTasks = 14
const mostEntries = 8
const longestText = 600

const shortened = (text: string) => (text.length > longestText ? `${text.slice(0, longestText - 1)}…` : text)

/** The sentences of an order in one language, and how it writes figures. */
function writer({ locale }: Actor, zone: string, currency: string) {
  const number = new Intl.NumberFormat(locale === 'en' ? 'en-GB' : 'es-CL')
  const amount = new Intl.NumberFormat(locale === 'en' ? 'en-GB' : 'es-CL', { style: 'currency', currency })
  const minorUnits = 10 ** (amount.resolvedOptions().maximumFractionDigits ?? 0)
  const say = (key: string, params = {}) => words(locale, `work-orders.${key}`, params)
  return {
    say,
    hours: (value: number | null) => (value === null ? '–' : say('pdf.hours', { hours: number.format(value) })),
    money: (value: number) => amount.format(value / minorUnits),
    at: (instant: string | null) => (instant === null ? '–' : writtenInstant(instant, locale, zone)),
    name: (named: { nameEs: string; nameEn: string }) => (locale === 'en' ? named.nameEn : named.nameEs),
  }
}
type Writer = ReturnType<typeof writer>

const labelled = (label: string, value: string): TableCell => ({
  stack: [{ text: label, style: 'label' }, { text: value }],
  margin: [0, 1, 0, 3],
})

function facts(order: WorkOrder, { say, hours, at, name }: Writer): Content {
  const status = order.holdReason
    ? `${say(`status.${order.status}`)} (${say(`hold.${order.holdReason}`)})`
    : say(`status.${order.status}`)
  const cells = [
    labelled(say('pdf.unit'), `${order.asset.code} · ${order.asset.name}`),
    labelled(say('pdf.plate'), order.asset.plate ?? '–'),
    labelled(say('pdf.site'), order.site.name),
    labelled(say('pdf.type'), name(order.type)),
    labelled(say('pdf.priority'), say(`priority.${order.priority}`)),
    labelled(say('pdf.status'), status),
    labelled(say('pdf.assignee'), order.assignee?.name ?? say('pdf.nobody')),
    labelled(say('pdf.reported'), at(order.reportedAt)),
    labelled(say('pdf.due'), at(order.dueAt)),
    labelled(say('pdf.scheduled'), order.scheduledOn ?? '–'),
    labelled(say('pdf.started'), at(order.startedAt)),
    labelled(say('pdf.completed'), at(order.completedAt)),
    labelled(say('pdf.estimated'), hours(order.estimatedHours)),
    labelled(say('pdf.worked'), hours(order.hoursWorked)),
    labelled(say('pdf.downtime'), order.downtimeFrom ? `${at(order.downtimeFrom)} – ${at(order.downtimeTo)}` : '–'),
  ]
  const body = Array.from({ length: cells.length / 3 }, (_, row) => cells.slice(row * 3, row * 3 + 3))
  return { table: { widths: ['*', '*', '*'], body }, layout: 'lightHorizontalLines', margin: [0, 8, 0, 0] }
}

function section(heading: string, content: Content[]): Content[] {
  return content.length === 0 ? [] : [{ text: heading, style: 'heading' }, ...content]
}

const rest = (count: number, { say }: Writer): Content[] =>
  count > 0 ? [{ text: say('pdf.more', { count }), style: 'label' }] : []

function tasks(order: WorkOrder, write: Writer): Content[] {
  // Boxes are drawn: not every font has them as signs.
  const box = (done: boolean): Column => ({
    canvas: [
      { type: 'rect', x: 0, y: 1, w: 9, h: 9, lineWidth: 0.8 },
      ...(done
        ? [
            {
              type: 'polyline' as const,
              points: [
                { x: 2, y: 6 },
                { x: 4, y: 8 },
                { x: 8, y: 3 },
              ],
              lineWidth: 1.2,
            },
          ]
        : []),
    ],
    width: 16,
  })
  const lines: Content[] = order.tasks.slice(0, mostTasks).map((task) => ({
    columns: [box(task.doneAt !== null), { text: task.text, width: '*' }],
    margin: [0, 1, 0, 1],
  }))
  return section(write.say('pdf.tasks'), [...lines, ...rest(order.tasks.length - mostTasks, write)])
}

function labour(order: WorkOrder, write: Writer): Content[] {
  const lines: Content[] = order.labour
    .slice(0, mostEntries)
    .map((entry) => ({ text: [entry.date, entry.person.name, write.hours(entry.hours)].join(' · ') }))
  return section(write.say('pdf.labour'), [...lines, ...rest(order.labour.length - mostEntries, write)])
}

function outcome(order: WorkOrder, { say, name, money }: Writer): Content[] {
  const failure = [
    order.failureMode && `${say('pdf.mode')}: ${name(order.failureMode)}`,
    order.failureCause && `${say('pdf.cause')}: ${name(order.failureCause)}`,
    order.failureAction && `${say('pdf.action')}: ${name(order.failureAction)}`,
  ].filter((part) => part !== null)
  const { cost } = order
  const costs = cost && [
    `${say('pdf.costLabour')} ${money(cost.labour)}`,
    `${say('pdf.costParts')} ${money(cost.parts)}`,
    `${say('pdf.costServices')} ${money(cost.services)}`,
    `${say('pdf.costTotal')} ${money(cost.total)}`,
  ]
  return [
    ...section(say('pdf.failure'), failure.length > 0 ? [{ text: failure.join(' · ') }] : []),
    ...section(say('pdf.notes'), order.completionNotes ? [{ text: shortened(order.completionNotes) }] : []),
    ...section(say('pdf.cost'), costs ? [{ text: costs.join(' · ') }] : []),
  ]
}

function signatures({ say }: Writer): Content {
  const line = (label: string): Column => ({
    stack: [
      { canvas: [{ type: 'line', x1: 0, y1: 0, x2: 200, y2: 0, lineWidth: 0.6 }] },
      { text: label, style: 'label', margin: [0, 2, 0, 0] },
    ],
    width: '*',
  })
  return { columns: [line(say('pdf.doneBy')), line(say('pdf.receivedBy'))], margin: [0, 44, 0, 0], unbreakable: true }
}

/** The order on one page for the workshop; scanning it opens the order under `base`. */
export async function orderSheet(runtime: Runtime, actor: Actor, id: string, base: string) {
  const { COMPANY_TIME_ZONE: zone, COMPANY_CURRENCY: currency } = runtime.config
  const order = await workOrderDetail(runtime.database.db, actor, id, runtime.now(), zone)
  const write = writer(actor, zone, currency)
  const svg = await qrCode(`${base}/work-orders/${order.id}`)
  const head: Content = {
    columns: [
      { text: order.title, fontSize: 15, bold: true, width: '*' },
      {
        stack: [
          { svg, width: 72, alignment: 'right' },
          { text: write.say('pdf.scan'), style: 'label', alignment: 'right' },
        ],
        width: 130,
      },
    ],
  }
  const bytes = await renderPdf(runtime, actor.locale, {
    title: write.say('pdf.title'),
    reference: order.number,
    content: [
      head,
      facts(order, write),
      ...section(write.say('pdf.description'), order.description ? [{ text: shortened(order.description) }] : []),
      ...tasks(order, write),
      ...labour(order, write),
      ...outcome(order, write),
      signatures(write),
    ],
  })
  return { bytes, fileName: `${order.number}.pdf` }
}
