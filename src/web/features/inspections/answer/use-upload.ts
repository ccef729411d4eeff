import { useCallback } from 'react'
import { useSend } from '../../../app/api/send.ts'
import { useMe } from '../../../app/session/session.ts'

/** Sends a picture to the person's drafts on the server; answers the id of the file it became. */
export function useUpload(): (picture: Blob) => Promise<string> {
  const { id: ownerId } = useMe()
  const { mutateAsync } = useSend('post', '/files', { invalidates: [] })
  return useCallback(
    async (picture) => {
      const body = new FormData()
      body.append('file', picture, 'foto.jpg')
      const owner = { ownerType: 'inspectionDraft', ownerId, kind: 'PHOTO' } as const
      const { id } = await mutateAsync({ params: { query: owner }, body } as never)
      return id
    },
    [mutateAsync, ownerId],
  )
}
