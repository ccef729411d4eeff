import { expect, test } from 'vitest'
import { csvOf, type FigureTable, fileNameOf } from './figure-table.ts'
import { wrapped } from './picture-file.ts'

const table: FigureTable<{ name: string; hours: number | null }> = {
  rows: [
    { name: '=SUMA(A1)', hours: 1234.5 },
    { name: 'Bomba; "A"', hours: null },
  ],
  columns: [
    { id: 'name', header: 'Nombre', value: ({ name }) => name },
    { id: 'hours', header: 'Horas', numeric: true, value: ({ hours }) => hours },
  ],
  rowKey: ({ name }) => name,
}

test('a picture’s numbers open in the spreadsheet of either language, and run nothing there', () => {
  expect(csvOf(table, false)).toBe('\uFEFFNombre;Horas\r\n\'=SUMA(A1);1234,5\r\n"Bomba; ""A""";\r\n')
  expect(csvOf(table, true)).toBe('\uFEFFNombre,Horas\r\n\'=SUMA(A1),1234.5\r\n"Bomba; ""A""",\r\n')
})

test('a file is named after what the picture shows', () => {
  expect(fileNameOf('Supervivencia de Sistema hidráulico (h)')).toBe('supervivencia-de-sistema-hidraulico-h')
  expect(fileNameOf('…')).toBe('faena')
})

test('a long title wraps between words', () => {
  expect(wrapped('uno dos tres cuatro', 8)).toEqual(['uno dos', 'tres', 'cuatro'])
  expect(wrapped('inseparable', 4)).toEqual(['inseparable'])
})
