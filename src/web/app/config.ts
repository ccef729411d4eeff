/** What the build may set; every value has a default that works on the server's own origin. */
export const config = {
  apiBaseUrl: import.meta.env.VITE_API_BASE_URL ?? '',
  /** Where live messages come from, when the API is not where this page is. */
  wsUrl: import.meta.env.VITE_WS_URL ?? '',
  appVersion: import.meta.env.VITE_APP_VERSION ?? '',
  appName: import.meta.env.VITE_APP_NAME ?? 'Faena',
  timeZone: import.meta.env.VITE_TIME_ZONE ?? 'America/Santiago',
  /** Whether use of the app is counted; see features/analytics. */
  analytics: import.meta.env.VITE_ENABLE_ANALYTICS !== 'false',
  currency: import.meta.env.VITE_CURRENCY ?? 'CLP',
}
