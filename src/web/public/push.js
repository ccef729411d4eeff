/* Part of the service worker: shows notices that come while the app is closed, and opens what they are about. */
self.addEventListener('push', (event) => {
  const { title, text, url, tag, critical } = event.data.json()
  const shown = self.registration.showNotification(title, {
    body: text,
    tag,
    data: { url },
    icon: '/icon-192.png',
    requireInteraction: critical,
  })
  event.waitUntil(shown)
})

self.addEventListener('notificationclick', (event) => {
  event.notification.close()
  // Wherever the message says the app is, it is opened where this worker belongs.
  const { pathname } = new URL(event.notification.data.url, self.location.origin)
  const open = async () => {
    const windows = await self.clients.matchAll({ type: 'window' })
    const [first] = windows
    if (!first) return self.clients.openWindow(pathname)
    await first.focus()
    return first.navigate(pathname)
  }
  event.waitUntil(open())
})
