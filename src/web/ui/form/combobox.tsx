import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { type Ref, useDeferredValue, useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { cx } from '../class-names.ts'
import { place } from '../floating.ts'
import { Icon } from '../icon.tsx'
import { useListKeys } from '../list-keys.ts'
import type { ControlProps } from './field.tsx'
import type { Lookup, Option } from './option.ts'

interface ComboboxProps extends ControlProps {
  lookup: Lookup
  value: string | null | undefined
  onChange: (value: string | null, option: Option | null) => void
  onBlur?: () => void
  inputRef?: Ref<HTMLInputElement>
  placeholder?: string
}

/** One of many, found by typing. What is typed and not chosen is put back to what was chosen. */
export function Combobox({ lookup, value, onChange, onBlur, inputRef, placeholder, ...aria }: ComboboxProps) {
  const { t } = useTranslation()
  const list = useId()
  const box = useRef<HTMLDivElement>(null)
  const panel = useRef<HTMLDivElement>(null)
  /** What is being typed; `null` while nothing is. */
  const [text, setText] = useState<string | null>(null)
  const open = text !== null
  const sought = useDeferredValue(text?.trim() ?? '')
  const chosen = useQuery({
    queryKey: ['lookup', lookup.name, 'label', value],
    queryFn: ({ signal }) => lookup.labelOf(value ?? '', signal),
    enabled: !!value,
    staleTime: 5 * 60_000,
  })
  const found = useQuery({
    queryKey: ['lookup', lookup.name, 'search', sought],
    queryFn: ({ signal }) => lookup.search(sought, signal),
    enabled: open,
    placeholderData: keepPreviousData,
  })
  const options = open ? (found.data ?? []) : []
  const choose = (option: Option | null) => {
    onChange(option?.value ?? null, option)
    setText(null)
  }
  const keys = useListKeys(options, choose, list, open)

  useEffect(() => {
    const element = panel.current
    if (!open || !element || !box.current) return
    element.showPopover()
    element.style.width = `${box.current.offsetWidth}px`
    const anchor = box.current
    const move = () => place(element, anchor)
    move()
    addEventListener('resize', move)
    addEventListener('scroll', move, true)
    return () => {
      removeEventListener('resize', move)
      removeEventListener('scroll', move, true)
      element.hidePopover()
    }
  }, [open])

  return (
    <div ref={box} className="relative">
      <input
        {...aria}
        {...keys.inputProps}
        ref={inputRef}
        className="input pe-16"
        value={text ?? (value ? (chosen.data ?? '') : '')}
        placeholder={placeholder ?? t('combobox.placeholder')}
        onChange={({ target }) => {
          setText(target.value)
          keys.setActive(0)
        }}
        onClick={() => setText((before) => before ?? '')}
        onFocus={({ target }) => target.select()}
        onBlur={() => {
          setText(null)
          onBlur?.()
        }}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && open) {
            event.preventDefault()
            event.stopPropagation()
            setText(null)
          } else if (!open && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
            event.preventDefault()
            setText('')
          } else {
            keys.inputProps.onKeyDown(event)
          }
        }}
      />
      {value ? (
        <button
          type="button"
          aria-label={t('combobox.clear')}
          className="absolute inset-y-0 right-8 grid w-8 cursor-pointer place-items-center text-muted hover:text-foreground"
          onClick={() => choose(null)}
        >
          <Icon name="close" size={14} />
        </button>
      ) : null}
      <Icon
        name="chevronDown"
        size={14}
        className="pointer-events-none absolute top-1/2 right-3 -translate-y-1/2 text-muted"
      />
      {open && (
        <div
          ref={panel}
          popover="manual"
          className="floating p-1"
          // The field keeps the focus while the list is pressed or scrolled.
          onPointerDown={(event) => event.preventDefault()}
        >
          <div id={list} role="listbox" aria-label={t('combobox.options')} aria-busy={found.isFetching}>
            {options.map((option, index) => (
              <div key={option.value} {...keys.optionProps(index)} className="menu-item">
                <span className="min-w-0 flex-1">
                  <span className="block">{option.label}</span>
                  {option.detail && <span className="block text-xs text-muted">{option.detail}</span>}
                </span>
                {option.value === value && <Icon name="check" size={16} />}
              </div>
            ))}
          </div>
          {options.length === 0 && (
            <p role="status" className={cx('px-2.5 py-2 text-muted')}>
              {t(found.isError ? 'combobox.failed' : found.isFetching ? 'combobox.searching' : 'combobox.nothing')}
            </p>
          )}
        </div>
      )}
    </div>
  )
}
