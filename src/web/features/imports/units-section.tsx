import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../app/i18n/format.ts'
import { useCan } from '../../app/session/session.ts'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/form/field.tsx'
import { Section } from '../../ui/page.tsx'
import { AssetTypeDialog } from '../asset-types/asset-type-dialog.tsx'
import { withEquivalent } from './mapping-edit.ts'
import type { ImportMapping, ImportProposal } from './schema.ts'

interface UnitsSectionProps {
  mapping: ImportMapping
  change: (mapping: ImportMapping) => void
  proposal: ImportProposal
  refresh: () => Promise<unknown>
}

const atFirst = 40

/** Which unit of ours each name of theirs is, and what becomes of those that do not exist. */
export function UnitsSection({ mapping, change, proposal, refresh }: UnitsSectionProps) {
  const { t } = useTranslation('imports')
  const format = useFormat()
  const [all, setAll] = useState(false)
  const { assets } = proposal
  const shown = all ? assets : assets.slice(0, atFirst)
  return (
    <Section title={t('units.title')} padded={false}>
      <NewUnits mapping={mapping} change={change} proposal={proposal} refresh={refresh} />
      <ul className="divide-y divide-separator border-t border-separator">
        {shown.map(({ value, count, code: proposed, exists }) => {
          const code = mapping.values.asset?.[value] ?? (proposed === null ? '' : proposed)
          const known = code === proposed ? exists : null
          return (
            <li
              key={value}
              className="grid items-end gap-x-6 gap-y-1 px-4 py-2 sm:grid-cols-[minmax(0,1fr)_minmax(0,20rem)]"
            >
              <p className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1 sm:min-h-9">
                <span className="font-mono break-all">{value}</span>
                <span className="text-xs text-muted">{t('values.rows', { count, rows: format.number(count) })}</span>
                {known !== null &&
                  (known ? (
                    <Badge tone="success" icon="check">
                      {t('units.exists')}
                    </Badge>
                  ) : mapping.newAssets ? (
                    <Badge tone="info" icon="plus">
                      {t('units.created')}
                    </Badge>
                  ) : (
                    <Badge tone="danger" icon="warning">
                      {t('units.refused')}
                    </Badge>
                  ))}
              </p>
              <Field label={t('units.code', { value })}>
                {(aria) => (
                  <input
                    {...aria}
                    className="input font-mono"
                    value={code}
                    maxLength={20}
                    autoComplete="off"
                    spellCheck={false}
                    onChange={({ target }) =>
                      change(withEquivalent(mapping, 'asset', value, target.value.toUpperCase()))
                    }
                  />
                )}
              </Field>
            </li>
          )
        })}
      </ul>
      {shown.length < assets.length && (
        <div className="border-t border-separator p-3">
          <Button size="sm" onClick={() => setAll(true)}>
            {t('values.showAll', { count: assets.length })}
          </Button>
        </div>
      )}
    </Section>
  )
}

/** Units that the file names and the fleet does not have: refused, or created with one type at one site. */
function NewUnits({ mapping, change, proposal, refresh }: UnitsSectionProps) {
  const { t } = useTranslation('imports')
  const can = useCan()
  const [adding, setAdding] = useState(false)
  const { assetTypes, sites } = proposal.options
  const { newAssets } = mapping
  const first = { type: assetTypes[0]?.code ?? '', site: sites[0]?.code ?? '' }
  const set = (part: Partial<typeof first>) => change({ ...mapping, newAssets: { ...(newAssets ?? first), ...part } })
  const select = (label: string, value: string, options: typeof sites, onChange: (code: string) => void) => (
    <Field label={label} className="min-w-0 flex-1 basis-56">
      {(aria) => (
        <select {...aria} className="input" value={value} onChange={({ target }) => onChange(target.value)}>
          {options.map(({ code, name }) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
  return (
    <div className="grid gap-3 p-4">
      <label className="flex min-h-12 cursor-pointer items-center gap-3 md:min-h-9">
        <input
          type="checkbox"
          className="check"
          checked={newAssets !== null}
          disabled={assetTypes.length === 0 || sites.length === 0}
          onChange={({ target }) => change({ ...mapping, newAssets: target.checked ? first : null })}
        />
        <span>{t(sites.length === 0 ? 'units.noSite' : 'units.create')}</span>
      </label>
      {newAssets && (
        <div className="flex flex-wrap items-end gap-3">
          {select(t('units.type'), newAssets.type, assetTypes, (type) => set({ type }))}
          {select(t('units.site'), newAssets.site, sites, (site) => set({ site }))}
          {can('assetType.manage') && (
            <Button icon="plus" onClick={() => setAdding(true)}>
              {t('units.addType')}
            </Button>
          )}
        </div>
      )}
      {adding && (
        <AssetTypeDialog
          type={null}
          onClose={() => {
            setAdding(false)
            void refresh()
          }}
        />
      )}
    </div>
  )
}
