import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { dailyUse } from '../../../domain/meter-use.ts'
import { type InfiniteList, useInfinite } from '../../app/api/infinite.ts'
import { useSend } from '../../app/api/send.ts'
import { config } from '../../app/config.ts'
import { useFormat } from '../../app/i18n/format.ts'
import { useCan } from '../../app/session/session.ts'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Chart } from '../../ui/chart/chart.tsx'
import { Confirm } from '../../ui/confirm.tsx'
import type { Column } from '../../ui/list/columns.ts'
import { Paged } from '../../ui/list/paged.tsx'
import { SimpleTable } from '../../ui/list/simple-table.tsx'
import { Section } from '../../ui/page.tsx'
import { Segments } from '../../ui/segments.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { toast } from '../../ui/toast.ts'
import { meterUnit } from './meter-text.tsx'
import { monthlyUse } from './meter-use-series.ts'
import type { Asset, Reading } from './schema.ts'

export function MetersTab({ asset }: { asset: Asset }) {
  const { t } = useTranslation(['fleet', 'terms'])
  const [chosen, setMeter] = useState(asset.meters[0]?.meter ?? 'HOURS')
  const readings = useInfinite('/assets/{id}/readings', { meter: chosen, limit: 200 }, { path: { id: asset.id } })
  if (asset.meters.length === 0) return <EmptyState icon="meter">{t('meters.none')}</EmptyState>
  return (
    <>
      {asset.meters.length > 1 && (
        <div className="mb-4">
          <Segments
            label={t('reading.meter')}
            quiet
            value={chosen}
            onChange={setMeter}
            options={asset.meters.map(({ meter }) => ({ value: meter, label: t(`terms:meter.${meter}`) }))}
          />
        </div>
      )}
      <Use asset={asset} meter={chosen} readings={readings.items} />
      <Section title={t('meters.readings')} padded={false}>
        <Readings readings={readings} meter={chosen} />
      </Section>
    </>
  )
}

interface OfMeter {
  meter: 'KM' | 'HOURS'
}

function Use({ asset, meter, readings }: OfMeter & { asset: Asset; readings: readonly Reading[] }) {
  const { t } = useTranslation(['fleet', 'terms'])
  const format = useFormat()
  const months = useMemo(() => monthlyUse(readings, config.timeZone, Date.now()), [readings])
  const own = useMemo(() => {
    const history = readings.map(({ at, total, voidedAt }) => ({
      at: Date.parse(at),
      value: total,
      offset: 0,
      voided: voidedAt !== null,
    }))
    return dailyUse(history, Date.now())
  }, [readings])
  if (months.length === 0) return null
  const text = (value: number) => `${format.number(value, 1)} ${meterUnit[meter]}`
  return (
    <Section title={t('meters.use')}>
      <p className="mb-3 text-muted">
        {own
          ? t('meters.daily', { use: text(own.perDay), low: text(own.low), high: text(own.high), n: own.n })
          : t('meters.dailyUnknown')}
      </p>
      <Chart
        kind="bars"
        label={t('meters.chart', { code: asset.code, meter: t(`terms:meter.${meter}`) })}
        dimension={t('meters.month')}
        points={months.map(({ month, use }) => ({
          key: month,
          label: format.civil(month, { month: 'short', year: '2-digit' }),
          values: { use },
        }))}
        series={[{ key: 'use', label: t('meters.use') }]}
        format={text}
        height={200}
      />
    </Section>
  )
}

function Readings({ readings, meter }: OfMeter & { readings: InfiniteList<Reading> }) {
  const { t } = useTranslation('fleet')
  const [voiding, setVoiding] = useState<Reading | null>(null)
  const columns = useReadingColumns(meter, setVoiding)
  return (
    <>
      <Paged list={readings} rows={4} empty={<EmptyState icon="meter">{t('meters.empty')}</EmptyState>}>
        {(items) => <SimpleTable label={t('meters.readings')} rows={items} columns={columns} rowKey={({ id }) => id} />}
      </Paged>
      {voiding && <VoidReading reading={voiding} onClose={() => setVoiding(null)} />}
    </>
  )
}

function useReadingColumns(meter: 'KM' | 'HOURS', askVoid: (reading: Reading) => void): Column<Reading>[] {
  const { t } = useTranslation('fleet')
  const format = useFormat()
  const may = useCan()
  const figure = (value: number, voided: boolean) => {
    const text = `${format.number(value, 1)} ${meterUnit[meter]}`
    return voided ? <s className="text-muted">{text}</s> : text
  }
  const columns: Column<Reading>[] = [
    { id: 'at', header: t('reading.at'), cell: ({ at }) => format.dateTime(at) },
    { id: 'value', header: t('meters.dial'), numeric: true, cell: (row) => figure(row.value, !!row.voidedAt) },
    { id: 'total', header: t('meters.total'), numeric: true, cell: (row) => figure(row.total, !!row.voidedAt) },
    { id: 'by', header: t('meters.by'), cell: ({ createdBy }) => createdBy ?? '—' },
    { id: 'note', header: t('reading.note'), cell: (row) => <Remarks reading={row} /> },
  ]
  if (may('meter.void')) {
    columns.push({
      id: 'void',
      header: t('meters.void'),
      cell: (row) =>
        !row.voidedAt && (
          <Button
            size="sm"
            variant="ghost"
            aria-label={t('meters.voidLabel', { value: format.number(row.value, 1), at: format.dateTime(row.at) })}
            onClick={() => askVoid(row)}
          >
            {t('meters.void')}
          </Button>
        ),
    })
  }
  return columns
}

function Remarks({ reading }: { reading: Reading }) {
  const { t } = useTranslation('fleet')
  return (
    <span className="flex flex-wrap items-center gap-1.5">
      {reading.isReplacement && (
        <Badge tone="info" icon="undo">
          {t('meters.replaced')}
        </Badge>
      )}
      {reading.voidedAt && (
        <Badge tone="neutral" icon="cancelled">
          {t('meters.voided')}
        </Badge>
      )}
      {reading.voidReason ? `${reading.voidReason} (${reading.voidedBy ?? '—'})` : reading.note}
    </span>
  )
}

function VoidReading({ reading, onClose }: { reading: Reading; onClose: () => void }) {
  const { t } = useTranslation('fleet')
  const send = useSend('post', '/readings/{id}/void', { invalidates: ['/assets'] })
  return (
    <Confirm
      title={t('void.title')}
      confirm={t('void.confirm')}
      danger
      reason={{ label: t('void.reason'), required: true }}
      onClose={onClose}
      onConfirm={async (reason) => {
        await send.mutateAsync({ params: { path: { id: reading.id } }, body: { reason } })
        toast(t('void.done'))
      }}
    >
      <p>{t('void.text')}</p>
    </Confirm>
  )
}
