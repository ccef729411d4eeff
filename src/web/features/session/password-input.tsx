import { type InputHTMLAttributes, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from '../../ui/icon.tsx'

/** A password that can be shown: with gloves on a phone, seeing it is the difference between one attempt and five. */
export function PasswordInput(props: InputHTMLAttributes<HTMLInputElement>) {
  const { t } = useTranslation('session')
  const [shown, setShown] = useState(false)
  return (
    <div className="relative">
      <input
        {...props}
        required
        type={shown ? 'text' : 'password'}
        className="input pe-24"
        spellCheck={false}
        autoCapitalize="none"
      />
      <button
        type="button"
        aria-pressed={shown}
        onClick={() => setShown(!shown)}
        className="absolute inset-y-0 right-0 flex cursor-pointer items-center gap-1 rounded-md px-3 text-xs font-medium text-muted hover:text-foreground"
      >
        <Icon name={shown ? 'lock' : 'key'} size={14} />
        {t(shown ? 'password.hide' : 'password.show')}
      </button>
    </div>
  )
}
