import { type ReactNode, useId } from 'react'
import { useTranslation } from 'react-i18next'
import { cx } from '../class-names.ts'
import { Icon } from '../icon.tsx'

export interface FieldProps {
  label: string
  /** What the person should know before they fill it in. */
  hint?: ReactNode
  required?: boolean
  className?: string
}

export interface ControlProps {
  id: string
  'aria-invalid'?: true
  'aria-required'?: true
  'aria-describedby'?: string
}

interface ShellProps extends FieldProps {
  error?: string
  children: (props: ControlProps) => ReactNode
}

/** Label, control, hint and error of one field, wired to each other. */
export function Field({ label, hint, required, error, className, children }: ShellProps) {
  const { t } = useTranslation()
  const id = useId()
  const hintId = `${id}-hint`
  const errorId = `${id}-error`
  const described = cx(error && errorId, hint ? hintId : null)
  return (
    <div className={cx('grid content-start gap-1', className)}>
      <label htmlFor={id} className="label">
        {label}
        {required && (
          <span className="text-danger" aria-hidden="true">
            {' *'}
          </span>
        )}
        {required && <span className="sr-only"> ({t('required')})</span>}
      </label>
      {children({
        id,
        'aria-invalid': error ? true : undefined,
        'aria-required': required ? true : undefined,
        'aria-describedby': described || undefined,
      })}
      {hint && (
        <p id={hintId} className="text-xs text-muted">
          {hint}
        </p>
      )}
      {error && (
        <p id={errorId} className="flex items-start gap-1 text-xs font-medium text-danger-soft-foreground">
          <Icon name="warning" size={14} className="mt-px shrink-0" />
          {error}
        </p>
      )}
    </div>
  )
}
