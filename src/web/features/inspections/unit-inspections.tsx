import { useTranslation } from 'react-i18next'
import { query } from '../../app/api/client.ts'
import { useFormat } from '../../app/i18n/format.ts'
import { useCan } from '../../app/session/session.ts'
import { AppLink, LinkButton } from '../../ui/app-link.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Section } from '../../ui/page.tsx'
import { SkeletonRows } from '../../ui/skeleton.tsx'
import { Loaded } from '../../ui/states.tsx'
import { VerdictBadges } from './verdict-badges.tsx'
import { usePointName } from './words.ts'

/** What inspections say of a unit: what still forbids it to work, the last one, and the way to the next. */
export function UnitInspections({ assetId, active }: { assetId: string; active: boolean }) {
  const { t } = useTranslation('inspections')
  const may = useCan()
  const about = query.useQuery('get', '/assets/{id}/inspections', { params: { path: { id: assetId } } })
  const canInspect = active && may('inspection.submit') && (about.data?.checklists.length ?? 0) > 0
  return (
    <Section
      title={t('title')}
      actions={
        canInspect && (
          <LinkButton href={`/inspections/new?assetId=${assetId}`} size="sm" icon="inspections">
            {t('new.action')}
          </LinkButton>
        )
      }
    >
      <Loaded query={about} skeleton={<SkeletonRows rows={1} />}>
        {({ last, blockedBy }) => (
          <div className="grid gap-3">
            {blockedBy.map((block) => (
              <Block key={block.inspection.id} block={block} />
            ))}
            {last ? <Last last={last} assetId={assetId} /> : <p className="text-muted">{t('unit.never')}</p>}
          </div>
        )}
      </Loaded>
    </Section>
  )
}

interface BlockProps {
  block: {
    inspection: { id: string; number: string }
    workOrder: { id: string; number: string }
    points: readonly { es: string; en: string | null }[]
  }
}

function Block({ block: { inspection, workOrder, points } }: BlockProps) {
  const { t } = useTranslation('inspections')
  const name = usePointName()
  // Operators see neither others' inspections nor orders that are not theirs: for them the numbers are only to quote.
  const may = useCan()
  const numbers = [
    { href: `/inspections/${inspection.id}`, number: inspection.number },
    { href: `/work-orders/${workOrder.id}`, number: workOrder.number },
  ]
  return (
    <Notice tone="danger">
      <p className="font-semibold">{t('unit.blocked')}</p>
      {points.map((point) => (
        <p key={point.es}>{`${name(point)} ${t('choice.NO')}`}</p>
      ))}
      <p className="flex flex-wrap gap-x-3">
        {numbers.map(({ href, number }) =>
          may('inspection.correct') ? (
            <AppLink key={href} href={href} className="underline">
              {number}
            </AppLink>
          ) : (
            <span key={href}>{number}</span>
          ),
        )}
      </p>
    </Notice>
  )
}

interface LastProps {
  assetId: string
  last: {
    id: string
    number: string
    finishedAt: string
    score: number
    verdict: 'APPROVED' | 'REJECTED'
    cleared: boolean
  }
}

function Last({ last, assetId }: LastProps) {
  const { t } = useTranslation('inspections')
  const format = useFormat()
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <AppLink href={`/inspections/${last.id}`} className="underline">
        {last.number}
      </AppLink>
      <time dateTime={last.finishedAt} title={format.dateTime(last.finishedAt)} className="text-muted">
        {format.relative(last.finishedAt)}
      </time>
      <span className="tabular-nums">{format.percent(last.score / 100)}</span>
      <VerdictBadges verdict={last.verdict} cleared={last.cleared} />
      <span className="flex-1" />
      <AppLink href={`/inspections?assetId=${assetId}`} className="underline">
        {t('unit.all')}
      </AppLink>
    </div>
  )
}
