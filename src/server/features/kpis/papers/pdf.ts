import type { Content, TableCell } from 'pdfmake/interfaces.js'
import type { Locale } from '../../../../contract/errors.ts'
import type { KpiAnswer, KpiItem } from '../../../../contract/kpi.ts'
import { type Report, shownColumns } from '../../../../contract/report.ts'
import { type FigureKind, figureText, numberText } from '../../../../domain/figure-text.ts'
import { type KpiUnit, kpiCatalogue } from '../../../../domain/kpi-catalogue.ts'
import type { PdfDocument } from '../../../platform/pdf.ts'
import { words } from '../../../platform/words.ts'
import { writtenPeriod } from '../../../platform/written.ts'
import { rowLabel } from '../reports/files.ts'

export interface PdfStyle {
  locale: Locale
  /** ISO 4217. */
  currency: string
}

/** More rows than this are a list for a spreadsheet; the paper says how many it leaves out. */
const mostRows = 400

const head = (text: string, alignment: 'left' | 'right' = 'left'): TableCell => ({
  text,
  alignment,
  bold: true,
  fontSize: 8,
})
const cell = (text: string, alignment: 'left' | 'right' = 'left', bold = false): TableCell => ({
  text,
  alignment,
  bold,
  fontSize: 8,
})

const lines = {
  hLineWidth: (row: number) => (row === 1 ? 0.8 : 0.3),
  vLineWidth: () => 0,
  hLineColor: () => '#bbbbbb',
  paddingTop: () => 2.5,
  paddingBottom: () => 2.5,
}

/** A report's numbers as the screen shows them, under its name and grouping. */
export function reportTable(report: Report, { locale, currency }: PdfStyle, most = mostRows): Content {
  const columns = shownColumns(report)
  const unknown = words(locale, 'report.unknown')
  const figure = (kind: FigureKind, value: number | null | undefined) =>
    value === null || value === undefined ? unknown : figureText(kind, value, locale, currency)
  const rows = report.rows.slice(0, most)
  const totals = columns.some(([column]) => typeof report.total[column] === 'number')
  const left = report.rows.length - rows.length
  return [
    { text: words(locale, `report.name.${report.id}`), style: 'heading', headlineLevel: 1 },
    report.rows.length === 0
      ? { text: words(locale, 'report.empty'), style: 'small' }
      : {
          table: {
            headerRows: 1,
            widths: ['*', ...columns.map(() => 'auto')],
            body: [
              [
                head(words(locale, `report.key.${report.groupBy}`)),
                ...columns.map(([column]) => head(words(locale, `report.column.${column}`), 'right')),
              ],
              ...rows.map((row) => [
                cell(rowLabel(locale, report, row)),
                ...columns.map(([column, kind]) => cell(figure(kind, row.values[column]), 'right')),
              ]),
              ...(totals
                ? [
                    [
                      cell(words(locale, 'report.total'), 'left', true),
                      ...columns.map(([column, kind]) => {
                        const total = report.total[column]
                        return cell(typeof total === 'number' ? figure(kind, total) : '', 'right', true)
                      }),
                    ],
                  ]
                : []),
            ],
          },
          layout: lines,
        },
    ...(left > 0 ? [{ text: words(locale, 'report.more', { count: left }), style: 'small' }] : []),
  ]
}

export const reportDocument = (report: Report, style: PdfStyle, scope: string): PdfDocument => ({
  title: words(style.locale, `report.name.${report.id}`),
  reference: writtenPeriod(style.locale, report.period),
  content: [{ text: scope, style: 'label' }, reportTable(report, style)],
})

const suffix: Record<KpiUnit, string> = {
  ...{
    h: ' h',
    '%': ' %',
    n: '',
    weeks: 'weeks',
    money: '',
    'money/h': '/h',
    'money/km': '/km',
    d: 'days',
    '/y': 'perYear',
  },
}

/** A KPI's value in words, as its card on the screen says it. */
export function kpiText({ id, unit }: Pick<KpiItem, 'id' | 'unit'>, value: number | null, style: PdfStyle): string {
  const { locale, currency } = style
  if (value === null) return words(locale, 'report.unknown')
  if (unit.startsWith('money')) return figureText('money', value, locale, currency) + suffix[unit]
  const number = numberText(value, locale, kpiCatalogue[id].decimals)
  const after = suffix[unit]
  return /^[a-z]/.test(after) ? words(locale, `report.unit.${after}`, { value: number }) : number + after
}

/** Every KPI with the period before it and the events it rests on. */
export function kpiTable({ items }: Pick<KpiAnswer, 'items'>, style: PdfStyle): Content {
  const { locale } = style
  const grouped = items.some(({ group }) => group)
  const interval = ({ id, unit, lower, upper }: KpiItem) =>
    [lower, upper].map((end) => (end === undefined ? null : kpiText({ id, unit }, end, style)))
  const range = (item: KpiItem) => {
    const [lower, upper] = interval(item)
    return lower && upper ? `${lower} – ${upper}` : lower ? words(locale, 'report.atLeast', { value: lower }) : ''
  }
  return {
    table: {
      headerRows: 1,
      widths: grouped ? ['auto', '*', 'auto', 'auto', 'auto'] : ['*', 'auto', 'auto', 'auto', 'auto'],
      body: [
        [
          ...(grouped ? [head(words(locale, 'kpi.column.group'))] : []),
          head(words(locale, 'kpi.column.name')),
          head(words(locale, 'kpi.column.value'), 'right'),
          head(words(locale, 'kpi.column.previous'), 'right'),
          ...(grouped ? [] : [head('95 %', 'right')]),
          head('n', 'right'),
        ],
        ...items.map((item) => [
          ...(grouped ? [cell(item.group?.label ?? '')] : []),
          cell(words(locale, `kpi.${item.id}`)),
          cell(kpiText(item, item.value, style), 'right', true),
          cell(kpiText(item, item.previous, style), 'right'),
          ...(grouped ? [] : [cell(range(item), 'right')]),
          cell(numberText(item.n, locale), 'right'),
        ]),
      ],
    },
    layout: lines,
  }
}

/** The period on a few pages: every KPI, then what is behind the worst of them. */
export const overviewDocument = (
  kpis: KpiAnswer,
  reports: readonly Report[],
  style: PdfStyle,
  scope: string,
): PdfDocument => ({
  title: words(style.locale, 'report.name.overview'),
  reference: writtenPeriod(style.locale, kpis.period),
  content: [
    { text: scope, style: 'label' },
    { text: words(style.locale, 'report.figures'), style: 'heading' },
    kpiTable(kpis, style),
    ...reports.map((report) => reportTable(report, style, 10)),
  ],
})
