import { useParams, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { formatPlate } from '../../../domain/plate.ts'
import { query } from '../../app/api/client.ts'
import { useFormat } from '../../app/i18n/format.ts'
import { useCan } from '../../app/session/session.ts'
import { AppLink } from '../../ui/app-link.tsx'
import { Badge } from '../../ui/badge.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Page } from '../../ui/page.tsx'
import { SkeletonForm } from '../../ui/skeleton.tsx'
import { Loaded } from '../../ui/states.tsx'
import { AssetStatusBadge } from '../../ui/status-badge.tsx'
import { StoredImage } from '../../ui/stored-image.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { UnitReliability } from '../reliability/unit-reliability.tsx'
import { AssetActions } from './asset-actions.tsx'
import { FilesTab } from './files-tab.tsx'
import { MeterStrip } from './meter-text.tsx'
import { MetersTab } from './meters-tab.tsx'
import { OrdersTab } from './orders-tab.tsx'
import { OverviewTab } from './overview-tab.tsx'
import { PlansTab } from './plans-tab.tsx'
import type { Asset } from './schema.ts'

export function AssetPage() {
  const { id = '' } = useParams({ strict: false })
  const asset = query.useQuery('get', '/assets/{id}', { params: { path: { id } } })
  return (
    <Loaded query={asset} skeleton={<LoadingPage />}>
      {(found) => <Unit asset={found} />}
    </Loaded>
  )
}

function LoadingPage() {
  const { t } = useTranslation('fleet')
  return (
    <Page title={t('unit.loading')}>
      <SkeletonForm />
    </Page>
  )
}

function Unit({ asset }: { asset: Asset }) {
  const { t } = useTranslation('fleet')
  const { tab } = useSearch({ strict: false }) as { tab?: string }
  const may = useCan()
  const here = `/assets/${asset.id}`
  return (
    <Page
      title={`${asset.code} · ${asset.name}`}
      mark={<AssetStatusBadge status={asset.status} />}
      lead={<Lead asset={asset} />}
      breadcrumbs={[
        { label: t('list.title'), href: '/assets' },
        ...(asset.parent ? [{ label: asset.parent.code, href: `/assets/${asset.parent.id}` }] : []),
      ]}
      actions={<AssetActions asset={asset} />}
      tabs={
        <>
          <Header asset={asset} />
          <Tabs
            label={t('unit.tabs')}
            tabs={[
              { label: t('tab.overview'), href: here },
              { label: t('tab.orders'), href: `${here}?tab=orders` },
              ...(may('plan.read') ? [{ label: t('tab.plans'), href: `${here}?tab=plans` }] : []),
              { label: t('tab.meters'), href: `${here}?tab=meters` },
              ...(may('reliability.read') ? [{ label: t('tab.reliability'), href: `${here}?tab=reliability` }] : []),
              { label: t('tab.files'), href: `${here}?tab=files` },
            ]}
          />
        </>
      }
    >
      {asset.archivedAt && (
        <div className="mb-4">
          <Notice tone="warning">{t('unit.archived')}</Notice>
        </div>
      )}
      {tab === 'orders' ? (
        <OrdersTab asset={asset} />
      ) : tab === 'plans' && may('plan.read') ? (
        <PlansTab asset={asset} />
      ) : tab === 'meters' ? (
        <MetersTab asset={asset} />
      ) : tab === 'reliability' && may('reliability.read') ? (
        <UnitReliability assetId={asset.id} />
      ) : tab === 'files' ? (
        <FilesTab asset={asset} />
      ) : (
        <OverviewTab asset={asset} />
      )}
    </Page>
  )
}

/** Plate, type, place; and since when it is in its state, and why. */
function Lead({ asset }: { asset: Asset }) {
  const { t } = useTranslation('fleet')
  const format = useFormat()
  return (
    <>
      <p>
        {asset.plate && <span className="font-mono">{formatPlate(asset.plate)} · </span>}
        {[asset.type.name, asset.site.name].join(' · ')}
        {asset.parent && (
          <>
            {` · ${t('unit.mountedOn')} `}
            <AppLink href={`/assets/${asset.parent.id}`} className="underline">
              {asset.parent.code}
            </AppLink>
          </>
        )}
      </p>
      <p className="text-sm">
        <time dateTime={asset.statusSince} title={format.dateTime(asset.statusSince)}>
          {t('unit.since', { when: format.relative(asset.statusSince) })}
        </time>
        {asset.statusReason && `: ${asset.statusReason}`}
      </p>
    </>
  )
}

function Header({ asset }: { asset: Asset }) {
  const { t } = useTranslation('fleet')
  const format = useFormat()
  return (
    <div className="mb-3 flex flex-wrap items-center gap-x-8 gap-y-3">
      {asset.photoId && (
        <AppLink href={`/assets/${asset.id}?tab=files`}>
          <StoredImage
            thumbnail
            fileId={asset.photoId}
            alt={t('unit.photo', { code: asset.code })}
            className="size-16 rounded-md object-cover"
          />
        </AppLink>
      )}
      <MeterStrip meters={asset.meters} />
      {asset.fuelLevel !== null && (
        <dl>
          <dt className="text-xs text-muted">{t('field.fuel')}</dt>
          <dd className="flex items-center gap-2">
            <span className="text-base font-semibold tabular-nums">{format.percent(asset.fuelLevel / 100, 0)}</span>
            {asset.fuelAt && <span className="text-xs text-muted">{format.relative(asset.fuelAt)}</span>}
            {asset.fuelLevel <= 15 && (
              <Badge tone="warning" icon="fuel">
                {t('unit.lowFuel')}
              </Badge>
            )}
          </dd>
        </dl>
      )}
    </div>
  )
}
