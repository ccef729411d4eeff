import { registerSW } from 'virtual:pwa-register'
import i18next from 'i18next'
import { toast } from '../ui/toast.ts'

/** Keeps the app's shell for starting without a network; a new version is offered, never forced on somebody typing. */
export function registerAppShell() {
  const update = registerSW({
    onNeedRefresh: () =>
      toast(i18next.t('common:newVersion'), {
        tone: 'info',
        action: { label: i18next.t('common:reload'), run: () => void update(true) },
      }),
  })
}
