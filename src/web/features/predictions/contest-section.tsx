import { useTranslation } from 'react-i18next'
import { useFormat } from '../../app/i18n/format.ts'
import { Badge } from '../../ui/badge.tsx'
import { SimpleTable } from '../../ui/list/simple-table.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Section } from '../../ui/page.tsx'
import type { Contest } from './schema.ts'

type Score = Contest['competitors'][number]

/** Who competed, how each did with its interval, and who won, or that nobody did. */
export function ContestSection({ contest }: { contest: Contest }) {
  const { t } = useTranslation('predictions')
  const format = useFormat()
  const { champion, competitors, standingOut, inspectedPerWeek } = contest
  const within = (value: string, [low = 0, high = 0]: readonly number[], write: (value: number) => string) =>
    t('accuracy.interval', { value, low: write(low), high: write(high) })
  const decimals = (value: number) => format.number(value, 3)
  // Rounded first: a loss of a thousandth is nothing, and not "-0 %".
  const share = (value: number) => format.percent(Math.round(value * 100) / 100 + 0, 0)
  const column = (
    id: string,
    header: string,
    value: (score: Score) => number,
    interval: (score: Score) => readonly number[],
    write: (value: number) => string,
  ) => ({
    ...{ id, header, numeric: true },
    cell: (score: Score) => within(write(value(score)), interval(score), write),
  })
  return (
    <Section title={t('accuracy.contest')} padded={false}>
      <div className="grid gap-3 p-4">
        <Notice tone={champion ? 'success' : 'warning'}>
          {champion ? t('accuracy.verdictUseful', { name: t(`competitor.${champion}`) }) : t('accuracy.verdictNone')}
        </Notice>
        <p className="text-sm text-muted">
          {t('accuracy.contestLead', { rows: format.number(contest.rows), base: format.percent(contest.baseRate) })}
        </p>
      </div>
      <SimpleTable
        compared
        label={t('accuracy.contest')}
        rows={competitors}
        rowKey={({ name }) => name}
        columns={[
          {
            id: 'name',
            header: t('accuracy.competitor'),
            cell: ({ name }) => (
              <span className="flex flex-wrap items-center gap-2">
                {t(`competitor.${name}`)}
                {name === champion && (
                  <Badge tone="success" icon="check">
                    {t('models.inForce')}
                  </Badge>
                )}
              </span>
            ),
          },
          column(
            'logLoss',
            t('accuracy.logLoss'),
            (s) => s.logLoss,
            (s) => s.interval95.logLoss,
            decimals,
          ),
          column(
            'skill',
            t('accuracy.skill'),
            (s) => s.brierSkill,
            (s) => s.interval95.brierSkill,
            share,
          ),
          column(
            'skillRate',
            t('accuracy.skillRate'),
            (s) => s.skillOverRate,
            (s) => s.interval95.skillOverRate,
            share,
          ),
          column(
            'auc',
            t('accuracy.auc'),
            (s) => s.auc,
            (s) => s.interval95.auc,
            (v) => format.number(v, 2),
          ),
          column(
            'ece',
            t('accuracy.ece'),
            (s) => s.ece,
            (s) => s.interval95.ece,
            (v) => format.percent(v, 1),
          ),
          column(
            'precision',
            t('accuracy.precision', { k: inspectedPerWeek }),
            (s) => s.precisionAtK,
            (s) => s.interval95.precisionAtK,
            share,
          ),
          column(
            'recall',
            t('accuracy.recall'),
            (s) => s.recallAtK,
            (s) => s.interval95.recallAtK,
            share,
          ),
          {
            ...{ id: 'lead', header: t('accuracy.lead2'), numeric: true },
            cell: ({ leadTimeDays }) => (leadTimeDays === null ? '—' : t('days', { count: Math.round(leadTimeDays) })),
          },
        ]}
      />
      {standingOut.length > 0 && (
        <ul className="p-4 text-sm text-muted">
          {standingOut.map(({ name, reason: { params } }) => (
            <li key={name}>
              {t('accuracy.standsOut', {
                name: t(`competitor.${name}`),
                failures: Number(params.failures ?? 0),
                needed: Number(params.needed ?? 0),
              })}
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}
