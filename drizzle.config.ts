import { defineConfig } from 'drizzle-kit'

export default defineConfig({
  dialect: 'postgresql',
  schema: [
    './src/server/platform/tables.ts',
    './src/server/platform/mail/tables.ts',
    './src/server/features/*/tables.ts',
    './src/server/channels/*/tables.ts',
  ],
  out: './drizzle',
})
