import { useRouter } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useSend } from '../../../app/api/send.ts'
import { toast } from '../../../ui/toast.ts'
import { useUpload } from '../answer/use-upload.ts'
import type { Draft } from './draft-store.ts'
import type { useDraft } from './use-draft.ts'

const signatureId = 'signature'

/** Sends a draft: its pictures one by one, each once, then the inspection; then the device forgets it. */
export function useSubmit({ latest, change, forget }: ReturnType<typeof useDraft>) {
  const { t } = useTranslation('inspections')
  const router = useRouter()
  const upload = useUpload()
  const send = useSend('post', '/inspections', { invalidates: ['/inspections', '/assets', '/work-orders'] })

  async function sendPicture(id: string, picture: Blob): Promise<string> {
    const known = latest.current.sent[id]
    if (known) return known
    const fileId = await upload(picture)
    change(({ sent }) => ({ sent: { ...sent, [id]: fileId } }))
    return fileId
  }

  async function bodyOf(draft: Draft) {
    const fileIds = new Map<string, string>()
    for (const id of draft.answers.flatMap(({ photoIds }) => photoIds)) {
      fileIds.set(id, await sendPicture(id, draft.photos[id]!))
    }
    const { name, drawing } = draft.signed
    const signature = drawing
      ? { kind: 'DRAWN' as const, name: name.trim(), fileId: await sendPicture(signatureId, drawing) }
      : { kind: 'TYPED' as const, name: name.trim() }
    const readings = draft.asset.meters.flatMap(({ meter }) => {
      const value = draft.readings[meter]
      return typeof value === 'number' ? [{ meter, value }] : []
    })
    return {
      draftId: draft.id,
      assetId: draft.asset.id,
      revisionId: draft.checklist.revisionId,
      startedAt: draft.startedAt,
      ...(draft.finishedAt ? { finishedAt: draft.finishedAt } : {}),
      readings: draft.noReadingReason === null ? readings : [],
      noReadingReason: draft.noReadingReason,
      sectionTimes: draft.sectionTimes,
      answers: draft.answers.map((answer) => ({
        ...answer,
        photoIds: answer.photoIds.map((id) => fileIds.get(id)!),
      })),
      signature,
    }
  }

  return async () => {
    change(({ finishedAt }) => ({ finishedAt: finishedAt ?? new Date().toISOString() }))
    const sent = await send.mutateAsync({ body: (await bodyOf(latest.current)) as never })
    await forget()
    toast(t(sent.cleared ? 'done.cleared' : 'done.notCleared', { number: sent.number }), {
      tone: sent.cleared ? 'success' : 'danger',
    })
    void router.navigate({ to: `/inspections/${sent.id}` as never, replace: true })
  }
}
