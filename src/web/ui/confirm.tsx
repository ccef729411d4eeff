import { type FormEvent, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { asProblem, type Problem } from '../app/api/problem.ts'
import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'
import { Field } from './form/field.tsx'
import { Notice } from './notice.tsx'
import { wordsOfProblem } from './problem-words.ts'

interface ConfirmProps {
  title: string
  children?: ReactNode
  /** The button says what it does: "Anular la orden", never "Sí". */
  confirm: string
  danger?: boolean
  /** Asks why; the reason goes with the change and stays in the record's history. */
  reason?: { label: string; required?: boolean; maxLength?: number }
  onConfirm: (reason: string) => Promise<unknown>
  onClose: () => void
}

/** Asks before what cannot be undone; a refusal is shown here and nothing typed is lost. */
export function Confirm({ title, children, confirm, danger, reason, onConfirm, onClose }: ConfirmProps) {
  const { t } = useTranslation()
  const [problem, setProblem] = useState<Problem | null>(null)
  const [missing, setMissing] = useState(false)
  const [pending, setPending] = useState(false)

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const text = String(new FormData(event.currentTarget).get('reason') ?? '').trim()
    setMissing(!!reason?.required && !text)
    if (reason?.required && !text) return
    setPending(true)
    try {
      await onConfirm(text)
      onClose()
    } catch (error) {
      setProblem(asProblem(error))
      setPending(false)
    }
  }
  const words = problem && wordsOfProblem(t, problem)
  const first = problem?.errors?.[0]?.message

  return (
    <Dialog
      title={title}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button type="submit" form="confirm" variant={danger ? 'danger' : 'primary'} pending={pending}>
            {confirm}
          </Button>
        </>
      }
    >
      <form
        id="confirm"
        noValidate
        className="grid gap-4"
        onSubmit={submit}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) event.currentTarget.requestSubmit()
        }}
      >
        {children}
        {reason && (
          <Field label={reason.label} required={reason.required} error={missing ? t('validation.required') : undefined}>
            {(aria) => (
              <textarea {...aria} name="reason" rows={3} maxLength={reason.maxLength ?? 500} className="input" />
            )}
          </Field>
        )}
        {words && (
          <Notice tone="danger" live>
            <p className="font-medium">{words.what}</p>
            {(first ?? words.how) && <p>{first ?? words.how}</p>}
          </Notice>
        )}
      </form>
    </Dialog>
  )
}
