import { useRouter } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCan } from '../../app/session/session.ts'
import { useAction } from '../../app/shell/actions.ts'
import { LinkButton } from '../../ui/app-link.tsx'
import { Button } from '../../ui/button.tsx'
import { Menu, type MenuItem } from '../../ui/menu.tsx'
import { useArchiving } from '../../ui/use-archiving.ts'
import { useDownload } from '../../ui/use-download.ts'
import { FuelDialog } from './fuel-dialog.tsx'
import { MoveDialog } from './move-dialog.tsx'
import { ReadingDialog } from './reading-dialog.tsx'
import type { Asset } from './schema.ts'
import { StatusDialog } from './status-dialog.tsx'

type Open = 'reading' | 'status' | 'move' | 'fuel' | null

/** What can be done with a unit; the most frequent in sight, the rest behind the three dots. */
export function AssetActions({ asset }: { asset: Asset }) {
  const { t } = useTranslation('fleet')
  const may = useCan()
  const [open, setOpen] = useState<Open>(null)
  const close = () => setOpen(null)
  const active = asset.archivedAt === null
  const canRecord = active && may('meter.record') && asset.meters.length > 0
  const canSetStatus = active && may('asset.setStatus')
  useAction(canRecord ? { label: t('action.reading'), icon: 'meter', run: () => setOpen('reading') } : null)
  useAction(canSetStatus ? { label: t('action.status'), icon: 'wrench', run: () => setOpen('status') } : null)
  const dialogs: Record<Exclude<Open, null>, ReactNode> = {
    reading: <ReadingDialog asset={asset} onClose={close} />,
    status: <StatusDialog asset={asset} onClose={close} />,
    move: <MoveDialog asset={asset} onClose={close} />,
    fuel: <FuelDialog asset={asset} onClose={close} />,
  }
  return (
    <>
      {active && <OrderLinks asset={asset} />}
      {canRecord && (
        <Button icon="meter" onClick={() => setOpen('reading')}>
          {t('action.reading')}
        </Button>
      )}
      {canSetStatus && (
        <Button icon="wrench" onClick={() => setOpen('status')}>
          {t('action.status')}
        </Button>
      )}
      <Menu label={t('action.more')} items={useMenu(asset, setOpen)} />
      {open && dialogs[open]}
    </>
  )
}

/** To the pages of orders, where the installation has them. */
function OrderLinks({ asset }: { asset: Asset }) {
  const { t } = useTranslation('fleet')
  const { routesByPath } = useRouter()
  const may = useCan()
  if (!('/work-orders/new' in routesByPath) || !may('workOrder.create')) return null
  return (
    <LinkButton href={`/work-orders/new?assetId=${asset.id}`} variant="primary" icon="plus">
      {t('action.order')}
    </LinkButton>
  )
}

function useMenu(asset: Asset, open: (dialog: Open) => void): MenuItem[] {
  const { t } = useTranslation('fleet')
  const may = useCan()
  const { download } = useDownload()
  const { archive, restore } = useArchiving('/assets', asset.id, asset.code)
  const active = asset.archivedAt === null
  const manage = may('asset.manage')
  return [
    ...(active && manage ? [{ label: t('action.edit'), icon: 'edit', href: `/assets/${asset.id}/edit` } as const] : []),
    ...(active && manage ? [{ label: t('action.move'), icon: 'pin', onSelect: () => open('move') } as const] : []),
    ...(active && may('meter.record')
      ? [{ label: t('action.fuel'), icon: 'fuel', onSelect: () => open('fuel') } as const]
      : []),
    {
      label: t('action.label'),
      icon: 'download',
      onSelect: () => void download(`/assets/${asset.id}/label.pdf`, `${asset.code}.pdf`),
    },
    ...(manage
      ? [
          {
            label: t(active ? 'action.archive' : 'action.restore'),
            icon: active ? 'archive' : 'undo',
            onSelect: active ? archive : restore,
            separated: true,
          } as const,
        ]
      : []),
  ]
}
