import { useTranslation } from 'react-i18next'
import { Dialog } from '../../ui/dialog.tsx'
import { useActiveShortcuts } from '../keyboard/shortcuts.ts'
import { preferences } from '../session/preferences.ts'
import { useMe } from '../session/session.ts'

/** The keys that work on this page, now. */
export function ShortcutHelp({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('shell')
  const shortcuts = useActiveShortcuts()
  const { singleKeys } = useMe()
  const general = [
    { keys: 'Esc', label: t('shortcuts.close') },
    { keys: 'mod+Enter', label: t('shortcuts.save') },
  ]
  return (
    <Dialog title={t('shortcuts.title')} onClose={onClose}>
      <dl className="grid gap-1">
        {[...shortcuts, ...general].map(({ keys, label }) => (
          <div key={keys} className="flex items-center gap-3 py-1">
            <dt className="flex-1">{label}</dt>
            <dd className="flex gap-1">
              {keys.split(/[ +]/).map((key) => (
                <kbd key={key} className="kbd">
                  {key === 'mod' ? t('shortcuts.mod') : key}
                </kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
      <label className="mt-4 flex min-h-12 items-center gap-3 border-t border-separator pt-3">
        <input
          type="checkbox"
          className="check"
          checked={singleKeys}
          onChange={(event) => void preferences.changeSingleKeys(event.target.checked)}
        />
        {t('shortcuts.singleKeys')}
      </label>
    </Dialog>
  )
}
