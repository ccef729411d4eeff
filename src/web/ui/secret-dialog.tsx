import { useTranslation } from 'react-i18next'
import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'
import { Notice } from './notice.tsx'
import { toast } from './toast.ts'

/** Something that is on screen this once; nobody can read it again, only make another. */
export function SecretDialog({ title, secret, onClose }: { title: string; secret: string; onClose: () => void }) {
  const { t } = useTranslation()
  return (
    <Dialog
      title={title}
      onClose={onClose}
      footer={
        <>
          {/* Only https and localhost have a clipboard; elsewhere it can still be marked and copied by hand. */}
          {navigator.clipboard && (
            <Button
              icon="file"
              onClick={() => void navigator.clipboard.writeText(secret).then(() => toast(t('secret.copied')))}
            >
              {t('secret.copy')}
            </Button>
          )}
          <Button variant="primary" onClick={onClose}>
            {t('secret.done')}
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        <p className="rounded-md bg-surface-secondary px-4 py-3 font-mono select-all [overflow-wrap:anywhere]">
          {secret}
        </p>
        <Notice tone="warning">
          <p>{t('secret.once')}</p>
        </Notice>
      </div>
    </Dialog>
  )
}
