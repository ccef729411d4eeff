import type { Content, TableCell } from 'pdfmake/interfaces.js'
import type { Purchase } from '../../../contract/purchasing.ts'
import { minorUnitsOf, received, thousandths } from '../../../domain/stock.ts'
import type { Actor } from '../../platform/actor.ts'
import { renderPdf } from '../../platform/pdf.ts'
import { Problem } from '../../platform/problem.ts'
import type { Runtime } from '../../platform/runtime.ts'
import { words } from '../../platform/words.ts'
import { writtenInstant } from '../../platform/written.ts'
import { getPurchase } from './purchase-queries.ts'

function writer({ locale }: Actor, currency: string) {
  const language = locale === 'en' ? 'en-GB' : 'es-CL'
  const number = new Intl.NumberFormat(language, { maximumFractionDigits: 3 })
  const amount = new Intl.NumberFormat(language, { style: 'currency', currency })
  const minorUnits = 10 ** (amount.resolvedOptions().maximumFractionDigits ?? 0)
  return {
    say: (key: string) => words(locale, `inventory.${key}`),
    number: (value: number) => number.format(value),
    money: (value: number) => amount.format(value / minorUnits),
  }
}
type Writer = ReturnType<typeof writer>

const labelled = (label: string, value: string): TableCell => ({
  stack: [{ text: label, style: 'label' }, { text: value }],
  margin: [0, 1, 0, 3],
})

function lines({ lines: rows, total }: Purchase, { say, number, money }: Writer): Content {
  const right = (text: string, bold = false): TableCell => ({ text, alignment: 'right', bold })
  const heads = ['number', 'description', 'quantity', 'unit', 'price', 'amount'] as const
  const head = heads.map(
    (name, at): TableCell => ({
      text: say(`column.${name}`),
      bold: true,
      alignment: at === 2 || at > 3 ? 'right' : 'left',
    }),
  )
  const body = rows.map(({ part, quantity, unitPrice }): TableCell[] => [
    part.number,
    part.description,
    right(number(quantity)),
    say(`unit.${part.unit}`),
    right(money(unitPrice ?? 0)),
    right(money(minorUnitsOf(received(thousandths(quantity), unitPrice ?? 0).value))),
  ])
  const sum: TableCell[] = [
    { text: say('pdf.total'), bold: true, colSpan: 5, alignment: 'right' },
    '',
    '',
    '',
    '',
    right(money(total), true),
  ]
  return {
    table: {
      headerRows: 1,
      widths: ['auto', '*', 'auto', 'auto', 'auto', 'auto'],
      body: [head, ...body, sum],
      dontBreakRows: true,
    },
    layout: 'lightHorizontalLines',
    margin: [0, 14, 0, 0],
  }
}

/** An order to a supplier, on paper; a request without a supplier has none. */
export async function purchaseSheet(runtime: Runtime, actor: Actor, id: string, today: string) {
  const { config, database } = runtime
  const order = await getPurchase(database.db, actor, id, config, today)
  if (!order.number || !order.supplier) {
    throw new Problem('purchase.notNow', { status: words(actor.locale, `inventory.purchaseStatus.${order.status}`) })
  }
  const write = writer(actor, config.COMPANY_CURRENCY)
  const { say } = write
  const at = (instant: string | null) =>
    instant ? writtenInstant(instant, actor.locale, config.COMPANY_TIME_ZONE) : '–'
  const facts: TableCell[][] = [
    [
      labelled(say('column.supplier'), order.supplier.name),
      labelled(say('pdf.deliverTo'), order.site.name),
      labelled(say('pdf.expected'), order.expectedOn ?? '–'),
    ],
    [
      labelled(say('pdf.orderedBy'), order.orderedBy ?? '–'),
      labelled(say('pdf.orderedAt'), at(order.orderedAt)),
      labelled(say('pdf.approvedBy'), order.approvedBy ?? '–'),
    ],
  ]
  const unsent = order.status === 'AWAITING_APPROVAL' || order.status === 'REQUESTED' || order.status === 'CANCELLED'
  const warning: Content[] = unsent
    ? [{ text: say(`purchaseStatus.${order.status}`).toUpperCase(), bold: true, margin: [0, 0, 0, 8] }]
    : []
  const bytes = await renderPdf(runtime, actor.locale, {
    title: say('pdf.purchase'),
    reference: order.number,
    content: [
      ...warning,
      { table: { widths: ['*', '*', '*'], body: facts }, layout: 'lightHorizontalLines' },
      lines(order, write),
      ...(order.note ? [{ text: order.note, margin: [0, 14, 0, 0] } satisfies Content] : []),
    ],
  })
  return { bytes, fileName: `${order.number}.pdf` }
}
