import { standardSchemaResolver } from '@hookform/resolvers/standard-schema'
import { type KeyboardEvent, type ReactNode, useState } from 'react'
import { type DefaultValues, type FieldPath, type FieldValues, type UseFormReturn, useForm } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import type { $ZodType, input, output } from 'zod/v4/core'
import { asProblem, type Problem } from '../../app/api/problem.ts'
import { Button } from '../button.tsx'
import { Notice } from '../notice.tsx'
import { wordsOfProblem } from '../problem-words.ts'
import { Conflict } from './conflict.tsx'
import { LeaveGuard } from './leave-guard.tsx'

/** A form checked by a schema (zod, or zod/mini where weight matters): the contract's own, so that browser and server agree. */
export function useZodForm<S extends $ZodType<FieldValues, FieldValues>>(
  schema: S,
  defaultValues: DefaultValues<input<S>>,
): UseFormReturn<input<S>, unknown, output<S>> {
  return useForm<input<S>, unknown, output<S>>({
    resolver: standardSchemaResolver<input<S>, unknown, output<S>>(schema as never),
    defaultValues,
    mode: 'onTouched',
  })
}

interface FormProps<I extends FieldValues, O> {
  form: UseFormReturn<I, unknown, O>
  /** Sends; what it throws is a `Problem` whose field errors are put beside their fields, and nothing typed is lost. */
  onSubmit: (values: O) => Promise<unknown>
  /** For edits: reads the record again, so that a change by somebody else can be seen or overwritten knowingly. */
  reload?: () => Promise<I | undefined>
  children: ReactNode
  className?: string
  /** Leaving with something typed asks first; not wanted in small dialogs. */
  guard?: boolean
}

export function Form<I extends FieldValues, O>({
  form,
  onSubmit,
  reload,
  children,
  className,
  guard = true,
}: FormProps<I, O>) {
  const [problem, setProblem] = useState<Problem | null>(null)

  const submit = form.handleSubmit(async (values) => {
    setProblem(null)
    try {
      await onSubmit(values)
      form.reset(form.getValues(), { keepValues: true })
    } catch (error) {
      setProblem(placeErrors(form, asProblem(error)))
    }
  })
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    void submit()
  }
  const { isDirty, isSubmitting, isSubmitSuccessful } = form.formState

  return (
    <form noValidate className={className ?? 'grid gap-4'} onSubmit={submit} onKeyDown={onKeyDown}>
      {problem?.status === 412 && reload ? (
        <Conflict
          takeTheirs={async () => {
            const theirs = await reload()
            if (theirs) form.reset(theirs)
            setProblem(null)
          }}
          keepMine={async () => {
            await reload()
            setProblem(null)
          }}
        />
      ) : (
        <FormProblem problem={problem} />
      )}
      {children}
      {guard && <LeaveGuard when={isDirty && !isSubmitting && !isSubmitSuccessful} />}
    </form>
  )
}

/** Puts the errors beside the fields they belong to; returns what is left to say above the form. */
export function placeErrors<I extends FieldValues, O>(form: UseFormReturn<I, unknown, O>, problem: Problem): Problem {
  const left = []
  let first = true
  for (const error of problem.errors ?? []) {
    const field = error.field.replace(/^body\./, '')
    if (form.control._names.mount.has(field)) {
      form.setError(field as FieldPath<I>, { type: error.code, message: error.message }, { shouldFocus: first })
      first = false
    } else {
      left.push(error)
    }
  }
  return { ...problem, errors: left }
}

function FormProblem({ problem }: { problem: Problem | null }) {
  const { t } = useTranslation()
  if (!problem) return null
  const { what, how } = wordsOfProblem(t, problem)
  return (
    <Notice tone="danger" live>
      <p className="font-medium">{what}</p>
      {how && <p>{how}</p>}
      {!!problem.errors?.length && (
        <ul className="mt-1 list-disc ps-5">
          {problem.errors.map(({ field, message }) => (
            <li key={`${field} ${message}`}>{message}</li>
          ))}
        </ul>
      )}
    </Notice>
  )
}

interface SubmitBarProps {
  label: string
  pending: boolean
  onCancel?: () => void
  danger?: boolean
}

/** Save and cancel, always in reach: at the bottom of the window while the form is longer than it. */
export function SubmitBar({ label, pending, onCancel, danger }: SubmitBarProps) {
  const { t } = useTranslation()
  return (
    <div className="sticky bottom-16 in-[dialog]:bottom-0 z-[5] -mx-1 flex flex-wrap-reverse justify-end gap-2 border-t border-separator bg-(--ground) px-1 py-3 md:bottom-0">
      {onCancel && <Button onClick={onCancel}>{t('cancel')}</Button>}
      <Button
        type="submit"
        variant={danger ? 'danger' : 'primary'}
        pending={pending}
        aria-keyshortcuts="Control+Enter"
        // Leaving the last field may show or hide its error and move this button away between the press and the click.
        onMouseDown={(event) => event.preventDefault()}
      >
        {label}
      </Button>
    </div>
  )
}
