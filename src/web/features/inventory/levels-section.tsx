import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCan } from '../../app/session/session.ts'
import { Button } from '../../ui/button.tsx'
import type { Column } from '../../ui/list/columns.ts'
import { SimpleTable } from '../../ui/list/simple-table.tsx'
import { Menu } from '../../ui/menu.tsx'
import { Section } from '../../ui/page.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { StockStateBadge } from './badges.tsx'
import { LevelDialog } from './level-dialog.tsx'
import { useQuantity } from './quantity.ts'
import type { Part, PartLevel } from './schema.ts'

/** What there is of a part at each site, and where it lies. */
export function LevelsSection({ part }: { part: Part }) {
  const { t } = useTranslation('inventory')
  const manage = useCan()('part.manage') && part.archivedAt === null
  const quantity = useQuantity()
  const [open, setOpen] = useState<PartLevel | 'new' | null>(null)
  const columns = useMemo((): Column<PartLevel>[] => {
    const amount = (id: 'available' | 'onHand' | 'reserved' | 'onOrder' | 'minStock' | 'reorderPoint') => ({
      id,
      header: t(`field.${id}`),
      cell: (row: PartLevel) => quantity(row[id], part.unit),
      numeric: true,
    })
    return [
      { id: 'site', header: t('field.site'), cell: (row) => row.site.name },
      { id: 'state', header: t('field.state'), cell: (row) => <StockStateBadge state={row.state} /> },
      { id: 'bin', header: t('field.bin'), cell: (row) => <span className="font-mono">{row.bin ?? '—'}</span> },
      amount('available'),
      amount('onHand'),
      amount('reserved'),
      amount('onOrder'),
      amount('minStock'),
      amount('reorderPoint'),
      ...(manage
        ? [
            {
              id: 'menu',
              header: t('level.actions'),
              quiet: true,
              cell: (row: PartLevel) => (
                <Menu
                  label={t('level.actionsOf', { site: row.site.name })}
                  items={[{ label: t('level.edit'), icon: 'edit', onSelect: () => setOpen(row) }]}
                />
              ),
            },
          ]
        : []),
    ]
  }, [t, quantity, part.unit, manage])
  return (
    <Section
      title={t('level.title')}
      padded={false}
      actions={
        manage && (
          <Button size="sm" icon="plus" onClick={() => setOpen('new')}>
            {t('level.add')}
          </Button>
        )
      }
    >
      {part.levels.length === 0 ? (
        <EmptyState icon="parts">{t('level.empty')}</EmptyState>
      ) : (
        <SimpleTable label={t('level.title')} rows={part.levels} columns={columns} rowKey={({ site }) => site.id} />
      )}
      {open && <LevelDialog part={part} level={open === 'new' ? null : open} onClose={() => setOpen(null)} />}
    </Section>
  )
}
