/// <reference types="vite/client" />
/// <reference types="vite-plugin-pwa/client" />

interface ImportMetaEnv {
  readonly VITE_API_BASE_URL?: string
  readonly VITE_APP_NAME?: string
  /** The package's version unless the build sets another. */
  readonly VITE_APP_VERSION?: string
  readonly VITE_WS_URL?: string
  /** `false` leaves the collector of page views, web vitals and errors asleep. */
  readonly VITE_ENABLE_ANALYTICS?: string
  readonly VITE_TIME_ZONE?: string
  readonly VITE_CURRENCY?: string
}
