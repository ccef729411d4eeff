import { useState } from 'react'
import { type Control, type FieldPath, type FieldValues, useController } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { query } from '../../../app/api/client.ts'
import { cx } from '../../../ui/class-names.ts'
import { Icon } from '../../../ui/icon.tsx'
import { useName } from '../lookups.ts'

const steps = [
  { field: 'failureModeId', kind: 'MODE' },
  { field: 'failureCauseId', kind: 'CAUSE' },
  { field: 'failureActionId', kind: 'ACTION' },
] as const
type FailureField = (typeof steps)[number]['field']

interface FailureFieldsProps<I extends FieldValues> {
  // biome-ignore lint/suspicious/noExplicitAny: a Control is invariant in its output type
  control: Control<I, unknown, any>
  assetTypeId: string
}

/** How it failed, why, and what was done: each list opens when the one before it has its answer, so three taps code a failure. */
export function FailureFields<I extends FieldValues>({ control, assetTypeId }: FailureFieldsProps<I>) {
  const { t } = useTranslation('workOrders')
  const fields = {
    failureModeId: useController({ control, name: 'failureModeId' as FieldPath<I> }),
    failureCauseId: useController({ control, name: 'failureCauseId' as FieldPath<I> }),
    failureActionId: useController({ control, name: 'failureActionId' as FieldPath<I> }),
  }
  const firstOpen = steps.find(({ field }) => !fields[field].field.value)?.field ?? null
  const [asked, setAsked] = useState<FailureField | null>(null)
  const shown = asked ?? firstOpen
  return (
    <fieldset className="grid gap-2">
      <legend className="label mb-1">{t('failure.title')}</legend>
      {steps.map(({ field, kind }) => (
        <Step
          key={field}
          kind={kind}
          assetTypeId={assetTypeId}
          value={fields[field].field.value as string | null}
          error={fields[field].fieldState.error?.message}
          open={shown === field}
          onOpen={() => setAsked(field)}
          onChoose={(id) => {
            fields[field].field.onChange(id)
            setAsked(null)
          }}
        />
      ))}
    </fieldset>
  )
}

interface StepProps {
  kind: 'MODE' | 'CAUSE' | 'ACTION'
  assetTypeId: string
  value: string | null
  error: string | undefined
  open: boolean
  onOpen: () => void
  onChoose: (id: string) => void
}

function Step({ kind, assetTypeId, value, error, open, onOpen, onChoose }: StepProps) {
  const { t } = useTranslation('workOrders')
  const name = useName()
  const codes = query.useQuery('get', '/failure-codes', { params: { query: { assetTypeId } } }, { staleTime: 300_000 })
  const list = (codes.data?.items ?? []).filter((code) => code.kind === kind)
  const chosen = list.find(({ id }) => id === value)
  return (
    <div className={cx('rounded-md border', error ? 'border-danger' : 'border-border')}>
      <button
        type="button"
        aria-expanded={open}
        onClick={onOpen}
        className="flex min-h-12 w-full cursor-pointer items-center gap-2 px-3 text-start md:min-h-9"
      >
        <span className="text-muted">{t(`failure.${kind}`)}</span>
        <span className="min-w-0 flex-1 font-medium">{chosen ? name(chosen) : t('failure.choose')}</span>
        <Icon name={chosen ? 'check' : 'chevronDown'} size={16} />
      </button>
      {open && (
        <div className="grid gap-1.5 border-t border-separator p-2 sm:grid-cols-2">
          {list.map((code) => (
            <button
              key={code.id}
              type="button"
              aria-pressed={code.id === value}
              onClick={() => onChoose(code.id)}
              className={cx(
                'flex min-h-12 cursor-pointer items-center gap-2 rounded-md border px-3 py-1 text-start leading-tight md:min-h-9',
                code.id === value
                  ? 'border-accent bg-accent-soft text-accent-soft-foreground'
                  : 'border-border hover:bg-default',
              )}
            >
              <span className="font-mono text-xs text-muted">{code.code}</span>
              <span className="min-w-0 flex-1">{name(code)}</span>
            </button>
          ))}
        </div>
      )}
      {error && <p className="px-3 pb-2 text-xs font-medium text-danger-soft-foreground">{error}</p>}
    </div>
  )
}
