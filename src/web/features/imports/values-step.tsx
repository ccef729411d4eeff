import { useTranslation } from 'react-i18next'
import { criticalities } from '../../../domain/asset.ts'
import { meterKinds } from '../../../domain/asset-type.ts'
import type { ImportField } from '../../../domain/import/fields.ts'
import { systemCodes, systemNames } from '../../../domain/system.ts'
import { priorities, workOrderStatuses } from '../../../domain/work-order.ts'
import { Field } from '../../ui/form/field.tsx'
import { Section } from '../../ui/page.tsx'
import { EquivalentRows } from './equivalent-rows.tsx'
import { choiceFields, withChoice, withEquivalent } from './mapping-edit.ts'
import type { Import, ImportMapping, ImportProposal } from './schema.ts'
import { UnitsSection } from './units-section.tsx'

export interface Choice {
  code: string
  name: string
}

/** Our codes for each field, in the words people know them by. */
function useChoices(proposal: ImportProposal): Record<string, readonly Choice[]> {
  const { t, i18n } = useTranslation(['terms', 'imports'])
  const language = i18n.language === 'en' ? 'en' : 'es'
  const { orderTypes, assetTypes, sites } = proposal.options
  return {
    type: orderTypes,
    assetType: assetTypes,
    site: sites,
    status: workOrderStatuses.map((code) => ({ code, name: t(`workOrderStatus.${code}`) })),
    priority: priorities.map((code) => ({ code, name: t(`priority.${code}`) })),
    criticality: criticalities.map((code) => ({ code, name: t(`criticality.${code}`) })),
    meter: meterKinds.map((code) => ({ code, name: t(`meter.${code}`) })),
    system: systemCodes.map((code) => ({ code, name: systemNames[code][language] })),
  }
}

interface ValuesStepProps {
  run: Import
  mapping: ImportMapping
  change: (mapping: ImportMapping) => void
  proposal: ImportProposal
  refresh: () => Promise<unknown>
}

export function ValuesStep({ run, mapping, change, proposal, refresh }: ValuesStepProps) {
  const choices = useChoices(proposal)
  return (
    <>
      {mapping.target !== 'assets' && (
        <UnitsSection mapping={mapping} change={change} proposal={proposal} refresh={refresh} />
      )}
      {choiceFields(mapping).map((field) => (
        <FieldSection key={field.name} {...{ field, run, mapping, change }} choices={choices[field.name] ?? []} />
      ))}
    </>
  )
}

interface FieldSectionProps extends Pick<ValuesStepProps, 'run' | 'mapping' | 'change'> {
  field: ImportField
  choices: readonly Choice[]
}

function FieldSection({ field, run, mapping, change, choices }: FieldSectionProps) {
  const { t } = useTranslation('imports')
  const { name } = field
  const label = t(`field.${name}` as 'field.asset')
  const column = run.shape.columns.find((one) => one.name === mapping.columns[name]) ?? null
  const gaps = column === null || column.filled < run.rowCount
  return (
    <Section title={column ? t('values.of', { field: label, column: column.name }) : label} padded={false}>
      {column?.values && (
        <EquivalentRows
          label={label}
          values={column.values}
          choices={choices}
          codeOf={(value) =>
            mapping.values[name]?.[value] ?? (choices.some(({ code }) => code === value) ? value : null)
          }
          onChange={(value, code) => change(withEquivalent(mapping, name, value, code))}
        />
      )}
      {column && !column.values && <p className="p-4 text-muted">{t('values.tooMany')}</p>}
      {field.hasDefault && gaps && (
        <div className="border-t border-separator p-4 first:border-t-0">
          <Field label={t(column ? 'values.whenEmpty' : 'values.always', { field: label })} className="max-w-sm">
            {(aria) => (
              <select
                {...aria}
                className="input"
                value={mapping.defaults[name] ?? ''}
                onChange={({ target }) => change(withChoice(mapping, 'defaults', name, target.value || null))}
              >
                <option value="">{t(field.required ? 'values.refuseEmpty' : 'values.leaveEmpty')}</option>
                {choices.map(({ code, name: words }) => (
                  <option key={code} value={code}>
                    {words}
                  </option>
                ))}
              </select>
            )}
          </Field>
        </div>
      )}
    </Section>
  )
}
