import { type Control, useController } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import type { PersonalChannel } from '../../../domain/notice.ts'
import type { components } from '../../app/api-schema.d.ts'
import { AppLink } from '../../ui/app-link.tsx'
import { Badge } from '../../ui/badge.tsx'
import type { PreferenceFields } from './preference-fields.tsx'

interface ChannelMatrixProps {
  control: Control<PreferenceFields>
  kinds: components['schemas']['NoticePreferences']['kinds']
  available: readonly PersonalChannel[]
  reachable: readonly PersonalChannel[]
}

/** Kinds of notice down, channels across; in the app each always is. */
export function ChannelMatrix({ control, kinds, available, reachable }: ChannelMatrixProps) {
  const { t } = useTranslation('notices')
  const { field } = useController({ control, name: 'kinds' })
  const turn = (kind: string, channel: PersonalChannel) =>
    field.onChange(
      field.value.map((row) =>
        row.kind !== kind
          ? row
          : {
              kind,
              channels: row.channels.includes(channel)
                ? row.channels.filter((one) => one !== channel)
                : [...row.channels, channel],
            },
      ),
    )
  const unreachable = available.filter((channel) => !reachable.includes(channel))
  return (
    <div>
      <table className="w-full">
        <caption className="sr-only">{t('matrix.title')}</caption>
        <thead>
          <tr className="border-b border-separator text-xs text-muted">
            <th scope="col" className="px-4 py-2 text-start font-medium">
              {t('matrix.kind')}
            </th>
            {available.map((channel) => (
              <th key={channel} scope="col" className="w-16 px-1 py-2 text-center font-medium sm:w-24">
                {t(`channel.${channel}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y divide-separator">
          {kinds.map(({ kind, name, level }) => (
            <tr key={kind}>
              <th scope="row" className="px-4 py-1.5 text-start font-normal">
                <span className="me-2">{name}</span>
                {level === 'CRITICAL' && (
                  <Badge tone="danger" icon="warning">
                    {t('level.CRITICAL')}
                  </Badge>
                )}
              </th>
              {available.map((channel) => (
                <td key={channel} className="px-1 text-center">
                  <label className="inline-grid size-12 cursor-pointer place-items-center md:size-9">
                    <input
                      type="checkbox"
                      className="check"
                      aria-label={t('matrix.cell', { kind: name, channel: t(`channel.${channel}`) })}
                      checked={field.value.find((row) => row.kind === kind)?.channels.includes(channel) ?? false}
                      onChange={() => turn(kind, channel)}
                    />
                  </label>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {unreachable.length > 0 && (
        <ul className="grid gap-1 border-t border-separator px-4 py-3 text-xs text-muted">
          {unreachable.map((channel) => (
            <li key={channel}>
              {t(`matrix.unreachable.${channel}`)}{' '}
              {channel === 'telegram' && (
                <AppLink href="/profile" className="underline">
                  {t('matrix.link')}
                </AppLink>
              )}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
