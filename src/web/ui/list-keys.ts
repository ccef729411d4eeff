import { type KeyboardEvent, useEffect, useState } from 'react'

interface OptionProps {
  id: string
  role: 'option'
  'aria-selected': boolean
  'data-active'?: ''
  onPointerMove: () => void
  onClick: () => void
}

/**
 * The keys of a text field with a list under it (the combobox pattern of ARIA): the focus stays in the field, the
 * arrows move through the list, Enter chooses.
 */
export function useListKeys<T>(options: readonly T[], choose: (option: T) => void, listId: string, open = true) {
  const [active, setActive] = useState(0)
  const at = Math.min(active, options.length - 1)
  const optionId = (index: number) => `${listId}-${index}`

  useEffect(() => {
    if (open && at >= 0) document.getElementById(`${listId}-${at}`)?.scrollIntoView({ block: 'nearest' })
  }, [at, listId, open])

  const inputProps = {
    role: 'combobox' as const,
    'aria-expanded': open && options.length > 0,
    'aria-controls': listId,
    'aria-autocomplete': 'list' as const,
    'aria-activedescendant': open && at >= 0 ? optionId(at) : undefined,
    autoComplete: 'off',
    onKeyDown: (event: KeyboardEvent) => {
      if (!open || event.nativeEvent.isComposing) return
      const option = options[at]
      if (event.key === 'ArrowDown') setActive((at + 1) % options.length)
      else if (event.key === 'ArrowUp') setActive((at - 1 + options.length) % options.length)
      else if (event.key === 'Enter' && option !== undefined) choose(option)
      else return
      event.preventDefault()
    },
  }
  const optionProps = (index: number): OptionProps => ({
    id: optionId(index),
    role: 'option',
    'aria-selected': index === at,
    'data-active': index === at ? '' : undefined,
    onPointerMove: () => setActive(index),
    onClick: () => choose(options[index]!),
  })
  return { inputProps, optionProps, setActive, active: at }
}
