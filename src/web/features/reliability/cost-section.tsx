import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { money } from '../../../contract/common.ts'
import { useFormat } from '../../app/i18n/format.ts'
import { useCan } from '../../app/session/session.ts'
import { AppLink } from '../../ui/app-link.tsx'
import { Button } from '../../ui/button.tsx'
import { Curves } from '../../ui/chart/curves.tsx'
import { Form, useZodForm } from '../../ui/form/form.tsx'
import { MoneyField } from '../../ui/form/number-fields.tsx'
import { Section } from '../../ui/page.tsx'
import { ProposeDialog } from './propose-dialog.tsx'
import type { Study } from './schema.ts'
import type { StudyFilter } from './study-filter.ts'
import { useStudyWords } from './study-words.ts'
import { WhyNot } from './why-not.tsx'

interface CostProps {
  study: Study
  filter: StudyFilter
  setFilter: (change: StudyFilter) => void
}

/** What each interval costs per unit of time, and the one that costs least. */
export function CostSection({ study, filter, setFilter }: CostProps) {
  const { t } = useTranslation('reliability')
  const { costs } = study
  return (
    <Section title={t('cost.title')}>
      <Optimum study={study} filter={filter} />
      <h3 className="mt-4 mb-2 text-sm font-semibold">{t('cost.costs')}</h3>
      <CostForm key={`${costs.planned.value} ${costs.failure.value}`} study={study} setFilter={setFilter} />
    </Section>
  )
}

function Optimum({ study, filter }: { study: Study; filter: StudyFilter }) {
  const { t } = useTranslation('reliability')
  const format = useFormat()
  const words = useStudyWords()
  const may = useCan()
  const [proposing, setProposing] = useState(false)
  const { replacement, measure, plans, life } = study
  if (!replacement.known) return <WhyNot why={replacement} />
  const age = words.age(measure)
  const { ageBounds, confidence, costRate, runToFailureRate, curve } = replacement
  const furthest = curve.at(-1)?.time ?? 0
  const open = plans.filter(({ proposed }) => !proposed)
  return (
    <>
      <p className="font-medium">
        {t('cost.optimum', { age: age(replacement.age), range: words.open(measure, ageBounds) })}
      </p>
      <p className="mt-1">
        {t('cost.saving', {
          share: format.percent(1 - costRate / runToFailureRate, 0),
          confidence: format.percent(confidence, 0),
          n: life.known ? format.number(life.failures) : '',
        })}
      </p>
      <p className="mt-1 mb-3 text-sm text-muted">{t('cost.about')}</p>
      <Curves
        label={t('cost.label', { subject: words.subject(study.subject) })}
        x={{ label: t(`measure.interval.${measure}`), format: words.number }}
        y={{ label: t(`cost.rate.${measure}`), format: format.compactMoney }}
        lines={[
          {
            key: 'cost',
            label: t(`cost.rate.${measure}`),
            tone: 'accent',
            points: curve.map(({ time, value }) => ({ x: time, y: value })),
          },
        ]}
        bands={[
          {
            key: 'band',
            label: t('band'),
            tone: 'accent',
            points: curve.map(({ time, value, lower, upper }) => ({
              x: time,
              lower: lower ?? value,
              upper: upper ?? value,
            })),
          },
        ]}
        marks={[{ x: replacement.age, label: t('cost.best'), tone: 'danger' }]}
        span={{
          from: Math.min(ageBounds.lower ?? furthest, furthest),
          to: Math.min(ageBounds.upper ?? furthest, furthest),
          label: t('cost.bestBand'),
        }}
      />
      {may('reliability.propose') && (
        <div className="mt-3 flex flex-wrap items-center gap-3">
          {open.length > 0 ? (
            <Button variant="primary" icon="calendar" onClick={() => setProposing(true)}>
              {t('propose.action')}
            </Button>
          ) : (
            <p className="text-sm text-muted">
              {t(plans.length > 0 ? 'propose.pending' : `propose.noPlan.${measure}`)}
            </p>
          )}
          {plans.some(({ proposed }) => proposed) && (
            <AppLink href="/reliability/proposals?status=PENDING" className="py-1 underline">
              {t('proposals.see')}
            </AppLink>
          )}
        </div>
      )}
      {proposing && <ProposeDialog study={study} filter={filter} plans={open} onClose={() => setProposing(false)} />}
    </>
  )
}

const form = z.object({ planned: money.min(1).nullable(), failure: money.min(1).nullable() })

function CostForm({ study, setFilter }: Pick<CostProps, 'study' | 'setFilter'>) {
  const { t } = useTranslation('reliability')
  const format = useFormat()
  const { planned, failure } = study.costs
  const state = useZodForm(form, { planned: planned.value, failure: failure.value })
  const source = ({ basis, n }: Study['costs']['planned']) => t(`cost.basis.${basis}`, { n: format.number(n) })
  return (
    <Form
      form={state}
      guard={false}
      className="grid gap-3 sm:grid-cols-2"
      onSubmit={async (values) => {
        const given = (value: number | null, own: Study['costs']['planned']) =>
          value === null ? undefined : value === own.value && own.basis !== 'GIVEN' ? undefined : value
        setFilter({ plannedCost: given(values.planned, planned), failureCost: given(values.failure, failure) })
      }}
    >
      <MoneyField control={state.control} name="planned" label={t('cost.planned')} hint={source(planned)} />
      <MoneyField control={state.control} name="failure" label={t('cost.failure')} hint={source(failure)} />
      <div className="flex flex-wrap gap-2 sm:col-span-2">
        <Button type="submit" icon="undo">
          {t('cost.again')}
        </Button>
        {(planned.basis === 'GIVEN' || failure.basis === 'GIVEN') && (
          <Button variant="ghost" onClick={() => setFilter({ plannedCost: undefined, failureCost: undefined })}>
            {t('cost.own')}
          </Button>
        )}
      </div>
    </Form>
  )
}
