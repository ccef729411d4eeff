import { keepPreviousData } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { useDeferredValue, useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { cx } from '../../ui/class-names.ts'
import { Icon, type IconName } from '../../ui/icon.tsx'
import { useListKeys } from '../../ui/list-keys.ts'
import { query } from '../api/client.ts'
import { preferences } from '../session/preferences.ts'
import { signOut } from '../session/session.ts'
import { themes } from '../theme.ts'
import { useActions } from './actions.ts'
import { fold } from './fold.ts'
import { profileEntry, useAdminPlaces, useNavigation } from './navigation.ts'
import { themeIcons } from './user-menu.tsx'

interface Choice {
  id: string
  icon: IconName
  label: string
  detail?: string | null
  run: () => void
}

/** Where a found record opens; a kind whose page does not exist is not offered. */
const pages = {
  asset: { icon: 'fleet', path: '/assets/$id' },
  workOrder: { icon: 'orders', path: '/work-orders/$id' },
  person: { icon: 'user', path: '/admin/people/$id' },
  part: { icon: 'parts', path: '/inventory/$id' },
} as const satisfies Record<string, { icon: IconName; path: string }>

/** One box over everything: pages, what can be done here, and what the server finds. */
export function CommandPalette({ onClose, onHelp }: { onClose: () => void; onHelp: () => void }) {
  const { t, i18n } = useTranslation('shell')
  const router = useRouter()
  const { places } = useNavigation()
  const adminPlaces = useAdminPlaces()
  const actions = useActions()
  const dialog = useRef<HTMLDialogElement>(null)
  const list = useId()
  const [text, setText] = useState('')
  const sought = useDeferredValue(text.trim())
  const found = query.useQuery(
    'get',
    '/search',
    { params: { query: { q: sought, limit: 8 } } },
    { enabled: sought.length >= 2, placeholderData: keepPreviousData, staleTime: 10_000 },
  )

  useEffect(() => dialog.current?.showModal(), [])

  const go = (to: string) => () => void router.navigate({ to: to as never })
  const commands: Choice[] = [
    ...actions.map(({ label, icon, run }) => ({ id: `action-${label}`, icon, label, run })),
    ...[...places, ...adminPlaces, profileEntry].map(({ key, to, icon }) => ({
      id: to,
      icon,
      label: t(`nav.${key}`),
      run: go(to),
    })),
    { id: 'help', icon: 'keyboard', label: t('shortcuts.open'), run: onHelp },
    ...themes.map((theme) => ({
      id: `theme-${theme}`,
      icon: themeIcons[theme],
      label: t('palette.theme', { theme: t(`theme.${theme}`) }),
      run: () => preferences.changeTheme(theme),
    })),
    {
      id: 'language',
      icon: 'globe',
      label: t('palette.otherLanguage'),
      run: () => void preferences.changeLocale(i18n.language === 'en' ? 'es-CL' : 'en'),
    },
    { id: 'sign-out', icon: 'logout', label: t('user.signOut'), run: () => void signOut() },
  ]
  const hits = sought.length >= 2 ? (found.data?.items ?? []) : []
  const records: Choice[] = hits
    .filter(({ kind }) => pages[kind].path in router.routesByPath)
    .map(({ kind, id, code, title, detail }) => ({
      id: `${kind}-${id}`,
      icon: pages[kind].icon,
      label: `${code} · ${title}`,
      detail,
      run: go(pages[kind].path.replace('$id', id)),
    }))
  const choices = [...records, ...commands.filter(({ label }) => fold(label).includes(fold(text.trim())))]
  const choose = (choice: Choice) => {
    onClose()
    choice.run()
  }
  const keys = useListKeys(choices, choose, list)

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the browser closes a dialog on Esc; this is the press beside it
    <dialog
      ref={dialog}
      className="dialog mt-[8dvh] [--dialog-width:38rem]"
      aria-label={t('palette.open')}
      onCancel={onClose}
      onClose={onClose}
      onClick={(event) => event.target === dialog.current && onClose()}
    >
      <div className="flex items-center gap-2 border-b border-separator px-4">
        <Icon name="search" className="text-muted" />
        <input
          autoFocus
          value={text}
          onChange={(event) => setText(event.target.value)}
          placeholder={t('palette.placeholder')}
          aria-label={t('palette.placeholder')}
          className="h-13 min-w-0 flex-1 bg-transparent text-base outline-none placeholder:text-muted"
          {...keys.inputProps}
        />
      </div>
      <div id={list} role="listbox" aria-label={t('palette.results')} className="min-h-0 overflow-y-auto p-1.5">
        {choices.map((choice, index) => (
          <div
            key={choice.id}
            {...keys.optionProps(index)}
            className={cx('menu-item', index === records.length && index > 0 && 'mt-1 border-t border-separator')}
          >
            <Icon name={choice.icon} className="shrink-0 text-muted" />
            <span className="min-w-0 flex-1 truncate">{choice.label}</span>
            {choice.detail && <span className="max-w-[40%] truncate text-xs text-muted">{choice.detail}</span>}
          </div>
        ))}
      </div>
      {(choices.length === 0 || found.error) && (
        <p role="status" className="px-4 pb-4 text-muted">
          {found.error ? t('palette.failed') : t('palette.nothing', { text })}
        </p>
      )}
    </dialog>
  )
}
