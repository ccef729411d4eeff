import { redirect } from '@tanstack/react-router'
import { api } from '../../app/api/client.ts'
import { currentMe, refreshSession } from '../../app/session/session.ts'

/** Whoever has an account and works with the unit came to see it; anybody else came to tell what is wrong with it. */
export async function showUnitToItsPeople(id: string) {
  const signedIn = currentMe() !== null || (await refreshSession().catch(() => false))
  if (!signedIn) return
  const { response } = await api.GET('/assets/{id}', { params: { path: { id } } })
  if (response.ok) throw redirect({ to: `/assets/${id}` as never, replace: true })
}
