import { useTranslation } from 'react-i18next'
import { dateOrders } from '../../../domain/import/date-text.ts'
import { type ImportField, type ImportTarget, importFields, importTargets } from '../../../domain/import/fields.ts'
import { Field } from '../../ui/form/field.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Section } from '../../ui/page.tsx'
import { Segments } from '../../ui/segments.tsx'
import { DialectSection } from './dialect-section.tsx'
import { withChoice, withColumn } from './mapping-edit.ts'
import type { ColumnShape, Import, ImportMapping } from './schema.ts'

interface ColumnsStepProps {
  run: Import
  mapping: ImportMapping
  change: (mapping: ImportMapping) => void
  setTarget: (target: ImportTarget) => void
  reload: () => Promise<unknown>
  refresh: () => Promise<unknown>
}

export function ColumnsStep({ run, mapping, change, setTarget, reload, refresh }: ColumnsStepProps) {
  const { t } = useTranslation('imports')
  return (
    <>
      <Segments
        label={t('columns.target')}
        value={mapping.target}
        onChange={setTarget}
        options={importTargets.map((value) => ({ value, label: t(`target.${value}`) }))}
      />
      <DialectSection run={run} onChanged={() => Promise.all([reload(), refresh()])} />
      <Section title={t('columns.title')} padded={false}>
        <ul className="divide-y divide-separator">
          {importFields[mapping.target].map((field) => (
            <FieldRow key={field.name} field={field} run={run} mapping={mapping} change={change} />
          ))}
        </ul>
      </Section>
    </>
  )
}

interface FieldRowProps {
  field: ImportField
  run: Import
  mapping: ImportMapping
  change: (mapping: ImportMapping) => void
}

/** Columns that another field has taken are offered all the same: moving one is a single choice. */
function FieldRow({ field, run, mapping, change }: FieldRowProps) {
  const { t } = useTranslation('imports')
  const { name } = field
  const label = t(`field.${name}` as 'field.asset')
  const column = run.shape.columns.find((one) => one.name === mapping.columns[name]) ?? null
  return (
    <li className="grid gap-x-6 gap-y-2 px-4 py-3 md:grid-cols-[minmax(0,18rem)_minmax(0,14rem)_1fr]">
      <Field label={label} required={field.required && !field.hasDefault}>
        {(aria) => (
          <select
            {...aria}
            className="input"
            value={column?.name ?? ''}
            onChange={({ target }) =>
              change(withColumn(mapping, field, run.shape.columns.find((one) => one.name === target.value) ?? null))
            }
          >
            <option value="">{t('columns.none')}</option>
            {run.shape.columns
              .filter(({ type }) => type.kind !== 'empty')
              .map((one) => (
                <option key={one.name} value={one.name}>
                  {one.name}
                </option>
              ))}
          </select>
        )}
      </Field>
      {column && field.kind === 'date' && <DateOrderField {...{ field, mapping, change, label }} />}
      {column && field.kind === 'number' && <DecimalField {...{ field, mapping, change, label }} />}
      {column && <Samples column={column} field={field} />}
    </li>
  )
}

function DateOrderField({ field, mapping, change, label }: Omit<FieldRowProps, 'run'> & { label: string }) {
  const { t } = useTranslation('imports')
  return (
    <Field label={t('columns.dateOrder', { field: label })}>
      {(aria) => (
        <select
          {...aria}
          className="input"
          value={mapping.dateOrders[field.name] ?? 'YMD'}
          onChange={({ target }) =>
            change(withChoice(mapping, 'dateOrders', field.name, target.value as (typeof dateOrders)[number]))
          }
        >
          {dateOrders.map((order) => (
            <option key={order} value={order}>
              {t(`dateOrder.${order}`)}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}

function DecimalField({ field, mapping, change, label }: Omit<FieldRowProps, 'run'> & { label: string }) {
  const { t } = useTranslation('imports')
  return (
    <Field label={t('columns.decimal', { field: label })}>
      {(aria) => (
        <select
          {...aria}
          className="input"
          value={mapping.decimals[field.name] ?? '.'}
          onChange={({ target }) => change(withChoice(mapping, 'decimals', field.name, target.value as '.' | ','))}
        >
          <option value=",">{t('columns.comma')}</option>
          <option value=".">{t('columns.point')}</option>
        </select>
      )}
    </Field>
  )
}

function Samples({ column, field }: { column: ColumnShape; field: ImportField }) {
  const { t } = useTranslation('imports')
  const { type } = column
  const ambiguous =
    (field.kind === 'date' && type.kind === 'date' && type.ambiguous) ||
    (field.kind === 'number' && type.kind === 'number' && type.ambiguous)
  const misfit = (field.kind === 'date' || field.kind === 'number') && type.kind !== field.kind
  return (
    <div className="min-w-0 md:col-start-3">
      <p className="label">{t('columns.samples')}</p>
      <p className="mt-1 font-mono text-xs break-words text-muted">{column.samples.slice(0, 3).join(' · ')}</p>
      {ambiguous && (
        <div className="mt-2">
          <Notice tone="warning">
            {t(field.kind === 'date' ? 'columns.ambiguousDate' : 'columns.ambiguousNumber')}
          </Notice>
        </div>
      )}
      {misfit && (
        <div className="mt-2">
          <Notice tone="warning">{t(field.kind === 'date' ? 'columns.notDates' : 'columns.notNumbers')}</Notice>
        </div>
      )}
    </div>
  )
}
