import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { saveFile } from '../../app/api/blob.ts'
import { useInfinite } from '../../app/api/infinite.ts'
import type { ItemOf } from '../../app/api/paths.ts'
import { asProblem, type Problem } from '../../app/api/problem.ts'
import { useFormat } from '../../app/i18n/format.ts'
import { Button } from '../../ui/button.tsx'
import type { Column } from '../../ui/list/columns.ts'
import { SimpleTable } from '../../ui/list/simple-table.tsx'
import { Section } from '../../ui/page.tsx'
import { ErrorState } from '../../ui/states.tsx'
import { ProblemNotice } from './problem-notice.tsx'
import type { Import, ImportResult } from './schema.ts'

type RowError = ItemOf<'/imports/{id}/errors'>

/** Every refused value with its row, and the same as a file to be corrected by. */
export function RowErrors({ run, result }: { run: Import; result: ImportResult }) {
  const { t } = useTranslation('imports')
  const format = useFormat()
  const [problem, setProblem] = useState<Problem | null>(null)
  const errors = useInfinite('/imports/{id}/errors', { limit: 50 }, { path: { id: run.id } })
  const columns = useMemo<Column<RowError>[]>(
    () => [
      { id: 'row', header: t('errors.row'), cell: ({ row }) => format.number(row), numeric: true, width: '5rem' },
      { id: 'column', header: t('errors.column'), cell: ({ column }) => column ?? '—' },
      { id: 'message', header: t('errors.message'), cell: ({ message }) => message },
      {
        id: 'value',
        header: t('errors.value'),
        cell: ({ value }) => <span className="font-mono break-all">{value ?? '—'}</span>,
      },
    ],
    [t, format],
  )
  const save = () => saveFile(`/imports/${run.id}/errors.csv`, `${t('errors.file')}-${run.fileName}.csv`)
  return (
    <Section
      title={t('errors.title')}
      padded={false}
      actions={
        <Button
          size="sm"
          icon="download"
          onClick={() => void save().catch((error: unknown) => setProblem(asProblem(error)))}
        >
          {t('errors.download')}
        </Button>
      }
    >
      <ul className="flex flex-wrap gap-x-6 gap-y-1 border-b border-separator px-4 py-3">
        {result.errors.map(({ code, column, message, count }) => (
          <li key={`${code} ${column}`}>
            <span className="font-semibold tabular-nums">{format.number(count)}</span> × {column && `${column}: `}
            {message}
          </li>
        ))}
      </ul>
      <ProblemNotice problem={problem} />
      {errors.problem ? (
        <ErrorState compact error={errors.problem} retry={errors.retry} />
      ) : (
        <div className="max-h-96 overflow-y-auto">
          <SimpleTable
            label={t('errors.title')}
            rows={errors.items}
            columns={columns}
            rowKey={(error) => `${error.row} ${error.column} ${error.code}`}
          />
        </div>
      )}
      {errors.hasMore && (
        <div className="border-t border-separator p-3">
          <Button size="sm" pending={errors.isFetchingMore} onClick={errors.fetchMore}>
            {t('errors.more')}
          </Button>
        </div>
      )}
    </Section>
  )
}
