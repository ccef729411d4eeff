import { buffer } from 'node:stream/consumers'
import { sql } from 'drizzle-orm'
import type { Content, TableCell } from 'pdfmake/interfaces.js'
import type { Inspection, InspectionAnswer } from '../../../contract/inspections.ts'
import { askedPoints, hasFailed, type Point } from '../../../domain/checklist.ts'
import type { Actor } from '../../platform/actor.ts'
import { anyOf } from '../../platform/database/keyset.ts'
import { renderPdf } from '../../platform/pdf.ts'
import { qrCode } from '../../platform/qr-code.ts'
import type { Runtime } from '../../platform/runtime.ts'
import { words } from '../../platform/words.ts'
import { writtenInstant } from '../../platform/written.ts'
import { getInspection } from './queries.ts'

/** Pixels of a photo's longer side on paper: clear at the size it is printed, and light to send. */
const printedSide = 640

/** The pictures of an inspection as data URLs, made small. */
async function picturesOf({ database, files }: Runtime, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await database.db.rows<{ id: string; key: string }>(sql`
    SELECT id, storage_key AS key FROM file WHERE id = ${anyOf(ids, 'uuid')}`)
  const { default: sharp } = await import('sharp')
  const entries = await Promise.all(
    rows.map(async ({ id, key }) => {
      const jpeg = await sharp(await buffer(files.open(key)))
        .resize(printedSide, printedSide, { fit: 'inside', withoutEnlargement: true })
        .flatten({ background: 'white' })
        .jpeg({ quality: 70 })
        .toBuffer()
      return [id, `data:image/jpeg;base64,${jpeg.toString('base64')}`] as const
    }),
  )
  return new Map(entries)
}

function writer({ locale }: Actor, zone: string) {
  const number = new Intl.NumberFormat(locale === 'en' ? 'en-GB' : 'es-CL', { maximumFractionDigits: 3 })
  return {
    say: (key: string, params = {}) => words(locale, `inspections.${key}`, params),
    number: (value: number) => number.format(value),
    at: (instant: string) => writtenInstant(instant, locale, zone),
    name: ({ es, en }: { es: string; en: string | null }) => (locale === 'en' ? (en ?? es) : es),
  }
}
type Writer = ReturnType<typeof writer>

const labelled = (label: string, value: string): TableCell => ({
  stack: [{ text: label, style: 'label' }, { text: value }],
  margin: [0, 1, 0, 3],
})

function facts(inspection: Inspection, { say, at, number, name }: Writer): Content {
  const readings = inspection.readings
    .map(({ meter, value }) => `${number(value)} ${say(`meter.${meter}`)}`)
    .join(' · ')
  const cells = [
    labelled(say('pdf.unit'), `${inspection.asset.code} · ${inspection.asset.name}`),
    labelled(say('pdf.plate'), inspection.plate ?? '–'),
    labelled(say('pdf.site'), inspection.site.name),
    labelled(say('pdf.checklist'), `${inspection.checklist.code} v${inspection.checklist.revision}`),
    labelled(say('pdf.inspector'), inspection.inspector.name),
    labelled(say('pdf.meters'), readings || (inspection.noReadingReason ?? '–')),
    labelled(say('pdf.started'), at(inspection.startedAt)),
    labelled(say('pdf.finished'), at(inspection.finishedAt)),
    labelled(say('pdf.order'), inspection.workOrder?.number ?? '–'),
  ]
  const body = Array.from({ length: cells.length / 3 }, (_, row) => cells.slice(row * 3, row * 3 + 3))
  return [
    { text: name(inspection.checklistName), fontSize: 14, bold: true },
    { table: { widths: ['*', '*', '*'], body }, layout: 'lightHorizontalLines', margin: [0, 6, 0, 6] },
  ]
}

function verdict(inspection: Inspection, { say, number }: Writer): Content {
  const { passed, total, score, cleared } = inspection
  return {
    stack: [
      {
        text: [
          { text: say(`verdict.${inspection.verdict}`), bold: true },
          ` · ${say('pdf.score', { score: number(score), passed, total })}`,
        ],
        fontSize: 12,
      },
      ...(cleared ? [] : [{ text: say('pdf.notCleared'), bold: true, color: '#b00020', fontSize: 12 }]),
      ...(inspection.corrects
        ? [say('pdf.corrects', { number: inspection.corrects.number, reason: inspection.correctionReason ?? '' })]
        : []),
      ...(inspection.correctedBy
        ? [{ text: say('pdf.correctedBy', { number: inspection.correctedBy.number }), bold: true }]
        : []),
    ],
    margin: [0, 4, 0, 2],
  }
}

function answerText(point: Point, answer: InspectionAnswer | undefined, { say, number }: Writer): string {
  if (point.kind === 'YES_NO_NA') return answer?.choice ? say(`choice.${answer.choice}`) : '–'
  if (point.kind === 'NUMBER') {
    return typeof answer?.number === 'number' ? [number(answer.number), point.unit].filter(Boolean).join(' ') : '–'
  }
  if (point.kind === 'PHOTO') return say('pdf.photos', { count: answer?.photoIds.length ?? 0 })
  return answer?.text || '–'
}

function pointRows(point: Point, answer: InspectionAnswer | undefined, pictures: Map<string, string>, write: Writer) {
  const failed = hasFailed(point, answer)
  const photos = (answer?.photoIds ?? []).flatMap((id) => pictures.get(id) ?? [])
  const severity =
    failed && answer?.severity ? write.say('pdf.severity', { severity: write.say(`severity.${answer.severity}`) }) : ''
  const detail = [severity, answer?.note].filter(Boolean).join(' · ')
  const question: Content = {
    stack: [
      {
        text: [
          write.name(point),
          ...(point.critical ? [{ text: ` ${write.say('pdf.critical')}`, style: 'label' }] : []),
        ],
      },
      ...(detail ? [{ text: detail, style: 'small' }] : []),
      ...(photos.length > 0
        ? [
            {
              columns: photos.slice(0, 3).map((image) => ({ image, fit: [120, 120] as [number, number] })),
              columnGap: 6,
            },
          ]
        : []),
      ...(photos.length > 3
        ? [{ columns: photos.slice(3).map((image) => ({ image, fit: [120, 120] as [number, number] })), columnGap: 6 }]
        : []),
    ],
  }
  const given: TableCell = {
    text: answerText(point, answer, write),
    alignment: point.kind === 'TEXT' ? 'left' : 'right',
    bold: failed,
    ...(failed ? { color: '#b00020' } : {}),
  }
  return [question as TableCell, given]
}

function sections(inspection: Inspection, pictures: Map<string, string>, write: Writer): Content[] {
  const asked = new Set(askedPoints(inspection, inspection.answers).map(({ id }) => id))
  const answers = new Map(inspection.answers.map((answer) => [answer.pointId, answer]))
  return inspection.sections.flatMap((section) => {
    const rows = section.points
      .filter(({ id }) => asked.has(id))
      .map((point) => pointRows(point, answers.get(point.id), pictures, write))
    if (rows.length === 0) return []
    return [
      { text: write.name(section), style: 'heading', headlineLevel: 1 },
      { table: { widths: ['*', 90], body: rows, dontBreakRows: true }, layout: 'lightHorizontalLines' },
    ]
  })
}

function closing(
  inspection: Inspection,
  pictures: Map<string, string>,
  svg: string,
  address: string,
  write: Writer,
): Content {
  const { signature } = inspection
  const drawn = signature.fileId ? pictures.get(signature.fileId) : undefined
  return {
    columns: [
      {
        stack: [
          drawn
            ? { image: drawn, fit: [180, 70] as [number, number] }
            : { text: signature.name, italics: true, fontSize: 16, margin: [0, 18, 0, 4] },
          { canvas: [{ type: 'line', x1: 0, y1: 0, x2: 200, y2: 0, lineWidth: 0.6 }] },
          { text: `${signature.name} · ${write.say(`signature.${signature.kind}`)}`, style: 'label' },
          {
            text: write.say('pdf.sent', { at: write.at(inspection.submittedAt), name: inspection.submittedBy.name }),
            style: 'label',
          },
        ],
        width: '*',
      },
      {
        stack: [
          { svg, width: 84, alignment: 'right' },
          { text: write.say('pdf.verify'), style: 'label', alignment: 'right' },
          { text: address, style: 'label', alignment: 'right' },
        ],
        width: 240,
      },
    ],
    unbreakable: true,
    margin: [0, 18, 0, 0],
  }
}

/** The inspection on paper, with where anybody can ask whether the paper is genuine. */
export async function inspectionSheet(runtime: Runtime, actor: Actor, id: string, base: string) {
  const inspection = await getInspection(runtime.database.db, actor, id)
  const write = writer(actor, runtime.config.COMPANY_TIME_ZONE)
  const ids = inspection.answers.flatMap(({ photoIds }) => photoIds)
  const { fileId } = inspection.signature
  const pictures = await picturesOf(runtime, fileId ? [...ids, fileId] : ids)
  const address = `${base}/verify/${inspection.id}`
  const bytes = await renderPdf(runtime, actor.locale, {
    title: write.say('pdf.title'),
    reference: inspection.number,
    content: [
      facts(inspection, write),
      verdict(inspection, write),
      ...sections(inspection, pictures, write),
      closing(inspection, pictures, await qrCode(address), address, write),
      { text: `SHA-256 ${inspection.hash}`, style: 'label', margin: [0, 8, 0, 0] },
    ],
  })
  return { bytes, fileName: `${inspection.number}.pdf` }
}
