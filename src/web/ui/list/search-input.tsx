import { useEffect, useRef, useState } from 'react'
import { Icon } from '../icon.tsx'

/** How long typing has to rest before the list follows, ms. */
const rest = 250

interface SearchInputProps {
  label: string
  value: unknown
  onChange: (text: string | undefined) => void
}

export function SearchInput({ label, value, onChange }: SearchInputProps) {
  const held = typeof value === 'string' ? value : ''
  const [text, setText] = useState(held)
  const sent = useRef(held)
  const latest = useRef(onChange)
  latest.current = onChange

  // The address changed by something else (the back button, "clear"): the field follows.
  useEffect(() => {
    if (held !== sent.current) {
      sent.current = held
      setText(held)
    }
  }, [held])

  useEffect(() => {
    if (text.trim() === sent.current) return
    const timer = setTimeout(() => {
      sent.current = text.trim()
      latest.current(sent.current || undefined)
    }, rest)
    return () => clearTimeout(timer)
  }, [text])

  return (
    <div className="relative min-w-0 flex-1 basis-48 md:max-w-72">
      <Icon
        name="search"
        size={16}
        className="pointer-events-none absolute top-1/2 left-3 -translate-y-1/2 text-muted"
      />
      <input
        type="search"
        aria-label={label}
        placeholder={label}
        value={text}
        onChange={({ target }) => setText(target.value)}
        className="input ps-9"
      />
    </div>
  )
}
