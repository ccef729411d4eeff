import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { sql } from 'drizzle-orm'
import type { Content, StyleDictionary, TDocumentDefinitions } from 'pdfmake/interfaces.js'
import type { Locale } from '../../contract/errors.ts'
import type { Runtime } from './runtime.ts'
import { words } from './words.ts'
import { writtenInstant } from './written.ts'

export interface PdfDocument {
  /** Heads every page, and names the document for readers and screen readers. */
  title: string
  /** Stands at the right of the title, such as an order's number. */
  reference?: string
  /** pdfmake's content; the styles `heading`, `label` and `small` are there, `image` takes data URLs only. */
  content: Content
}

/** Loaded with the first document, so that a start need not wait for it. */
async function loadPdfmake() {
  const { default: pdfmake } = await import('pdfmake')
  const fontFolder = dirname(fileURLToPath(import.meta.resolve('pdfmake/fonts/Roboto/Roboto-Regular.ttf')))
  pdfmake.setFonts({
    Roboto: {
      normal: `${fontFolder}/Roboto-Regular.ttf`,
      bold: `${fontFolder}/Roboto-Medium.ttf`,
      italics: `${fontFolder}/Roboto-Italic.ttf`,
      bolditalics: `${fontFolder}/Roboto-MediumItalic.ttf`,
    },
  })
  // Content may quote what people typed: it must not make the server read a file or call an address.
  pdfmake.setUrlAccessPolicy(() => false)
  pdfmake.setLocalAccessPolicy((path) => path.startsWith(fontFolder))
  return pdfmake
}

let loading: ReturnType<typeof loadPdfmake> | undefined

const styles: StyleDictionary = {
  heading: { fontSize: 12, bold: true, margin: [0, 10, 0, 4] },
  label: { fontSize: 8, color: '#555555' },
  small: { fontSize: 8 },
}

/** Points, 1/72 inch: 40 at the sides, room for the header above and the footer below. */
const margins: [number, number, number, number] = [40, 64, 40, 52]

async function isDemo(runtime: Runtime): Promise<boolean> {
  const [row] = await runtime.database.db.rows<{ demo: boolean }>(
    sql`SELECT EXISTS (SELECT 1 FROM setting WHERE key = 'demo') AS demo`,
  )
  return row!.demo
}

function definition(runtime: Runtime, locale: Locale, document: PdfDocument, demo: boolean): TDocumentDefinitions {
  const { COMPANY_NAME, COMPANY_TIME_ZONE } = runtime.config
  const now = runtime.now()
  const generated = words(locale, 'document.generated', { at: writtenInstant(now, locale, COMPANY_TIME_ZONE) })
  return {
    pageSize: 'A4',
    pageMargins: margins,
    language: locale,
    info: { title: document.title, author: COMPANY_NAME, creator: 'Faena', creationDate: new Date(now) },
    defaultStyle: { font: 'Roboto', fontSize: 10, lineHeight: 1.15 },
    styles,
    header: {
      margin: [40, 26, 40, 0],
      columns: [
        {
          stack: [
            { text: COMPANY_NAME, style: 'label' },
            { text: document.title, fontSize: 13, bold: true },
          ],
          width: '*',
        },
        {
          text: document.reference ?? '',
          fontSize: 13,
          bold: true,
          alignment: 'right',
          width: 'auto',
          margin: [0, 10, 0, 0],
        },
      ],
    },
    footer: (page, pages) => ({
      margin: [40, 16, 40, 0],
      style: 'label',
      columns: [
        { text: demo ? `${words(locale, 'document.demo')} · ${generated}` : generated, width: '*' },
        { text: words(locale, 'document.page', { page, pages }), alignment: 'right', width: 'auto' },
      ],
    }),
    content: document.content,
  }
}

/**
 * Lays out an A4 document with the company's header, page numbers, time of generation and, on simulated data, the demo
 * mark. Takes CPU time and reads the database by itself: never call it inside a transaction.
 */
export async function renderPdf(runtime: Runtime, locale: Locale, document: PdfDocument): Promise<Buffer> {
  const demo = await isDemo(runtime)
  loading ??= loadPdfmake()
  const pdfmake = await loading
  return pdfmake.createPdf(definition(runtime, locale, document, demo)).getBuffer()
}
