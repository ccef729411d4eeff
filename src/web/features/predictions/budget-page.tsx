import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { orderModes } from '../../../domain/risk.ts'
import { query } from '../../app/api/client.ts'
import { useSend } from '../../app/api/send.ts'
import { useFormat } from '../../app/i18n/format.ts'
import { useCan } from '../../app/session/session.ts'
import { Badge } from '../../ui/badge.tsx'
import { Chart } from '../../ui/chart/chart.tsx'
import { SelectField } from '../../ui/form/choice-fields.tsx'
import { Form, SubmitBar, useZodForm } from '../../ui/form/form.tsx'
import { NumberField } from '../../ui/form/number-fields.tsx'
import { SimpleTable } from '../../ui/list/simple-table.tsx'
import { Page, Section } from '../../ui/page.tsx'
import { SkeletonForm } from '../../ui/skeleton.tsx'
import { EmptyState, ErrorState, Loaded } from '../../ui/states.tsx'
import { toast } from '../../ui/toast.ts'
import { HorizonChoice, useHorizon } from './horizon-choice.tsx'
import { PredictionTabs } from './prediction-tabs.tsx'
import type { Budget, PredictionStatus } from './schema.ts'
import { Standing, useStanding } from './standing.tsx'

/** How many alerts a workshop can attend to, and what that number misses. */
export function BudgetPage() {
  const { t } = useTranslation('predictions')
  const horizon = useHorizon()
  const standing = useStanding()
  const budget = query.useQuery(
    'get',
    '/predictions/alert-budget',
    { params: { query: { horizon } } },
    { retry: false },
  )
  return (
    <Page title={t('tab.budget')} lead={t('budget.lead')} tabs={<PredictionTabs />}>
      <Loaded query={standing} skeleton={<SkeletonForm />}>
        {(status) => (
          <>
            <Standing status={status} />
            <Settings status={status} />
          </>
        )}
      </Loaded>
      <HorizonChoice />
      {budget.data ? (
        <WhatIf budget={budget.data} />
      ) : budget.isPending ? (
        <SkeletonForm />
      ) : budget.error?.status === 404 ? (
        <div className="card">
          <EmptyState icon="prediction">{t('budget.none')}</EmptyState>
        </div>
      ) : (
        <ErrorState error={budget.error} retry={() => void budget.refetch()} />
      )}
    </Page>
  )
}

function WhatIf({ budget }: { budget: Budget }) {
  const { t } = useTranslation('predictions')
  const format = useFormat()
  return (
    <Section title={t('budget.chart')}>
      <Chart
        kind="lines"
        label={t('budget.chart')}
        dimension={t('budget.perWeek')}
        series={[
          { key: 'found', label: t('budget.found') },
          { key: 'precision', label: t('budget.precision'), tone: 'copper' },
        ]}
        points={budget.options.map(({ perWeek, found, precision }) => ({
          key: String(perWeek),
          label: format.number(perWeek),
          values: { found, precision },
        }))}
        format={(value) => format.percent(value, 0)}
      />
      <SimpleTable
        compared
        label={t('tab.budget')}
        rows={budget.options}
        rowKey={({ perWeek }) => String(perWeek)}
        columns={[
          {
            id: 'perWeek',
            header: t('budget.perWeek'),
            cell: ({ perWeek }) => (
              <span className="flex items-center gap-2">
                {format.number(perWeek)}
                {perWeek === budget.current && (
                  <Badge tone="accent" icon="check">
                    {t('budget.current')}
                  </Badge>
                )}
              </span>
            ),
          },
          { id: 'found', header: t('budget.found'), numeric: true, cell: (o) => format.percent(o.found, 0) },
          { id: 'missed', header: t('budget.missed'), numeric: true, cell: (o) => format.number(o.missedPerMonth, 1) },
          {
            id: 'precision',
            header: t('budget.precision'),
            numeric: true,
            cell: (o) => format.percent(o.precision, 0),
          },
        ]}
      />
    </Section>
  )
}

const settings = z.object({
  cap: z.int().min(1).max(1000).nullable(),
  mode: z.enum(orderModes),
})

function Settings({ status: { parameters } }: { status: PredictionStatus }) {
  const { t } = useTranslation('predictions')
  const may = useCan()
  const { alertBudget: cap, workOrders: mode } = parameters
  const now = cap === null ? t('budget.thresholds') : t('budget.capped', { count: cap })
  return (
    <Section title={t('budget.set')}>
      <p>{now}</p>
      <p className="mb-3">{`${t('budget.orders')}: ${t(`budget.mode.${mode}`)}.`}</p>
      {may('parameter.manage') ? (
        <SettingsForm key={`${cap} ${mode}`} cap={cap} mode={mode} />
      ) : (
        <p className="text-sm text-muted">{t('budget.only')}</p>
      )}
    </Section>
  )
}

function SettingsForm({ cap, mode }: z.infer<typeof settings>) {
  const { t } = useTranslation('predictions')
  const state = useZodForm(settings, { cap, mode })
  const send = useSend('put', '/parameters/{key}', { invalidates: ['/predictions', '/parameters'] })
  const set = (key: 'predictions.alertBudget' | 'predictions.workOrders', value: number | string | null) =>
    send.mutateAsync({ params: { path: { key } }, body: { value } })
  return (
    <Form
      form={state}
      guard={false}
      className="grid max-w-xl gap-4"
      onSubmit={async (next) => {
        if (next.cap !== cap) await set('predictions.alertBudget', next.cap)
        if (next.mode !== mode) await set('predictions.workOrders', next.mode)
        toast(t('budget.saved'))
      }}
    >
      <NumberField
        control={state.control}
        name="cap"
        label={t('budget.perWeek')}
        hint={t('budget.noCap')}
        fractionDigits={0}
      />
      <SelectField
        control={state.control}
        name="mode"
        label={t('budget.orders')}
        required
        options={orderModes.map((value) => ({ value, label: t(`budget.mode.${value}`) }))}
      />
      <SubmitBar label={t('budget.save')} pending={send.isPending} />
    </Form>
  )
}
