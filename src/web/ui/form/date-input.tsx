import { type Ref, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from '../icon.tsx'
import { dateText, dateTimeText, parseDate, parseDateTime } from './date-text.ts'
import type { ControlProps } from './field.tsx'

interface DateInputProps extends ControlProps {
  /** A civil date `2026-11-24`, or with `time` a civil time `2026-11-24T10:30`. */
  value: string | null | undefined
  /** Told the text as it stands when it is no date, so that the form's own check refuses it. */
  onChange: (value: string | null) => void
  onBlur?: () => void
  inputRef?: Ref<HTMLInputElement>
  time?: boolean
  min?: string
  max?: string
}

/**
 * A date typed day first, as the person's language writes it, with the browser's own calendar behind the button. The
 * browser's field alone would follow the language of the browser, and turn 4-11 into 11-4 on an American one.
 */
export function DateInput({ value, onChange, onBlur, inputRef, time, min, max, ...aria }: DateInputProps) {
  const { t, i18n } = useTranslation()
  const calendar = useRef<HTMLInputElement>(null)
  const [draft, setDraft] = useState<string | null>(null)
  const textOf = time ? dateTimeText : dateText
  const parse = time ? parseDateTime : parseDate
  return (
    <div className="relative">
      <input
        {...aria}
        ref={inputRef}
        className="input pe-12 tabular-nums"
        inputMode={time ? undefined : 'numeric'}
        autoComplete="off"
        placeholder={t(time ? 'date.timePattern' : 'date.pattern')}
        value={draft ?? textOf(value, i18n.language)}
        onChange={({ target }) => {
          setDraft(target.value)
          const parsed = parse(target.value)
          onChange(parsed === undefined ? target.value : parsed)
        }}
        onBlur={() => {
          if (draft !== null && parse(draft) !== undefined) setDraft(null)
          onBlur?.()
        }}
      />
      <input
        ref={calendar}
        type={time ? 'datetime-local' : 'date'}
        tabIndex={-1}
        aria-hidden="true"
        className="pointer-events-none absolute right-0 bottom-0 size-px opacity-0"
        value={value && parse(value) === value ? value : ''}
        min={min}
        max={max}
        onChange={({ target }) => {
          setDraft(null)
          onChange(target.value || null)
        }}
      />
      <button
        type="button"
        aria-label={t('date.open')}
        className="absolute inset-y-0 right-0 grid w-11 cursor-pointer place-items-center text-muted hover:text-foreground"
        onClick={() => calendar.current?.showPicker()}
      >
        <Icon name="calendar" />
      </button>
    </div>
  )
}
