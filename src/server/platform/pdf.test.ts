import { afterAll, beforeAll, expect, it } from 'vitest'
import { openTestApp, type TestApp } from '../testing/app.ts'
import { pdfTexts } from '../testing/pdf-text.ts'
import { renderPdf } from './pdf.ts'

let test: TestApp
beforeAll(async () => {
  test = await openTestApp()
})
afterAll(() => test.close())

it('breaks long content over A4 pages', async () => {
  const pdf = (
    await renderPdf(test.runtime, 'es-CL', {
      title: 'Ñandú',
      content: Array.from({ length: 120 }, (_, i) => `línea ${i}`),
    })
  ).toString('latin1')
  expect(pdf).toMatch(/^%PDF-1\.\d/)
  expect(pdf.match(/\/Type \/Page\n/g)).toHaveLength(3)
  expect(pdf).toMatch(/\/MediaBox \[0 0 595\.28 841\.89\]/)
})

it('reads no file and no address for its content', async () => {
  for (const image of ['/etc/hostname', `${import.meta.dirname}/../../../LICENSE`, 'https://faena.example/x.png']) {
    await expect(renderPdf(test.runtime, 'en', { title: 'x', content: { image } })).rejects.toThrow(/policy|denied/i)
  }
})

it('can be read again, letter by letter', async () => {
  const pdf = await renderPdf(test.runtime, 'es-CL', { title: 'Ñandú', content: ['$1.234.567', '91,5 %'] })
  expect(pdfTexts(pdf)).toEqual(expect.arrayContaining(['Ñandú']))
  expect(pdfTexts(pdf).join('')).toContain('$1.234.567')
})
