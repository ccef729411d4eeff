import { deflateRawSync, gzipSync } from 'node:zlib'
import { sql } from 'drizzle-orm'
import excel from 'exceljs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ImportShape } from '../../../contract/imports.ts'
import { openTestApp, type TestApp } from '../../testing/app.ts'
import { fileForm } from '../../testing/multipart.ts'

let app: TestApp
beforeAll(async () => {
  app = await openTestApp()
})
afterAll(() => app?.close())

async function upload(name: string, bytes: Buffer | string) {
  const form = fileForm(name, bytes)
  const answer = await app.app.inject({
    method: 'POST',
    url: '/api/v1/imports',
    payload: form.payload,
    headers: { ...form.headers, authorization: `Bearer ${app.supervisor.token}` },
  })
  return { status: answer.statusCode, body: answer.json() }
}

const shapeOf = (body: { shape: ImportShape }) => body.shape
const runs = () => app.runtime.database.db.rows(sql`SELECT id FROM import_run`)

/** A zip archive of stored and deflated parts, with sizes in its headers as given. */
function zip(parts: { name: string; content: Buffer; hidden?: boolean }[]): Buffer {
  const local: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const { name, content, hidden } of parts) {
    const packed = deflateRawSync(content)
    const head = Buffer.alloc(30)
    head.writeUInt32LE(0x04034b50, 0)
    head.writeUInt16LE(8, 8)
    head.writeUInt32LE(packed.length, 18)
    head.writeUInt32LE(1000, 22)
    head.writeUInt16LE(name.length, 26)
    local.push(head, Buffer.from(name), packed)
    if (!hidden) {
      const entry = Buffer.alloc(46)
      entry.writeUInt32LE(0x02014b50, 0)
      entry.writeUInt16LE(8, 10)
      entry.writeUInt32LE(packed.length, 20)
      entry.writeUInt32LE(1000, 24)
      entry.writeUInt16LE(name.length, 28)
      entry.writeUInt32LE(at, 42)
      directory.push(entry, Buffer.from(name))
    }
    at += head.length + name.length + packed.length
  }
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  const listed = parts.filter(({ hidden }) => !hidden).length
  end.writeUInt16LE(listed, 8)
  end.writeUInt16LE(listed, 10)
  end.writeUInt32LE(Buffer.concat(directory).length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...local, ...directory, end])
}

const megabytes = (count: number) => Buffer.alloc(count * 1024 * 1024, 'a;b\n')

describe('files that are refused, and leave nothing', () => {
  test.each<[string, () => Buffer | string, number, string]>([
    ['empty', () => '', 422, 'import.empty'],
    ['blank lines', () => '\n\n  \n', 422, 'import.empty'],
    ['heading only', () => 'Fecha;Equipo;Trabajo\n', 422, 'import.noRows'],
    ['a picture', () => Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 415, 'import.notATable'],
    ['an old workbook', () => Buffer.from('d0cf11e0a1b11ae10000000000000000', 'hex'), 415, 'import.notATable'],
    ['a zip of something else', () => zip([{ name: 'a.txt', content: Buffer.from('a') }]), 415, 'import.notATable'],
    ['a truncated workbook', () => Buffer.from('504b0304140000000800', 'hex'), 422, 'import.unreadable'],
    ['a broken gzip', () => gzipSync('a,b\n1,2\n').subarray(0, 20), 422, 'import.unreadable'],
    ['an open quote', () => 'a,b\n1,"2\n3,4\n', 422, 'import.unreadable'],
    ['repeated headings', () => 'Fecha,Equipo,FECHA\n1,2,3\n', 422, 'import.duplicateColumn'],
    [
      'too many columns',
      () => `${Array.from({ length: 201 }, (_, i) => `c${i}`).join(',')}\n1\n`,
      413,
      'import.tooManyColumns',
    ],
    ['51 MB', () => megabytes(51), 413, 'request.tooLarge'],
    ['a gzip of 200 MB', () => gzipSync(megabytes(200)), 413, 'request.tooLarge'],
  ])('%s', async (name, bytes, status, code) => {
    const answer = await upload(`${name}.csv`, bytes())
    expect(answer).toMatchObject({ status, body: { code } })
    expect(answer.body.title.length).toBeGreaterThan(10)
    expect(await runs()).toEqual([])
  })

  test('a workbook that expands without end, and one that hides a part', async () => {
    const book = Buffer.from('<workbook><sheets><sheet name="H" sheetId="1" r:id="r1"/></sheets></workbook>')
    const links = Buffer.from('<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>')
    const parts = [
      { name: 'xl/workbook.xml', content: book },
      { name: 'xl/_rels/workbook.xml.rels', content: links },
    ]
    const big = { name: 'xl/worksheets/sheet1.xml', content: Buffer.alloc(450 * 1024 * 1024) }
    expect(await upload('bomb.xlsx', zip([...parts, big]))).toMatchObject({
      status: 413,
      body: { code: 'import.bomb' },
    })
    const secret = { name: 'xl/sharedStrings.xml', content: Buffer.from('x'.repeat(500)), hidden: true }
    const hiding = await upload(
      'hiding.xlsx',
      zip([...parts, secret, { ...big, content: Buffer.from('<worksheet/>') }]),
    )
    expect(hiding).toMatchObject({ status: 422, body: { code: 'import.unreadable' } })
    expect(await runs()).toEqual([])
  })

  test('something that is not a form, and a form without a file', async () => {
    const authorization = `Bearer ${app.supervisor.token}`
    const url = '/api/v1/imports'
    const json = await app.app.inject({ method: 'POST', url, payload: { a: 1 }, headers: { authorization } })
    expect(json.statusCode).toBe(415)
    const headers = { authorization, 'content-type': 'multipart/form-data; boundary=x' }
    const none = await app.app.inject({ method: 'POST', url, payload: '--x--\r\n', headers })
    expect([400, 422]).toContain(none.statusCode)
    expect((await app.operator.get('/imports')).status).toBe(403)
  })
})

describe('ways of writing a table', () => {
  const table = 'Fecha;Equipo;Descripción\n05/03/2026;CF-1;Cañería rota\n25/03/2026;CF-2;Cambio de ñandú\n'
  const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(table, 'utf16le')])

  test.each<[string, Buffer, string]>([
    ['UTF-8', Buffer.from(table), 'utf-8'],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${table}`), 'utf-8'],
    ['UTF-16', utf16, 'utf-16le'],
    ['Windows', Buffer.from(table, 'latin1'), 'windows-1252'],
    ['gzip', gzipSync(table), 'utf-8'],
    ['old Mac lines', Buffer.from(table.replaceAll('\n', '\r')), 'utf-8'],
    ['Windows lines', Buffer.from(table.replaceAll('\n', '\r\n')), 'utf-8'],
  ])('%s', async (name, bytes, encoding) => {
    const { status, body } = await upload(`${name}.csv`, bytes)
    expect(status).toBe(201)
    const shape = shapeOf(body)
    expect(shape).toMatchObject({ encoding, delimiter: ';', headerRow: 1 })
    expect(shape.columns.map(({ name }) => name)).toEqual(['Fecha', 'Equipo', 'Descripción'])
    expect(shape.columns[2]!.samples).toEqual(['Cañería rota', 'Cambio de ñandú'])
    expect(shape.columns[0]!.type).toMatchObject({ kind: 'date', order: 'DMY', ambiguous: false })
    expect(body.rowCount).toBe(2)
  })

  test.each([',', ';', '\t', '|'])('separated by %j, with the other signs inside quotes', async (sign) => {
    const row = ['1', '"a,b;c\td|e"', 'f'].join(sign)
    const { body } = await upload('signs.csv', `${['x', 'y', 'z'].join(sign)}\n${row}\n${row}\n`)
    expect(shapeOf(body).delimiter).toBe(sign)
    expect(shapeOf(body).columns[1]!.samples).toEqual(['a,b;c\td|e'])
  })

  test('a title above the heading is passed over, and another separator can be asked for', async () => {
    const { body } = await upload('titled.csv', `Informe de mantención 2026\n\n${table}`)
    expect(shapeOf(body)).toMatchObject({ headerRow: 3 })
    expect(body.rowCount).toBe(2)
    const wrong = await app.supervisor.put(`/imports/${body.id}/dialect`, { delimiter: '|' })
    expect(wrong).toMatchObject({ status: 422, body: { code: 'import.oneColumn' } })
    const moved = await app.supervisor.put(`/imports/${body.id}/dialect`, { headerRow: 4 })
    expect(moved.body.shape.columns[1].name).toBe('CF-1')
    expect((await app.supervisor.delete(`/imports/${body.id}`)).status).toBe(204)
    expect((await app.supervisor.get(`/imports/${body.id}`)).status).toBe(404)
  })
})

describe('workbooks', () => {
  test('sheets, dates, numbers, formulas with and without a result, rich text', async () => {
    const book = new excel.Workbook()
    book.addWorksheet('Portada').addRow(['nada', 'que', 'importar'])
    const sheet = book.addWorksheet('Órdenes & más')
    sheet.addRow(['Fecha', 'Equipo', 'Trabajo', 'Costo'])
    sheet.addRow([new Date(Date.UTC(2026, 2, 5)), 'CF-1', 'Cambio', 1234.5])
    sheet.addRow([
      new Date(Date.UTC(2026, 2, 6, 14, 30)),
      'CF-2',
      { richText: [{ text: 'Fuga ' }, { text: 'aceite' }] },
      { formula: 'D2*2', result: 2469 },
    ])
    sheet.addRow([new Date(Date.UTC(2026, 2, 7)), 'CF-3', 'Sin resultado', { formula: 'D2*3' }])
    const bytes = Buffer.from(await book.xlsx.writeBuffer())
    const { status, body } = await upload('libro.xlsx', bytes)
    expect(status).toBe(422)
    expect(body.code).toBe('import.noRows')
    book.getWorksheet('Portada')!.addRow(['una', 'fila', 'más'])
    const kept = await upload('libro.xlsx', Buffer.from(await book.xlsx.writeBuffer()))
    expect(shapeOf(kept.body)).toMatchObject({ kind: 'xlsx', sheet: 'Portada', sheets: ['Portada', 'Órdenes & más'] })
    const second = await app.supervisor.put(`/imports/${kept.body.id}/dialect`, { sheet: 'Órdenes & más' })
    expect(second.status).toBe(200)
    const { columns } = shapeOf(second.body)
    expect(columns.map(({ samples }) => samples)).toEqual([
      ['2026-03-05', '2026-03-06 14:30:00', '2026-03-07'],
      ['CF-1', 'CF-2', 'CF-3'],
      ['Cambio', 'Fuga aceite', 'Sin resultado'],
      ['1234.5', '2469', '#ERROR'],
    ])
    const missing = await app.supervisor.put(`/imports/${kept.body.id}/dialect`, { sheet: 'Hoja 9' })
    expect(missing.body.code).toBe('import.sheetNotFound')
  })

  const workbookOf = (book: string, parts: Record<string, string>) =>
    zip(
      Object.entries({
        'xl/workbook.xml': `<x:workbook xmlns:x="m" xmlns:l="r">${book}</x:workbook>`,
        'xl/_rels/workbook.xml.rels':
          '<Relationships><Relationship Target="/xl/worksheets/a.xml" Id="r1"/></Relationships>',
        ...parts,
      }).map(([name, content]) => ({ name, content: Buffer.from(content) })),
    )
  const sheets = '<x:sheets><x:sheet name="Uno" sheetId="1" l:id="r1"/></x:sheets>'

  test('as other programs write them: prefixes, no references, inline text, days from 1904, notes above a text', async () => {
    const bytes = workbookOf(`<x:workbookPr date1904="1"/>${sheets}`, {
      'xl/sharedStrings.xml':
        '<x:sst xmlns:x="m"><x:si><x:r><x:t>Bom</x:t></x:r><x:r><x:t>ba &amp; más_x002D_</x:t></x:r><x:rPh><x:t>aparte</x:t></x:rPh></x:si></x:sst>',
      'xl/styles.xml':
        '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="[$-es]dd\\/mm;@"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs></styleSheet>',
      'xl/worksheets/a.xml': `<x:worksheet xmlns:x="m"><x:sheetData>
        <x:row><x:c t="inlineStr"><x:is><x:t>Parte</x:t></x:is></x:c><x:c t="str"><x:v>Fecha</x:v></x:c><x:c t="str"><x:f>A1</x:f><x:v>Fuga</x:v></x:c></x:row>
        <x:row r="4"><x:c t="s"><x:v>0</x:v></x:c><x:c s="1"><x:v>1.5</x:v></x:c><x:c t="b"><x:v>1</x:v></x:c></x:row>
        <x:row><x:c r="C5" t="e"><x:v>#DIV/0!</x:v></x:c></x:row>
      </x:sheetData></x:worksheet>`,
    })
    const { status, body } = await upload('otro.xlsx', bytes)
    expect(status).toBe(201)
    expect(shapeOf(body).columns.map(({ name, samples }) => ({ name, samples }))).toEqual([
      { name: 'Parte', samples: ['Bomba & más-'] },
      { name: 'Fecha', samples: ['1904-01-02 12:00:00'] },
      { name: 'Fuga', samples: ['true', '#ERROR'] },
    ])
    expect(body.rowCount).toBe(2)
  })

  test.each<[string, string]>([
    ['rows out of order', '<worksheet><row r="2"/><row r="1"/></worksheet>'],
    ['one far row', '<worksheet><row r="1"/><row r="1000000"/></worksheet>'],
    ['an entity of its own', '<!DOCTYPE w [<!ENTITY e "x">]><worksheet><row><c><v>&e;</v></c></row></worksheet>'],
    ['an element left open', '<worksheet><row>'],
  ])('are refused with %s', async (_, sheet) => {
    const answer = await upload('mal.xlsx', workbookOf(sheets, { 'xl/worksheets/a.xml': sheet }))
    expect(answer).toMatchObject({ status: 422, body: { code: 'import.unreadable' } })
  })
})
