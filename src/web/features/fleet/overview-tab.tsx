import { useTranslation } from 'react-i18next'
import { query } from '../../app/api/client.ts'
import { useFormat } from '../../app/i18n/format.ts'
import { useCan } from '../../app/session/session.ts'
import { AppLink } from '../../ui/app-link.tsx'
import { Facts } from '../../ui/facts.tsx'
import { Section } from '../../ui/page.tsx'
import { SkeletonForm } from '../../ui/skeleton.tsx'
import { Loaded } from '../../ui/states.tsx'
import { AssetStatusBadge } from '../../ui/status-badge.tsx'
import { UnitInspections } from '../inspections/unit-inspections.tsx'
import { UnitRisk } from '../predictions/unit-risk.tsx'
import { AssetTimeline } from './asset-timeline.tsx'
import type { Asset } from './schema.ts'
import { CanLeave, Cost, Due, Failed } from './summary-answers.tsx'

/** The questions of a morning in their order: may it go out, what is due, what failed, what does it cost. */
export function OverviewTab({ asset }: { asset: Asset }) {
  const may = useCan()
  const summary = query.useQuery('get', '/assets/{id}/summary', { params: { path: { id: asset.id } } })
  return (
    <div className="grid items-start gap-4 lg:grid-cols-2">
      <div className="grid min-w-0 gap-4">
        <Loaded query={summary} skeleton={<SkeletonForm />}>
          {(found) => (
            <>
              <CanLeave asset={asset} summary={found} />
              <Due summary={found} />
              <Failed summary={found} />
              <Cost summary={found} />
            </>
          )}
        </Loaded>
        {may('prediction.read') && asset.archivedAt === null && <UnitRisk assetId={asset.id} />}
        <UnitInspections assetId={asset.id} active={asset.archivedAt === null} />
        <Components asset={asset} />
        <Data asset={asset} />
      </div>
      <AssetTimeline assetId={asset.id} />
    </div>
  )
}

function Components({ asset }: { asset: Asset }) {
  const { t } = useTranslation('fleet')
  if (asset.components.length === 0) return null
  return (
    <Section title={t('components.title')} padded={false}>
      <ul className="divide-y divide-separator">
        {asset.components.map((component) => (
          <li key={component.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2.5">
            <AppLink href={`/assets/${component.id}`} className="min-w-0 flex-1 hover:underline">
              <span className="font-medium">{component.code}</span> {component.name}
              <span className="block text-xs text-muted">{component.typeName}</span>
            </AppLink>
            <AssetStatusBadge status={component.status} />
          </li>
        ))}
      </ul>
    </Section>
  )
}

function Data({ asset }: { asset: Asset }) {
  const { t } = useTranslation(['fleet', 'terms'])
  const format = useFormat()
  return (
    <Section title={t('data.title')}>
      <Facts
        facts={[
          [t('field.make'), [asset.make, asset.model].filter(Boolean).join(' ')],
          [t('field.year'), asset.year],
          [t('field.serialNumber'), asset.serialNumber && <span className="font-mono">{asset.serialNumber}</span>],
          [t('field.criticality'), t(`terms:criticality.${asset.criticality}`)],
          [t('field.commissionedOn'), asset.commissionedOn && format.date(asset.commissionedOn)],
          [t('field.notes'), asset.notes && <span className="whitespace-pre-line">{asset.notes}</span>],
        ]}
      />
    </Section>
  )
}
