import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Notice } from '../../ui/notice.tsx'
import { toast } from '../../ui/toast.ts'

/** The password is on screen this once; nobody can read it again, only give another. */
export function TemporaryPassword({
  name,
  password,
  onClose,
}: {
  name: string
  password: string
  onClose: () => void
}) {
  const { t } = useTranslation('people')
  // Only https and localhost have a clipboard; elsewhere the password can still be marked and copied by hand.
  const copy = navigator.clipboard && (
    <Button
      icon="file"
      onClick={() => void navigator.clipboard.writeText(password).then(() => toast(t('password.copied')))}
    >
      {t('password.copy')}
    </Button>
  )
  return (
    <Dialog
      title={t('password.title', { name })}
      onClose={onClose}
      footer={
        <>
          {copy}
          <Button variant="primary" onClick={onClose}>
            {t('password.done')}
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        <p className="rounded-md bg-surface-secondary px-4 py-3 font-mono text-lg select-all [overflow-wrap:anywhere]">
          {password}
        </p>
        <Notice tone="warning">
          <p>{t('password.once')}</p>
        </Notice>
      </div>
    </Dialog>
  )
}
