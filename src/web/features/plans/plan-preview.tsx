import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { type Control, useWatch } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { api } from '../../app/api/client.ts'
import { asProblem, type Problem } from '../../app/api/problem.ts'
import { Section } from '../../ui/page.tsx'
import { wordsOfProblem } from '../../ui/problem-words.ts'
import { NextDues, UseLine } from './next-dues.tsx'
import { type PlanFields, planFields, ruleOf, targetOf } from './plan-fields.ts'

/** Long enough to finish a number (ms). */
const pause = 400

function useSettled<T>(value: T): T {
  const text = JSON.stringify(value)
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), pause)
    return () => clearTimeout(timer)
  }, [text])
  return JSON.parse(settled) as T
}

/** The draft as the API takes it; a name, a task or an hour still to be written does not keep it from being tried, and parts move no date. */
function draftOf(values: PlanFields, planId: string | undefined) {
  const levels = values.levels.map((level, i) => ({
    ...level,
    name: level.name || `${i + 1}`,
    tasks: level.tasks.filter(({ text, hours }) => text && Number.isFinite(hours)),
    parts: [],
  }))
  const checked = planFields.safeParse({ ...values, name: values.name || '-', levels })
  if (!checked.success) return null
  const target = targetOf(checked.data)
  if (!target.assetId && !target.typeId) return null
  return { ...ruleOf(checked.data), ...target, planId }
}

// biome-ignore lint/suspicious/noExplicitAny: a Control is invariant in its output type
export function PlanPreview({ control, planId }: { control: Control<PlanFields, unknown, any>; planId?: string }) {
  const { t } = useTranslation('plans')
  const draft = draftOf(useSettled(useWatch({ control }) as PlanFields), planId)
  const preview = useQuery({
    queryKey: ['get', '/plans/preview', draft],
    enabled: draft !== null,
    placeholderData: keepPreviousData,
    retry: false,
    queryFn: async ({ signal }) => {
      const { data, error } = await api.POST('/plans/preview', { body: draft!, signal })
      if (!data) throw asProblem(error)
      return data
    },
  })
  return (
    <Section title={t('preview.title')}>
      <div aria-live="polite" aria-busy={preview.isFetching}>
        {draft === null ? (
          <p className="text-muted">{t('preview.incomplete')}</p>
        ) : preview.error ? (
          <Refusal problem={preview.error as unknown as Problem} />
        ) : !preview.data ? (
          <p className="text-muted">{t('preview.waiting')}</p>
        ) : preview.data.items.length === 0 ? (
          <p className="text-muted">{t('units.none')}</p>
        ) : (
          <>
            <ul className="grid grid-cols-[minmax(0,1fr)] gap-4">
              {preview.data.items.map(({ asset, meter, next }) => (
                <li key={asset.id}>
                  <h3 className="font-semibold">{`${asset.code} · ${asset.name}`}</h3>
                  <UseLine meter={meter} />
                  <div className="mt-2">
                    <NextDues dues={next} kind={meter?.kind ?? null} />
                  </div>
                </li>
              ))}
            </ul>
            {preview.data.units > preview.data.items.length && (
              <p className="mt-3 text-sm text-muted">
                {t('preview.more', { count: preview.data.units - preview.data.items.length })}
              </p>
            )}
          </>
        )}
      </div>
    </Section>
  )
}

function Refusal({ problem }: { problem: Problem }) {
  const { t } = useTranslation()
  const reasons = problem.errors?.map(({ message }) => message) ?? []
  return (
    <ul className="grid gap-1 text-danger-soft-foreground">
      {(reasons.length > 0 ? reasons : [wordsOfProblem(t, problem).what]).map((reason) => (
        <li key={reason}>{reason}</li>
      ))}
    </ul>
  )
}
