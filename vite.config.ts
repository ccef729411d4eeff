import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin, runnerImport } from 'vite'
import { VitePWA } from 'vite-plugin-pwa'

const server = 'http://127.0.0.1:8000'

process.env.VITE_APP_VERSION ??= (JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }).version

/** Draws the login into the page, where boot.js shows it to who is not signed in: they see it before any program has come. */
function painted(): Plugin {
  return {
    name: 'painted',
    apply: 'build',
    async transformIndexHtml(html) {
      const { module } = await runnerImport<typeof import('./src/web/features/session/painted-login.tsx')>(
        './src/web/features/session/painted-login.tsx',
        { envDir: '.' },
      )
      return html.replace('<!--login-->', module.paintedLogin())
    },
  }
}

/** Compresses once, at build time and as far as it goes, what the server would otherwise compress for every visitor. */
function compressed(): Plugin {
  let folder: string
  return {
    name: 'compressed',
    apply: 'build',
    configResolved({ build }) {
      folder = build.outDir
    },
    closeBundle: {
      order: 'post',
      sequential: true,
      handler() {
        for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
          if (!/\.(js|css|svg|webmanifest)$/.test(path)) continue
          const content = readFileSync(`${folder}/${path}`)
          writeFileSync(`${folder}/${path}.br`, brotliCompressSync(content))
          writeFileSync(`${folder}/${path}.gz`, gzipSync(content, { level: 9 }))
        }
      },
    },
  }
}

/** What the first program imports one after the other, as far as it has been read. */
const first = new Set<string>()

export default defineConfig({
  publicDir: 'src/web/public',
  build: {
    outDir: 'dist/web',
    emptyOutDir: true,
    target: 'es2023',
    // Nothing may be inlined: the content security policy allows neither data: scripts nor inline styles.
    assetsInlineLimit: 0,
    manifest: true,
    // The service worker fetches every chunk ahead; the lists of what a page's chunk imports would double the routes' size.
    // What the first program imports is fetched side by side.
    modulePreload: {
      // A browser that cannot fetch ahead fetches in order.
      polyfill: false,
      resolveDependencies: (_file, files, { hostId }) => {
        if (!/index(-[\w-]+\.js|\.html)$/.test(hostId)) return files.filter((file) => file.endsWith('.css'))
        for (const file of files) first.add(file)
        return [...first]
      },
    },
    rolldownOptions: {
      output: {
        codeSplitting: {
          // What every page needs comes in two files, one of which changes only with its dependencies; the words of a
          // language in a third. The rest splits by page.
          groups: [
            { name: 'preload', test: /vite\/preload-helper|web\/turn\./ },
            {
              name: 'vendor',
              test: /node_modules\/(?!.*\/(useBlocker|use(Mutation|InfiniteQuery)|(mutation|infiniteQuery)Observer)\.)(react|react-dom|scheduler|@tanstack\/(react-router|router-core|history|react-store|store|react-query|query-core)|i18next|react-i18next|openapi-fetch|openapi-react-query|use-sync-external-store|html-parse-stringify|void-elements)\//,
            },
            {
              name: 'base',
              test: /src\/web\/(app\/(?!i18n\/((es|en)\/|catalogues-|format\.)|api\/(send|request-key|blob)\.|live\/|keyboard\/|theme\.css|service-worker\.|url-filter\.|api\/infinite\.|shell\/(actions|fold|current-place|command-palette|notice-bell|shortcut-help|shell|home|top-bar|side-bar|bottom-bar|user-menu|demo-banner|connection)\.)|ui\/(app-link|button|class-names|icon|page|problem-words|states|toast|toaster)\.)/,
            },
            {
              name: 'frame',
              test: /src\/web\/(app\/(keyboard\/|live\/state\.|shell\/(current-place|shell|top-bar|side-bar|bottom-bar|user-menu|demo-banner|connection|notice-bell)\.)|ui\/(badge|floating|menu|popover)\.)/,
            },
            {
              name: 'kit',
              test: /src\/(domain\/system|web\/(app\/(i18n\/format|api\/(send|request-key|blob)|shell\/actions)|ui\/(skeleton|status-badge|list\/(card|simple-table|stacked-rows|use-row-press)|form\/civil-time)))\./,
            },
            { name: 'login', test: /features\/session\/(login-page|session-card|password-input|next-address)\./ },
            // A list is on its way in as few steps as the file that asks for it: each step is a turn of a slow phone.
            {
              name: 'list',
              test: /src\/web\/(app\/(url-(filter|schema)|api\/infinite)|ui\/(list\/(data-table|filter-bar)|segments|list-keys|use-download|dialog|form\/(combobox|date-input)))\./,
            },
            {
              name: 'orders',
              test: /features\/(work-orders\/(orders-search|order-columns|no-orders|due-text|days|lookups|terms)|fleet\/(asset-lookup|master-data))\./,
            },
            {
              name: 'figures',
              test: /src\/(domain\/kpi-catalogue|web\/(features\/(kpis\/(kpi-card|addresses|kpi-format)|predictions\/risk-(badge|words))|ui\/(kpi-tile|use-near|chart\/(figure|figure-table|chart|chart-download|series))))\./,
            },
            {
              name: 'charts',
              test: /node_modules\/(recharts|d3-|victory-vendor|@reduxjs|immer|decimal\.js-light|es-toolkit|react-redux|reselect)/,
            },
            { name: 'words-es', test: /i18n\/(es\/(common|shell|terms)\.json|catalogues-es\.ts)$/ },
            { name: 'words-en', test: /i18n\/(en\/(common|shell|terms)\.json|catalogues-en\.ts)$/ },
          ],
        },
      },
    },
  },
  resolve: {
    // HeroUI's class names never conflict with each other, so the merging half of tailwind-variants (8 kB) has no work here.
    alias: [{ find: /^tailwind-variants$/, replacement: 'tailwind-variants/lite' }],
  },
  server: {
    host: '127.0.0.1',
    port: 5173,
    proxy: { '/api': server, '/ws': { target: server, ws: true } },
  },
  plugins: [
    react(),
    tailwindcss(),
    painted(),
    VitePWA({
      registerType: 'prompt',
      injectRegister: false,
      manifest: {
        id: '/',
        name: 'Faena',
        short_name: 'Faena',
        description: 'Mantenimiento de flotas pesadas',
        lang: 'es-CL',
        start_url: '/',
        display: 'standalone',
        background_color: '#f6f8f9',
        theme_color: '#0b5a74',
        icons: [
          { src: '/icon-192.png', sizes: '192x192', type: 'image/png' },
          { src: '/icon-512.png', sizes: '512x512', type: 'image/png' },
          { src: '/icon-maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
        ],
      },
      workbox: {
        // Every page, so that a phone without a signal still opens them; charts come when somebody looks at one. Answers of
        // the API are never kept here.
        globPatterns: ['index.html', 'boot.js', '*.svg', 'assets/*.{js,css}'],
        // Shows notices that arrive while the app is closed.
        importScripts: ['push.js'],
        globIgnores: ['**/charts-*'],
        navigateFallback: '/index.html',
        navigateFallbackDenylist: [/^\/(api|ws|metrics|healthz?)(\/|$)/],
        runtimeCaching: [
          {
            // File names carry a hash of the content, so a page once loaded never needs asking again.
            urlPattern: ({ url, sameOrigin }) => sameOrigin && url.pathname.startsWith('/assets/'),
            handler: 'CacheFirst',
            options: { cacheName: 'pages', expiration: { maxEntries: 200, maxAgeSeconds: 30 * 24 * 3600 } },
          },
        ],
      },
    }),
    compressed(),
  ],
})
