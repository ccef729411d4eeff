import { z } from 'zod'
import { instant } from './common.ts'

/** How a person's account and their chat with the bot stand to each other. */
export const telegramState = z
  .object({
    available: z.boolean().meta({ description: 'whether this installation has a bot' }),
    bot: z.string().nullable().meta({ description: 'user name of the bot, once Telegram has told it' }),
    link: z
      .object({ name: z.string().meta({ description: 'how the chat calls itself' }), linkedAt: instant })
      .nullable(),
  })
  .meta({ id: 'TelegramState' })
export type TelegramState = z.infer<typeof telegramState>

export const telegramCode = z
  .object({
    code: z
      .string()
      .regex(/^\d{6}$/)
      .meta({ description: 'shown only now; works once' }),
    expiresAt: instant,
  })
  .meta({ id: 'TelegramCode' })
export type TelegramCode = z.infer<typeof telegramCode>
