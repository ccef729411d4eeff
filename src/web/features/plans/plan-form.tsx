import { type Control, useWatch } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { meterKinds } from '../../../domain/asset-type.ts'
import { calendarUnits, planModes } from '../../../domain/maintenance-plan.ts'
import { priorities } from '../../../domain/work-order.ts'
import { useFormat } from '../../app/i18n/format.ts'
import { ChecksField } from '../../ui/form/checks-field.tsx'
import { CheckField, RadioField, SelectField } from '../../ui/form/choice-fields.tsx'
import { ComboField } from '../../ui/form/combo-field.tsx'
import { DateField } from '../../ui/form/date-fields.tsx'
import { NumberField } from '../../ui/form/number-fields.tsx'
import { TextAreaField, TextField } from '../../ui/form/text-fields.tsx'
import { Section } from '../../ui/page.tsx'
import { assetLookup } from '../fleet/asset-lookup.ts'
import { useSiteOptions, useTypeOptions } from '../fleet/master-data.ts'
import { LevelFields } from './level-fields.tsx'
import type { PlanFields } from './plan-fields.ts'
import { meterUnit } from './rule-words.ts'

interface OfForm {
  // biome-ignore lint/suspicious/noExplicitAny: a Control is invariant in its output type
  control: Control<PlanFields, unknown, any>
}

/** The whole plan, in the order one decides it. */
export function PlanFieldset({ control, isNew }: OfForm & { isNew: boolean }) {
  const { t } = useTranslation(['plans', 'terms'])
  return (
    <>
      <Section title={t('form.what')}>
        <div className="grid gap-4">
          <TextField control={control} name="name" label={t('field.name')} required maxLength={120} />
          {isNew && <Target control={control} />}
          <TextAreaField
            control={control}
            name="description"
            label={t('field.description')}
            rows={2}
            maxLength={5000}
          />
        </div>
      </Section>
      <Section title={t('form.when')}>
        <Triggers control={control} />
      </Section>
      <Section title={t('form.tasks')}>
        <LevelFields control={control} />
      </Section>
      <Section title={t('form.details')}>
        <Details control={control} />
      </Section>
    </>
  )
}

function Target({ control }: OfForm) {
  const { t } = useTranslation('plans')
  const types = useTypeOptions()
  const sites = useSiteOptions()
  const target = useWatch({ control, name: 'target' })
  return (
    <>
      <RadioField
        control={control}
        name="target"
        label={t('field.target')}
        options={(['ASSET', 'TYPE'] as const).map((value) => ({ value, label: t(`target.${value}`) }))}
      />
      {target === 'ASSET' ? (
        <ComboField control={control} name="assetId" label={t('field.asset')} lookup={assetLookup} required />
      ) : (
        <div className="grid gap-4 md:grid-cols-2">
          <SelectField control={control} name="typeId" label={t('field.type')} options={types} required />
          <SelectField
            control={control}
            name="siteId"
            label={t('field.site')}
            options={sites}
            emptyLabel={t('field.everySite')}
          />
        </div>
      )}
    </>
  )
}

function Triggers({ control }: OfForm) {
  const { t } = useTranslation(['plans', 'terms'])
  const [byCalendar, byMeter, kind] = useWatch({ control, name: ['byCalendar', 'byMeter', 'meterKind'] })
  return (
    <div className="grid gap-4">
      <div>
        <CheckField control={control} name="byMeter" label={t('field.byMeter')} />
        {byMeter && (
          <div className="grid gap-4 ps-7 sm:grid-cols-3">
            <NumberField
              control={control}
              name="meterEvery"
              label={t('field.every')}
              unit={meterUnit[kind]}
              fractionDigits={1}
              required
            />
            <SelectField
              control={control}
              name="meterKind"
              label={t('field.meter')}
              options={meterKinds.map((value) => ({ value, label: t(`terms:meter.${value}`) }))}
              required
            />
            <NumberField
              control={control}
              name="meterStart"
              label={t('field.meterStart')}
              unit={meterUnit[kind]}
              fractionDigits={1}
              required
            />
          </div>
        )}
      </div>
      <div>
        <CheckField control={control} name="byCalendar" label={t('field.byCalendar')} />
        {byCalendar && (
          <div className="grid gap-4 ps-7 sm:grid-cols-3">
            <NumberField control={control} name="calendarEvery" label={t('field.every')} fractionDigits={0} required />
            <SelectField
              control={control}
              name="calendarUnit"
              label={t('field.unit')}
              options={calendarUnits.map((value) => ({ value, label: t(`unitName.${value}`) }))}
              required
            />
            <DateField control={control} name="startsOn" label={t('field.startsOn')} required />
          </div>
        )}
      </div>
      {byCalendar && byMeter && <p className="text-sm text-muted">{t('form.whicheverFirst')}</p>}
      <RadioField
        control={control}
        name="mode"
        label={t('field.mode')}
        options={planModes.map((value) => ({ value, label: t(`modeText.${value}`) }))}
      />
    </div>
  )
}

function Details({ control }: OfForm) {
  const { t } = useTranslation(['plans', 'terms'])
  const { monthName } = useFormat()
  const months = Array.from({ length: 12 }, (_, i) => ({
    value: String(i + 1),
    label: monthName(i + 1),
  }))
  return (
    <div className="grid gap-4">
      <div className="grid gap-4 sm:grid-cols-2">
        <NumberField
          control={control}
          name="tolerance"
          label={t('field.tolerance')}
          hint={t('form.toleranceHint')}
          sign="±"
          unit="%"
          fractionDigits={0}
          required
        />
        <NumberField
          control={control}
          name="leadDays"
          label={t('field.leadDays')}
          hint={t('form.leadHint')}
          fractionDigits={0}
          required
        />
      </div>
      <CheckField
        control={control}
        name="workingDays"
        label={t('field.workingDays')}
        hint={t('form.workingDaysHint')}
      />
      <ChecksField
        control={control}
        name="months"
        label={t('field.months')}
        hint={t('form.monthsHint')}
        options={months}
      />
      <RadioField
        control={control}
        name="priority"
        label={t('field.priority')}
        options={priorities.map((value) => ({ value, label: t(`terms:priority.${value}`) }))}
      />
    </div>
  )
}
