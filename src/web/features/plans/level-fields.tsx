import { type Control, useFieldArray, useWatch } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { Button, IconButton } from '../../ui/button.tsx'
import { ComboField } from '../../ui/form/combo-field.tsx'
import { NumberField } from '../../ui/form/number-fields.tsx'
import { TextField } from '../../ui/form/text-fields.tsx'
import { partLookup } from '../inventory/lookups.ts'
import type { PlanFields } from './plan-fields.ts'
import { useRuleWords } from './rule-words.ts'

interface OfForm {
  // biome-ignore lint/suspicious/noExplicitAny: a Control is invariant in its output type
  control: Control<PlanFields, unknown, any>
}

const mostLevels = 12
/** What, how much, and the button that takes it off; on a phone what has a line of its own. */
const lineOfThree = 'grid grid-cols-[minmax(0,1fr)_auto] items-start gap-2 sm:grid-cols-[minmax(0,1fr)_6.5rem_auto]'

/** The services of the plan: one at every turn, larger ones at every second, fourth, eighth. */
export function LevelFields({ control }: OfForm) {
  const { t } = useTranslation('plans')
  const { fields, append, remove } = useFieldArray({ control, name: 'levels' })
  const words = useServiceWords(control)
  const add = () => {
    const multiple = 2 ** fields.length
    append(
      { name: words.name(multiple), multiple, tasks: [], parts: [] },
      { focusName: `levels.${fields.length}.name` },
    )
  }
  return (
    <div className="grid gap-5">
      {fields.length > 1 && <p className="text-sm text-muted">{t('services.union')}</p>}
      {fields.map(({ id }, index) => (
        <fieldset key={id} className="grid gap-3 border-s-2 border-border ps-4">
          <legend className="sr-only">{t('services.nth', { n: index + 1 })}</legend>
          <div className="grid items-start gap-3 sm:grid-cols-[1fr_12rem_auto]">
            <TextField
              control={control}
              name={`levels.${index}.name`}
              label={t('services.name')}
              required
              maxLength={60}
            />
            <Multiple control={control} index={index} />
            {fields.length > 1 && (
              <IconButton
                icon="trash"
                label={t('services.remove', { n: index + 1 })}
                className="sm:mt-5"
                onClick={() => remove(index)}
              />
            )}
          </div>
          <Tasks control={control} level={index} />
          <Parts control={control} level={index} />
        </fieldset>
      ))}
      {fields.length < mostLevels && (
        <Button icon="plus" className="w-fit" onClick={add}>
          {t('services.add')}
        </Button>
      )}
    </div>
  )
}

function useRule(control: OfForm['control']) {
  const [byCalendar, every, unit, byMeter, meterEvery, kind] = useWatch({
    control,
    name: ['byCalendar', 'calendarEvery', 'calendarUnit', 'byMeter', 'meterEvery', 'meterKind'],
  })
  return {
    calendar: byCalendar ? { every, unit } : null,
    meter: byMeter ? { every: meterEvery, kind } : null,
  }
}

function useServiceWords(control: OfForm['control']) {
  const { t } = useTranslation('plans')
  const rule = useRule(control)
  const words = useRuleWords()
  return {
    /** The interval itself is what people call a service by. */
    name: (multiple: number) =>
      rule.meter ? words.total(rule.meter.every * multiple, rule.meter.kind) : t('services.nth', { n: multiple }),
    how: (multiple: number) => (rule.meter || rule.calendar ? words.service(rule, multiple) : ''),
  }
}

function Multiple({ control, index }: OfForm & { index: number }) {
  const { t } = useTranslation('plans')
  const multiple = useWatch({ control, name: `levels.${index}.multiple` })
  const words = useServiceWords(control)
  return (
    <NumberField
      control={control}
      name={`levels.${index}.multiple`}
      label={t('services.multiple')}
      hint={multiple > 0 ? words.how(multiple) : undefined}
      fractionDigits={0}
      required
    />
  )
}

function Tasks({ control, level }: OfForm & { level: number }) {
  const { t } = useTranslation('plans')
  const { fields, append, remove } = useFieldArray({ control, name: `levels.${level}.tasks` })
  return (
    <>
      {fields.map(({ id }, index) => (
        <div key={id} className={lineOfThree}>
          <div className="col-span-2 sm:col-span-1">
            <TextField
              control={control}
              name={`levels.${level}.tasks.${index}.text`}
              label={t('services.task', { n: index + 1 })}
              required
              maxLength={300}
            />
          </div>
          <NumberField
            control={control}
            name={`levels.${level}.tasks.${index}.hours`}
            label={t('services.hours')}
            unit="h"
            required
          />
          <IconButton
            icon="close"
            className="mt-5"
            label={t('services.removeTask', { n: index + 1 })}
            onClick={() => remove(index)}
          />
        </div>
      ))}
      <AddButton label={t('services.addTask')} onClick={() => append({ text: '', hours: 0.5 })} />
    </>
  )
}

const blankPart = { partId: '', quantity: null as never }

function Parts({ control, level }: OfForm & { level: number }) {
  const { t } = useTranslation('plans')
  const { fields, append, remove } = useFieldArray({ control, name: `levels.${level}.parts` })
  return (
    <>
      {fields.map(({ id }, index) => (
        <div key={id} className={lineOfThree}>
          <div className="col-span-2 sm:col-span-1">
            <ComboField
              control={control}
              name={`levels.${level}.parts.${index}.partId`}
              label={t('services.part', { n: index + 1 })}
              lookup={partLookup}
              required
            />
          </div>
          <NumberField
            control={control}
            name={`levels.${level}.parts.${index}.quantity`}
            label={t('services.quantity')}
            fractionDigits={3}
            required
          />
          <IconButton
            icon="close"
            className="mt-5"
            label={t('services.removePart', { n: index + 1 })}
            onClick={() => remove(index)}
          />
        </div>
      ))}
      <AddButton label={t('services.addPart')} onClick={() => append(blankPart)} />
    </>
  )
}

function AddButton({ label, onClick }: { label: string; onClick: () => void }) {
  return (
    <Button
      size="sm"
      variant="ghost"
      icon="plus"
      className="w-fit"
      // Leaving the field above may hide its error and move this button away between the press and the click.
      onMouseDown={(event) => event.preventDefault()}
      onClick={onClick}
    >
      {label}
    </Button>
  )
}
