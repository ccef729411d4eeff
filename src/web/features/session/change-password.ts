import { api } from '../../app/api/client.ts'
import { asProblem } from '../../app/api/problem.ts'
import { currentMe, replaceMe } from '../../app/session/session.ts'

export async function changePassword(current: string, next: string): Promise<void> {
  const { error, response } = await api.POST('/me/password', { body: { current, next } })
  if (!response.ok) throw asProblem(error)
  const me = currentMe()
  if (me) replaceMe({ ...me, mustChangePassword: false })
}
