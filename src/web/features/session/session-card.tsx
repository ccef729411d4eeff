import { type FormEvent, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { asProblem, type Problem } from '../../app/api/problem.ts'
import { config } from '../../app/config.ts'
import { switchLanguage } from '../../app/i18n/i18n.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { wordsOfProblem } from '../../ui/problem-words.ts'

/** The frame of the pages outside the shell: the mark, one card, the language. */
export function SessionCard({ title, lead, children }: { title: string; lead: string; children: ReactNode }) {
  const { t, i18n } = useTranslation('session')
  const other = i18n.language === 'en' ? 'es-CL' : 'en'
  return (
    <main id="main" className="mx-auto flex min-h-dvh w-full max-w-md flex-col px-4 py-8 md:justify-center">
      <title>{`${title} · ${config.appName}`}</title>
      <div className="mb-6 flex items-center gap-3">
        <img src="/favicon.svg" alt="" width={48} height={48} />
        <div>
          <p className="text-2xl leading-none font-semibold tracking-tight">{config.appName}</p>
          <p className="mt-1 text-sm text-muted">{t('claim')}</p>
        </div>
      </div>
      <div className="card p-5 md:p-6">
        <h1 className="text-lg font-semibold">{title}</h1>
        <p className="mt-1 mb-5 text-muted">{lead}</p>
        {children}
      </div>
      <div className="mt-4">
        <Button variant="ghost" size="sm" icon="globe" lang={other} onClick={() => void switchLanguage(other)}>
          {t('otherLanguage')}
        </Button>
      </div>
    </main>
  )
}

export type FieldsForm = ReturnType<typeof useFieldsForm>

/** A short form read from its fields, without a form library: the first page has to be light. */
export function useFieldsForm(send: (fields: Record<string, string>) => Promise<void>) {
  const [problem, setProblem] = useState<Problem | null>(null)
  const [pending, setPending] = useState(false)
  const onSubmit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (pending) return
    const fields = Object.fromEntries(new FormData(event.currentTarget)) as Record<string, string>
    setPending(true)
    setProblem(null)
    try {
      await send(fields)
    } catch (error) {
      setProblem(asProblem(error))
    } finally {
      setPending(false)
    }
  }
  const errorOf = (field: string) => problem?.errors?.find((error) => error.field === field)?.message
  return { onSubmit, pending, problem, setProblem, errorOf }
}

export function ProblemNotice({ problem }: { problem: Problem | null }) {
  const { t } = useTranslation()
  if (!problem) return null
  const { what, how } = wordsOfProblem(t, problem)
  return (
    <Notice tone="danger" live>
      <p className="font-medium">{what}</p>
      {how && <p>{how}</p>}
    </Notice>
  )
}
