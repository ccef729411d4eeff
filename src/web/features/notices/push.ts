import { api } from '../../app/api/client.ts'
import { asProblem } from '../../app/api/problem.ts'

/** Whether this browser can show notices while the app is closed; on a phone the app has to be installed first. */
export const pushSupported = () => 'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window

const registration = () => navigator.serviceWorker.ready

function bytesOf(key: string): Uint8Array<ArrayBuffer> {
  const text = atob(key.replace(/-/g, '+').replace(/_/g, '/'))
  return Uint8Array.from(text, (sign) => sign.charCodeAt(0))
}

/** Whether this browser is subscribed. */
export async function isSubscribed(): Promise<boolean> {
  if (!pushSupported()) return false
  const ready = await navigator.serviceWorker.getRegistration()
  return (await ready?.pushManager.getSubscription()) != null
}

export type PushAnswer = 'on' | 'denied'

/** Asks for permission and subscribes this browser; throws the server's refusal. */
export async function subscribe(publicKey: string): Promise<PushAnswer> {
  if ((await Notification.requestPermission()) !== 'granted') return 'denied'
  const { pushManager } = await registration()
  const options = { userVisibleOnly: true, applicationServerKey: bytesOf(publicKey) }
  // A subscription under an older key of the server is of no use any more.
  const subscription = await pushManager.subscribe(options).catch(async () => {
    await (await pushManager.getSubscription())?.unsubscribe()
    return pushManager.subscribe(options)
  })
  const { endpoint, keys } = subscription.toJSON()
  const body = { endpoint: endpoint!, keys: { p256dh: keys!.p256dh!, auth: keys!.auth! } }
  const { response, error } = await api.POST('/push/subscriptions', { body })
  if (response.ok) return 'on'
  await subscription.unsubscribe()
  throw asProblem(error)
}

export async function unsubscribe(): Promise<void> {
  const subscription = await (await registration()).pushManager.getSubscription()
  if (!subscription) return
  await api.POST('/push/subscriptions/forget', { body: { endpoint: subscription.endpoint } })
  await subscription.unsubscribe()
}
