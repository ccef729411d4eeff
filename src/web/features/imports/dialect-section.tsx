import { useTranslation } from 'react-i18next'
import { delimiters, encodings } from '../../../contract/imports.ts'
import { useSend } from '../../app/api/send.ts'
import { useFormat } from '../../app/i18n/format.ts'
import { Field } from '../../ui/form/field.tsx'
import { Section } from '../../ui/page.tsx'
import { ProblemNotice } from './problem-notice.tsx'
import type { Import } from './schema.ts'

const headerRows = Array.from({ length: 20 }, (_, index) => String(index + 1))

/** How the file was read; a wrong guess is put right here and the file is read again. */
export function DialectSection({ run, onChanged }: { run: Import; onChanged: () => Promise<unknown> }) {
  const { t } = useTranslation('imports')
  const format = useFormat()
  const { shape } = run
  const reread = useSend('put', '/imports/{id}/dialect', { invalidates: [] })
  const change = async (changes: object) => {
    const { sheet, encoding, delimiter } = shape
    // Where the heading stands is found again, unless it is what was changed.
    const body =
      shape.kind === 'xlsx'
        ? { sheet, ...changes }
        : { encoding: encoding ?? undefined, delimiter: delimiter ?? undefined, ...changes }
    await reread.mutateAsync({ params: { path: { id: run.id } }, body })
    await onChanged()
  }
  const choice = (
    name: string,
    label: string,
    value: string | null,
    options: readonly (readonly [string, string])[],
  ) => (
    <Field label={label}>
      {(aria) => (
        <select
          {...aria}
          className="input"
          value={value ?? ''}
          disabled={reread.isPending}
          onChange={({ target }) =>
            void change({ [name]: name === 'headerRow' ? Number(target.value) : target.value }).catch(() => {})
          }
        >
          {options.map(([code, words]) => (
            <option key={code} value={code}>
              {words}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
  const facts = t('dialect.facts', { rows: format.number(run.rowCount), size: format.fileSize(run.size) })
  return (
    <Section title={t('dialect.title')} actions={<span className="text-sm text-muted">{facts}</span>}>
      <div className="grid gap-4 sm:grid-cols-3">
        {shape.kind === 'xlsx' &&
          choice(
            'sheet',
            t('dialect.sheet'),
            shape.sheet,
            shape.sheets.map((name) => [name, name] as const),
          )}
        {shape.kind === 'csv' &&
          choice(
            'delimiter',
            t('dialect.delimiter'),
            shape.delimiter,
            delimiters.map((sign) => [sign, t(`delimiter.${delimiterName[sign]}`)] as const),
          )}
        {shape.kind === 'csv' &&
          choice(
            'encoding',
            t('dialect.encoding'),
            shape.encoding,
            encodings.map((code) => [code, code.toUpperCase()] as const),
          )}
        {choice(
          'headerRow',
          t('dialect.headerRow'),
          String(shape.headerRow),
          headerRows.map((row) => [row, row] as const),
        )}
      </div>
      <div className="mt-3 empty:hidden">
        <ProblemNotice problem={reread.error} />
      </div>
    </Section>
  )
}

const delimiterName = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'bar' } as const
